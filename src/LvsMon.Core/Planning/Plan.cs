using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>
/// What the daemon is to do, as flat arrays: the immutable type that goes from <c>Planning</c> to the loop and the
/// sinks. Nobody writes to the arrays after <c>PlanBuilder</c>.
/// </summary>
public sealed class Plan
{
    /// <summary>The global settings.</summary>
    public required GlobalSettings Global { get; init; }

    /// <summary>Virtual services in file order.</summary>
    public required ServicePlan[] Services { get; init; }

    /// <summary>Real servers, service by service.</summary>
    public required RealPlan[] Reals { get; init; }

    /// <summary>Things to probe.</summary>
    public required MonitorPlan[] Monitors { get; init; }

    /// <summary>Subscriptions, monitor by monitor.</summary>
    public required Subscription[] Subscriptions { get; init; }

    /// <summary>Checks that may be in flight at once: bounded by the configuration, the descriptors and the number of
    /// monitors.</summary>
    public required int MaxInFlight { get; init; }

    /// <summary>The largest <c>BufferBytes</c> of a check, 0 when none needs a buffer.</summary>
    public required int BufferBytes { get; init; }

    /// <summary>Number of monitors whose check needs a buffer.</summary>
    public required int BufferedMonitors { get; init; }

    /// <summary>The service sets, numbered. Made when they are asked for first, at set-up.</summary>
    public ServiceSets Sets => field ??= new ServiceSets(this);

    /// <summary>The services' identities, for ownership.</summary>
    public IEnumerable<ServiceKey> OwnedKeys()
    {
        foreach (ServicePlan service in Services)
        {
            yield return service.Key;
        }
    }

    /// <summary>The TLS settings of all monitors' checks, equal ones once.</summary>
    public IReadOnlyCollection<TlsSettings> TlsInUse()
    {
        HashSet<TlsSettings> settings = [];
        foreach (MonitorPlan monitor in Monitors)
        {
            if (monitor.Program.Tls is { } tls)
            {
                settings.Add(tls);
            }
        }

        return settings;
    }

    /// <summary>The same plan with other monitors: their phases of a running plan.</summary>
    internal Plan WithMonitors(MonitorPlan[] monitors) => new()
    {
        Global = Global,
        Services = Services,
        Reals = Reals,
        Monitors = monitors,
        Subscriptions = Subscriptions,
        MaxInFlight = MaxInFlight,
        BufferBytes = BufferBytes,
        BufferedMonitors = BufferedMonitors,
    };
}
