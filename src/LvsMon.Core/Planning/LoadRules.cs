using System;
using System.Globalization;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>
/// Whether the checks can be made: refused only when even servers that answer at once would be too many, warned of when
/// the checks of hanging servers would have to wait for each other.
/// </summary>
internal static class LoadRules
{
    internal static void Apply(Plan plan, Configuration configuration, Diagnostics diagnostics)
    {
        double perSecond = ChecksPerSecond(plan);
        if (perSecond > PlanLimits.MaxChecksPerSecond)
        {
            diagnostics.Error(
                PlanningRules.Load,
                ShortestInterval(configuration),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Math.Ceiling(perSecond):0} checks a second are more than the {PlanLimits.MaxChecksPerSecond} ")
                + "that can be made; write longer intervals");
        }

        double hanging = InFlightWhenAllHang(plan);
        if (hanging > plan.MaxInFlight)
        {
            diagnostics.Warning(
                PlanningRules.InFlight,
                ShortestInterval(configuration),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"if every server hung, {Math.Ceiling(hanging):0} checks would be in flight ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"and {plan.MaxInFlight} may be; intervals would then become ")
                + string.Create(CultureInfo.InvariantCulture, $"{hanging / plan.MaxInFlight:0.0} times as long"));
        }
    }

    /// <summary>Checks a second at the regular intervals.</summary>
    internal static double ChecksPerSecond(Plan plan)
    {
        double perSecond = 0;
        foreach (MonitorPlan monitor in plan.Monitors)
        {
            perSecond += (double)DurationText.UsPerSecond / monitor.IntervalUs;
        }

        return perSecond;
    }

    /// <summary>Checks in flight on average when each lasts its whole timeout; one a monitor at most.</summary>
    internal static double InFlightWhenAllHang(Plan plan)
    {
        double inFlight = 0;
        foreach (MonitorPlan monitor in plan.Monitors)
        {
            inFlight += Math.Min(1.0, (double)monitor.TimeoutUs / monitor.IntervalUs);
        }

        return inFlight;
    }

    /// <summary>Where the first of the real servers with the shortest interval stands.</summary>
    private static SourceSpan ShortestInterval(Configuration configuration)
    {
        long shortest = long.MaxValue;
        SourceSpan span = default;
        foreach (VirtualServiceSettings service in configuration.Services)
        {
            foreach (RealServerSettings real in service.Reals)
            {
                if (!real.Unmonitored && real.Timing.IntervalUs < shortest)
                {
                    shortest = real.Timing.IntervalUs;
                    span = real.Span;
                }
            }
        }

        return span;
    }
}
