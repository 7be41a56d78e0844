using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>
/// The numbering that reader, desired table and difference share. Services 0 … <see cref="ServiceCount"/> - 1 are the
/// plan's, those up to <see cref="WatchedCount"/> are only to be removed. Slots 0 … <see cref="RealCount"/> - 1 are the
/// plan's real servers, slot RealCount + s is the fallback of service s.
/// </summary>
internal sealed class TableLayout
{
    private readonly ProbeTable _services;
    private readonly ProbeTable _slots;

    /// <summary>Lays out a plan and the services that an earlier configuration owned.</summary>
    internal TableLayout(Plan plan, IReadOnlyList<ServiceKey> unwanted)
    {
        Plan = plan;
        ServiceCount = plan.Services.Length;
        WatchedCount = ServiceCount + unwanted.Count;
        RealCount = plan.Reals.Length;
        SlotCount = RealCount + ServiceCount;
        Services = new ServiceText[WatchedCount];
        Endpoints = new Endpoint[SlotCount];
        SlotService = new int[SlotCount];
        Records = new Destination[SlotCount];
        HasFallback = new bool[ServiceCount];
        _services = new ProbeTable(WatchedCount);
        _slots = new ProbeTable(SlotCount);
        for (int s = 0; s < WatchedCount; s++)
        {
            Services[s] = s < ServiceCount
                ? ServiceText.Of(plan.Services[s])
                : ServiceText.Unwanted(unwanted[s - ServiceCount]);
            _services.Add(HashOf(Services[s].Key), s);
        }

        for (int i = 0; i < RealCount; i++)
        {
            RealPlan real = plan.Reals[i];
            Destination record = new(real.Weight, real.Upper, real.Lower, real.Forwarding);
            Place(i, real.Service, real.Endpoint, record);
        }

        for (int s = 0; s < ServiceCount; s++)
        {
            PlaceFallback(s);
        }
    }

    /// <summary>The plan.</summary>
    internal Plan Plan { get; }

    /// <summary>Services of the plan.</summary>
    internal int ServiceCount { get; }

    /// <summary>Services of the plan and those to be removed.</summary>
    internal int WatchedCount { get; }

    /// <summary>Real servers of the plan.</summary>
    internal int RealCount { get; }

    /// <summary>Real servers and fallbacks.</summary>
    internal int SlotCount { get; }

    /// <summary>Entries: the own records of the watched services, their extras, the slots.</summary>
    internal int EntryCount => (2 * WatchedCount) + SlotCount;

    /// <summary>By watched service.</summary>
    internal ServiceText[] Services { get; }

    /// <summary>By slot: the identity in the kernel's table.</summary>
    internal Endpoint[] Endpoints { get; }

    /// <summary>By slot.</summary>
    internal int[] SlotService { get; }

    /// <summary>By slot: the whole record with the configured weight.</summary>
    internal Destination[] Records { get; }

    /// <summary>By service of the plan: whether its fallback slot is in use.</summary>
    internal bool[] HasFallback { get; }

    /// <summary>The watched service with this key, or -1.</summary>
    internal int FindService(in ServiceKey key)
    {
        for (int place = _services.First(HashOf(key)); ; place = _services.After(place))
        {
            int s = _services.At(place);
            if (s < 0 || Services[s].Key == key)
            {
                return s;
            }
        }
    }

    /// <summary>The slot of a destination of a service of the plan, or -1.</summary>
    internal int FindSlot(int service, in Endpoint endpoint)
    {
        for (int place = _slots.First(ProbeTable.Hash(endpoint, (uint)service)); ; place = _slots.After(place))
        {
            int slot = _slots.At(place);
            if (slot < 0 || (SlotService[slot] == service && Endpoints[slot] == endpoint))
            {
                return slot;
            }
        }
    }

    /// <summary>Slots of a service of the plan: its real servers and, last, its fallback, used or not.</summary>
    internal int SlotsOf(int service) => Plan.Services[service].RealCount + 1;

    /// <summary>A service's slot by its place, 0 to <see cref="SlotsOf"/> - 1.</summary>
    internal int SlotAt(int service, int place)
    {
        ServicePlan plan = Plan.Services[service];
        return place < plan.RealCount ? plan.FirstReal + place : RealCount + service;
    }

    /// <summary>The number of an entry, 0 to <see cref="EntryCount"/> - 1.</summary>
    internal int NumberOf(in Entry entry) => entry.Index + entry.Kind switch
    {
        EntryKind.Service => 0,
        EntryKind.Extras => WatchedCount,
        _ => 2 * WatchedCount,
    };

    /// <summary>The watched service of the entry with this number.</summary>
    internal int ServiceOf(int number) => number < WatchedCount ? number
        : number < 2 * WatchedCount ? number - WatchedCount
        : SlotService[number - (2 * WatchedCount)];

    private static uint HashOf(in ServiceKey key) =>
        ProbeTable.Hash(key.Virtual, (key.Mark * 4) + (uint)key.Protocol);

    private void PlaceFallback(int service)
    {
        ServicePlan plan = Plan.Services[service];
        int slot = RealCount + service;
        SlotService[slot] = service;
        if (plan.Fallback is not { } endpoint)
        {
            return;
        }

        // A fallback that is also a real server of the service is that real server: one record cannot follow two rules.
        if (FindSlot(service, InTable(plan.Key, endpoint, plan.Forwarding)) >= 0)
        {
            return;
        }

        HasFallback[service] = true;
        Place(slot, service, endpoint, new Destination(1, 0, 0, plan.Forwarding));
    }

    private void Place(int slot, int service, in Endpoint endpoint, in Destination record)
    {
        Endpoints[slot] = InTable(Plan.Services[service].Key, endpoint, record.Forwarding);
        SlotService[slot] = service;
        Records[slot] = record;
        _slots.Add(ProbeTable.Hash(Endpoints[slot], (uint)service), slot);
    }

    /// <summary>Under direct routing and tunnelling ipvsadm replaces the port by the virtual service's, but not under a
    /// firewall mark.</summary>
    private static Endpoint InTable(in ServiceKey key, in Endpoint endpoint, in Forwarding forwarding) =>
        forwarding.Method == ForwardingMethod.Nat || key.Protocol == ServiceProtocol.FirewallMark
            ? endpoint
            : endpoint with { Port = key.Virtual.Port };
}
