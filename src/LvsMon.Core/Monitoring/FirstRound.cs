using System;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Monitoring;

/// <summary>Schedules what has no start before: at the daemon's start everything, at a reload what is new.</summary>
internal static class FirstRound
{
    private const long QuickUs = 100_000;
    private const long PerMonitorUs = 100;

    /// <summary>Gives a monitor its place in the quick first round.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="table">The arena.</param>
    /// <param name="monitor">The monitor.</param>
    /// <param name="rank">Its number in the round, from 0.</param>
    /// <param name="count">Monitors in the round.</param>
    /// <param name="nowUs">When the round begins.</param>
    public static void Set(Schedule schedule, MonitorTable table, int monitor, int rank, int count, long nowUs)
    {
        long quickUs = Math.Min(QuickUs, table.Plan.Monitors[monitor].IntervalUs);
        long spreadUs = Math.Max(quickUs, count * PerMonitorUs);
        long dueUs = nowUs + (rank * spreadUs / count);
        table.Monitors[monitor].LastDueUs = dueUs;
        schedule.Set(monitor, dueUs);
    }

    /// <summary>
    /// The distance of catch-up starts, microseconds: as quick as the first round, and at least twice as quick as the
    /// plan can ask for, else a busy daemon could never make a delay good.
    /// </summary>
    public static long CatchUpUs(MonitorTable table)
    {
        double startsPerUs = 0;
        for (int monitor = 0; monitor < table.Monitors.Length; monitor++)
        {
            startsPerUs += 1.0 / table.LeastIntervalUs(monitor);
        }

        return startsPerUs * 2 * PerMonitorUs <= 1 ? PerMonitorUs : Math.Max(1, (long)(0.5 / startsPerUs));
    }

    /// <summary>The schedule after a reload: what is unchanged keeps its next start, what is new has a quick first
    /// round.</summary>
    /// <param name="old">The schedule before.</param>
    /// <param name="oldTable">The arena before.</param>
    /// <param name="table">The new arena with everything carried over.</param>
    /// <param name="change">The reload.</param>
    /// <param name="nowUs">Now.</param>
    public static Schedule Reschedule(
        Schedule old, MonitorTable oldTable, MonitorTable table, PlanChange change, long nowUs)
    {
        Schedule schedule = new(table.Monitors.Length, old.EpochUs, CatchUpUs(table));
        int added = 0;
        foreach (int before in change.OldMonitor)
        {
            added += before < 0 ? 1 : 0;
        }

        int rank = 0;
        for (int monitor = 0; monitor < table.Monitors.Length; monitor++)
        {
            int before = change.OldMonitor[monitor];
            if (before < 0)
            {
                Set(schedule, table, monitor, rank++, added, nowUs);
            }
            else if (old.Contains(before))
            {
                schedule.Set(monitor, Due(schedule, old.DueUs(before), oldTable, table, change, monitor, nowUs));
            }
        }

        return schedule;
    }

    private static long Due(
        Schedule schedule,
        long dueUs,
        MonitorTable oldTable,
        MonitorTable table,
        PlanChange change,
        int monitor,
        long nowUs)
    {
        int old = change.OldMonitor[monitor];
        ref readonly MonitorPlan plan = ref change.New.Monitors[monitor];
        ref readonly MonitorPlan before = ref change.Old.Monitors[old];
        if (plan.IntervalUs != before.IntervalUs || plan.PhaseUs != before.PhaseUs)
        {
            long next = schedule.RegularFrom(nowUs + 1, plan.PhaseUs, plan.IntervalUs);
            return table.Monitors[monitor].Attempted ? next : Math.Min(next, dueUs);
        }

        long wantedUs = table.WantedIntervalUs(monitor);
        if (wantedUs < oldTable.WantedIntervalUs(old))
        {
            // A shorter down or fast interval holds at once; by phase, so that many do not start together.
            return Math.Min(dueUs, schedule.RegularFrom(nowUs + 1, plan.PhaseUs, wantedUs));
        }

        return dueUs;
    }
}
