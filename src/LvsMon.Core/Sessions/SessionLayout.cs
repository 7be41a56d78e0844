using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Sessions;

/// <summary>Finds the plan's services and real servers by what identifies them in the kernel's list.</summary>
internal sealed class SessionLayout
{
    private readonly ProbeTable _services;
    private readonly ProbeTable _reals;

    /// <summary>Indexes a plan; set-up only.</summary>
    internal SessionLayout(Plan plan)
    {
        Plan = plan;
        _services = new ProbeTable(plan.Services.Length);
        for (int service = 0; service < plan.Services.Length; service++)
        {
            _services.Add(HashOf(plan.Services[service].Key), service);
        }

        _reals = new ProbeTable(plan.Reals.Length);
        for (int real = 0; real < plan.Reals.Length; real++)
        {
            _reals.Add(ProbeTable.Hash(plan.Reals[real].Endpoint, (uint)plan.Reals[real].Service), real);
        }
    }

    /// <summary>The plan.</summary>
    internal Plan Plan { get; }

    /// <summary>Its service sets.</summary>
    internal ServiceSets Sets => Plan.Sets;

    /// <summary>The service with this key, or -1.</summary>
    internal int FindService(in ServiceKey key)
    {
        for (int place = _services.First(HashOf(key)); ; place = _services.After(place))
        {
            int service = _services.At(place);
            if (service < 0 || Plan.Services[service].Key == key)
            {
                return service;
            }
        }
    }

    /// <summary>The real server of a service, or -1; also for service -1.</summary>
    internal int FindReal(int service, in Endpoint endpoint)
    {
        for (int place = _reals.First(ProbeTable.Hash(endpoint, (uint)service)); ; place = _reals.After(place))
        {
            int real = _reals.At(place);
            if (real < 0 || (Plan.Reals[real].Service == service && Plan.Reals[real].Endpoint == endpoint))
            {
                return real;
            }
        }
    }

    private static uint HashOf(in ServiceKey key) =>
        ProbeTable.Hash(key.Virtual, (key.Mark * 4) + (uint)key.Protocol);
}
