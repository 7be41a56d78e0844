using System;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Monitoring;

/// <summary>Checks that somebody asks for between their times.</summary>
internal static class Haste
{
    /// <summary>Such a check begins no sooner than this after the one before, microseconds: no number of requests
    /// becomes a load.</summary>
    public const long SoonestAgainUs = 1_000_000;

    /// <summary>Makes the checks of a real server due now.</summary>
    /// <returns>How many: those under way and those that have just begun are left alone.</returns>
    public static int Begin(MonitorTable table, Schedule schedule, int real, long nowUs)
    {
        int started = 0;
        foreach (ref readonly Subscription subscription in table.Plan.Subscriptions.AsSpan())
        {
            int monitor = subscription.Monitor;
            bool isFree = subscription.Real == real && schedule.Contains(monitor)
                && nowUs - table.Monitors[monitor].LastDueUs >= SoonestAgainUs;
            if (isFree)
            {
                // One that is late already keeps its place before the others.
                schedule.Set(monitor, Math.Min(nowUs, schedule.DueUs(monitor)));
                started++;
            }
        }

        return started;
    }
}
