using System.Collections.Generic;
using LvsMon.Core.Planning;

namespace LvsMon.Simulation.Checkers;

/// <summary>What is the same in two plans, found by the words of the documentation and not by the product's own
/// <c>PlanDiff</c>.</summary>
internal sealed class PlanMatch
{
    /// <summary>Matches two plans.</summary>
    public PlanMatch(Plan old, Plan next)
    {
        Old = old;
        New = next;
        OldService = new int[next.Services.Length];
        OldReal = new int[next.Reals.Length];
        OldMonitor = new int[next.Monitors.Length];
        OldSubscription = new int[next.Subscriptions.Length];
        Match(old.Services.Length, OldService, i => old.Services[i].Key, i => next.Services[i].Key);
        Match(old.Reals.Length, OldReal, i => Name(old, i), i => Name(next, i));
        Match(old.Monitors.Length, OldMonitor, i => Name(old.Monitors[i]), i => Name(next.Monitors[i]));
        Match(
            old.Subscriptions.Length,
            OldSubscription,
            i => (old.Subscriptions[i].Monitor, old.Subscriptions[i].Real),
            i => (OldMonitor[next.Subscriptions[i].Monitor], OldReal[next.Subscriptions[i].Real]));
    }

    /// <summary>The plan before.</summary>
    public Plan Old { get; }

    /// <summary>The plan after.</summary>
    public Plan New { get; }

    /// <summary>By service: its number before, -1 for a new one.</summary>
    public int[] OldService { get; }

    /// <summary>By real server: its number before, -1 for a new one.</summary>
    public int[] OldReal { get; }

    /// <summary>By monitor: its number before, -1 for a new one.</summary>
    public int[] OldMonitor { get; }

    /// <summary>By subscription: its number before, -1 for a new one.</summary>
    public int[] OldSubscription { get; }

    private static object Name(Plan plan, int real) =>
        (plan.Services[plan.Reals[real].Service].Key, plan.Reals[real].Endpoint);

    private static object Name(MonitorPlan monitor) => (monitor.Target, monitor.Source, monitor.Program.Identity,
        monitor.ConnectTimeoutUs, monitor.ReceiveTimeoutUs, monitor.TimeoutUs);

    private static void Match(
        int count, int[] map, System.Func<int, object> before, System.Func<int, object> after)
    {
        Dictionary<object, int> known = [];
        for (int i = 0; i < count; i++)
        {
            known.TryAdd(before(i), i);
        }

        for (int i = 0; i < map.Length; i++)
        {
            map[i] = known.GetValueOrDefault(after(i), -1);
        }
    }
}
