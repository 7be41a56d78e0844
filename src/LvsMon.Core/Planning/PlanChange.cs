using System;

namespace LvsMon.Core.Planning;

/// <summary>
/// The way from the running plan to a new one. In the maps an entry is the old index of the same thing, or -1 for a
/// new thing: services
/// are the same by key, real servers by service and endpoint, monitors by <see cref="MonitorPlan.SameProbe"/>,
/// subscriptions by monitor
/// and real server.
/// </summary>
public sealed class PlanChange
{
    /// <summary>The running plan.</summary>
    public required Plan Old { get; init; }

    /// <summary>The plan to run; unchanged monitors have kept their phase.</summary>
    public required Plan New { get; init; }

    /// <summary>New service index → old.</summary>
    public required int[] OldService { get; init; }

    /// <summary>New real server index → old.</summary>
    public required int[] OldReal { get; init; }

    /// <summary>New monitor index → old.</summary>
    public required int[] OldMonitor { get; init; }

    /// <summary>New subscription index → old.</summary>
    public required int[] OldSubscription { get; init; }

    /// <summary>Real servers that are new.</summary>
    public required int Added { get; init; }

    /// <summary>Real servers that are gone.</summary>
    public required int Removed { get; init; }

    /// <summary>Real servers of both whose weight, thresholds, forwarding, timing or checks differ.</summary>
    public required int Changed { get; init; }

    /// <summary>By real server of the new plan: whether it is one of those.</summary>
    public required bool[] IsChanged { get; init; }

    /// <summary>True when nothing at all differs, services' settings included.</summary>
    public required bool IsEmpty { get; init; }

    /// <summary>Old monitor index → new, -1 for one that is gone.</summary>
    public int[] NewMonitor()
    {
        int[] news = new int[Old.Monitors.Length];
        Array.Fill(news, -1);
        for (int monitor = 0; monitor < OldMonitor.Length; monitor++)
        {
            if (OldMonitor[monitor] >= 0)
            {
                news[OldMonitor[monitor]] = monitor;
            }
        }

        return news;
    }
}
