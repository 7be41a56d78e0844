using System;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Control;

/// <summary>Which subscriptions a real server has: the plan lists them monitor by monitor.</summary>
internal sealed class RealChecks
{
    private const int Most = 5;

    private readonly int[] _first;
    private readonly int[] _subscriptions;

    /// <summary>Indexes a plan; set-up only.</summary>
    public RealChecks(Plan plan)
    {
        _first = new int[plan.Reals.Length + 1];
        foreach (Subscription subscription in plan.Subscriptions)
        {
            _first[subscription.Real + 1]++;
        }

        for (int real = 0; real < plan.Reals.Length; real++)
        {
            _first[real + 1] += _first[real];
        }

        int[] next = (int[])_first.Clone();
        _subscriptions = new int[plan.Subscriptions.Length];
        for (int i = 0; i < plan.Subscriptions.Length; i++)
        {
            _subscriptions[next[plan.Subscriptions[i].Real]++] = i;
        }
    }

    /// <summary>The subscriptions of a real server.</summary>
    public ReadOnlySpan<int> Of(int real) => _subscriptions.AsSpan(_first[real].._first[real + 1]);

    /// <summary>
    /// The subscription that says most about a real server: its agent if that took it down, else a check that took it
    /// down, then one that is failing, then one that says nothing, then one that is coming up, then any. -1 when it has
    /// none.
    /// </summary>
    public int MostTelling(int real, MonitorTable table)
    {
        int best = -1;
        int bestRank = -1;
        for (int i = _first[real]; i < _first[real + 1]; i++)
        {
            int rank = table.IsAdvice(table.Plan.Subscriptions[_subscriptions[i]].Monitor)
                ? (table.Reals[real].IsAdvisedDown ? Most : bestRank)
                : Rank(_subscriptions[i], table);
            if (rank > bestRank)
            {
                bestRank = rank;
                best = _subscriptions[i];
            }
        }

        return best;
    }

    private static int Rank(int index, MonitorTable table)
    {
        ref readonly JudgeState state = ref table.Subscriptions[index];
        ref readonly MonitorState monitor = ref table.Monitors[table.Plan.Subscriptions[index].Monitor];
        return state.Health == Health.Down ? 4
            : state.Fails > 0 ? 3
            : monitor.InconclusiveStreak > 0 ? 2
            : state.Health != Health.Up ? 1
            : 0;
    }
}
