using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Holds down a real server that goes up and down: after the second fall it must pass for <c>hold-down</c> before it is
/// up, after each further one for twice as long, to the end of <c>hold-down-max</c>.
/// </summary>
internal static class FlapHold
{
    /// <summary>Doublings that no time of the configuration outlasts: 1 ms becomes 366 days in 35.</summary>
    private const int MostDoublings = 40;

    /// <summary>A real server that its checks decide about goes down: counts that, and tells for how long it is
    /// held.</summary>
    public static void Note(MonitorTable table, FactStream facts, int real, long nowUs)
    {
        ref RealState state = ref table.Reals[real];
        RealPlan plan = table.Plan.Reals[real];
        state.Falls = Fallen(state.Falls, nowUs - state.SinceUs, in plan);
        if (HoldUs(state.Falls, in plan) is > 0 and long holdUs)
        {
            facts.Post(new Fact(FactKind.Flapping)
            { TimeUs = nowUs, Service = plan.Service, Real = real, A = state.Falls, DurationUs = holdUs });
        }
    }

    /// <summary>The count of falls after one more.</summary>
    /// <param name="falls">The count before it, 0 for none.</param>
    /// <param name="upUs">How long it was up before it fell, microseconds.</param>
    /// <param name="plan">The monitored real server.</param>
    public static byte Fallen(byte falls, long upUs, in RealPlan plan) =>
        upUs >= plan.Timing!.HoldDownMaxUs ? (byte)1 : (byte)Math.Min(falls + 1, byte.MaxValue);

    /// <summary>How long it must pass before it is up, microseconds; 0 when nothing holds it.</summary>
    /// <param name="falls">How often it has fallen.</param>
    /// <param name="plan">The monitored real server.</param>
    public static long HoldUs(byte falls, in RealPlan plan)
    {
        if (falls < 2)
        {
            return 0;
        }

        // In doubles, where the largest product has its place.
        (long firstUs, long mostUs) = (plan.Timing!.HoldDownUs, plan.Timing.HoldDownMaxUs);
        double heldUs = Math.ScaleB(firstUs, Math.Min(falls - 2, MostDoublings));
        return (long)Math.Min(heldUs, Math.Max(firstUs, mostUs));
    }
}
