using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>The kernel's side of IPVS without packets: services and destinations, and which requests are
/// refused.</summary>
internal sealed class MemoryTable
{
    private static readonly HashSet<string> Schedulers = new(StringComparer.Ordinal)
    {
        "rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh", "twos",
    };

    private readonly Dictionary<ServiceKey, MemoryService> _services = [];

    /// <summary>The services in the order of ipvsadm's listings.</summary>
    internal List<MemoryService> Sorted() => KernelOrder.Sort(_services.Values, KernelOrder.Compare);

    /// <summary>The service with this key, or null.</summary>
    internal MemoryService? Find(in ServiceKey key) => _services.GetValueOrDefault(key);

    /// <summary>Removes everything.</summary>
    internal void Clear() => _services.Clear();

    /// <summary><c>-A</c>.</summary>
    internal KernelError AddService(in ServiceKey key, MemorySettings settings)
    {
        if (_services.ContainsKey(key))
        {
            return KernelError.ServiceExists;
        }

        if (!IsKnown(settings))
        {
            return KernelError.NoScheduler;
        }

        _services.Add(key, new MemoryService(key) { Settings = settings });
        return KernelError.None;
    }

    /// <summary><c>-E</c>.</summary>
    internal KernelError EditService(in ServiceKey key, MemorySettings settings)
    {
        if (!_services.TryGetValue(key, out MemoryService? service))
        {
            return KernelError.NoService;
        }

        if (!IsKnown(settings))
        {
            return KernelError.NoScheduler;
        }

        service.Settings = settings;
        return KernelError.None;
    }

    /// <summary><c>-D</c>; its destinations go with it.</summary>
    internal KernelError DeleteService(in ServiceKey key) =>
        _services.Remove(key) ? KernelError.None : KernelError.NoService;

    /// <summary><c>-a</c>.</summary>
    internal KernelError AddDestination(in ServiceKey key, in Endpoint endpoint, in Destination record)
    {
        if (!_services.TryGetValue(key, out MemoryService? service))
        {
            return KernelError.ServiceNotDefined;
        }

        if (record.Lower > record.Upper)
        {
            return KernelError.OutOfRange;
        }

        return service.Destinations.TryAdd(endpoint, record) ? KernelError.None : KernelError.DestinationExists;
    }

    /// <summary><c>-e</c>.</summary>
    internal KernelError EditDestination(in ServiceKey key, in Endpoint endpoint, in Destination record)
    {
        if (!_services.TryGetValue(key, out MemoryService? service))
        {
            return KernelError.ServiceNotDefined;
        }

        if (record.Lower > record.Upper)
        {
            return KernelError.OutOfRange;
        }

        if (!service.Destinations.ContainsKey(endpoint))
        {
            return KernelError.NoDestination;
        }

        service.Destinations[endpoint] = record;
        return KernelError.None;
    }

    /// <summary><c>-d</c>.</summary>
    internal KernelError DeleteDestination(in ServiceKey key, in Endpoint endpoint)
    {
        if (!_services.TryGetValue(key, out MemoryService? service))
        {
            return KernelError.ServiceNotDefined;
        }

        return service.Destinations.Remove(endpoint) ? KernelError.None : KernelError.NoDestination;
    }

    private static bool IsKnown(MemorySettings settings) =>
        Schedulers.Contains(settings.Scheduler) && (settings.Engine.Length == 0 || settings.Engine == "sip");
}
