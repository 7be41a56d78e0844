using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using LvsMon.Simulation.Checkers;
using LvsMon.Simulation.Peers;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Episodes;

/// <summary>How soon after a storm all must be right, and what right is.</summary>
internal static class Calmness
{
    /// <summary>How long a fight lasts, microseconds.</summary>
    public const long FightUs = 3_600_000_000;

    /// <summary>A child that hangs costs its deadline and a second; then the longest back-off; then some good runs:
    /// microseconds.</summary>
    private const long ChildUs = 22_000_000;

    /// <summary>Where silence passes, what comes after a refusal does not at once.</summary>
    private const int DoubtfulSilences = 2;

    /// <summary>Catching up takes its time, microseconds.</summary>
    private const long SlackUs = 50_000;

    /// <summary>Rise or fall times the interval and a timeout for each check, the longest hold and slow start, a doubt
    /// of two rounds, one reconcile and a child that hangs: microseconds.</summary>
    public static long BoundUs(Plan plan, HoldOracle holds)
    {
        long checksUs = 0;
        long roundUs = 0;
        long growsUs = 0;
        foreach (ref readonly Subscription subscription in plan.Subscriptions.AsSpan())
        {
            Timing timing = subscription.Timing;
            MonitorPlan monitor = plan.Monitors[subscription.Monitor];
            long attemptUs = AttemptUs(monitor);
            long oneUs = (LongestUs(timing) + attemptUs) * Crowd(plan);
            long results = Math.Max(timing.Rise, timing.Fall)
                + (monitor.Program.Silence == CheckReason.Silent ? DoubtfulSilences : 0);
            // A hold ends with the first result behind it.
            long heldUs = holds.LongestUs(subscription);
            checksUs = Math.Max(checksUs, attemptUs + (results * oneUs) + heldUs + (heldUs > 0 ? oneUs : 0));
            growsUs = Math.Max(growsUs, timing.SlowStartUs);
            roundUs = Math.Max(roundUs, oneUs);
        }

        return checksUs + growsUs + (3 * roundUs) + plan.Global.ReconcileUs + ChildUs;
    }

    /// <summary>How long after a check's start the next one must begin, microseconds: the longest of its subscribers'
    /// intervals, an attempt that uses all its time, and the crowd where few may be in flight.</summary>
    public static long GapUs(Plan plan, int monitor)
    {
        MonitorPlan one = plan.Monitors[monitor];
        long intervalUs = 0;
        for (int i = one.FirstSubscription; i < one.FirstSubscription + one.SubscriptionCount; i++)
        {
            Timing timing = plan.Subscriptions[i].Timing;
            intervalUs = Math.Max(intervalUs, LongestUs(timing));
        }

        long timeoutUs = AttemptUs(one);
        for (int other = 0; other < plan.Monitors.Length && Crowd(plan) > 1; other++)
        {
            timeoutUs = Math.Max(timeoutUs, AttemptUs(plan.Monitors[other]));
        }

        return ((intervalUs + timeoutUs) * Crowd(plan)) + SlackUs;
    }

    /// <summary>About so many turns a time takes.</summary>
    public static double TurnsIn(Plan plan, long us)
    {
        double turns = 0;
        foreach (ref readonly MonitorPlan monitor in plan.Monitors.AsSpan())
        {
            turns += 4.0 * us / monitor.IntervalUs;
        }

        return turns;
    }

    /// <summary>Compares verdicts with the truth, the table with the verdicts, the log with the facts.</summary>
    public static void Check(Life life, World world, PeerMode[] truth)
    {
        Plan plan = life.Daemon.Plan;
        int[] good = new int[plan.Reals.Length];
        foreach (ref readonly Subscription subscription in plan.Subscriptions.AsSpan())
        {
            ref readonly MonitorPlan monitor = ref plan.Monitors[subscription.Monitor];
            int peer = PeerHosts.At(monitor.Target, monitor.Program.Transport);
            good[subscription.Real] += PeerBook.IsUp(PeerHosts.KindOf(peer), truth[peer]) == true ? 1 : 0;
        }

        for (int real = 0; real < good.Length; real++)
        {
            bool isUp = good[real] >= plan.Reals[real].RequiredCount;
            if (isUp && !life.Oracle.Ramps.IsWhole(real))
            {
                throw new SimulationFailure($"all is calm and real server {real} has not its whole weight");
            }

            if (life.Oracle.IsUp(real) != isUp)
            {
                throw new SimulationFailure(
                    $"all is calm and {plan.Services[plan.Reals[real].Service].Name} {plan.Reals[real].Endpoint} is "
                    + $"told up {life.Oracle.IsUp(real)}, the truth is {isUp}");
            }
        }

        if (life.Oracle.Services.IsIsolated)
        {
            throw new SimulationFailure("all is calm and the director doubts itself");
        }

        world.Ipvsadm.CatchUp();
        if (life.Daemon.Writer is { } writer)
        {
            WishOracle.Compare(life.Names, life.Oracle, writer.WasIn, world.Ipvsadm.Table, life.Orders);
            if (!writer.IsInStep)
            {
                throw new SimulationFailure("all is calm, the table is right, and it is told to be out of step");
            }
        }

        if (life.Daemon.Log.Pending > 0)
        {
            throw new SimulationFailure("all is calm and lines wait");
        }

        life.CheckLog();
    }

    /// <summary>The longest attempt, microseconds: a program may wait for its turn as long as it may run.</summary>
    private static long AttemptUs(in MonitorPlan monitor) =>
        monitor.Program.Transport == Transport.Program ? 2L * monitor.TimeoutUs : monitor.TimeoutUs;

    private static long LongestUs(Timing timing) =>
        Math.Max(timing.IntervalUs, Math.Max(timing.DownIntervalUs, timing.FastIntervalUs));

    /// <summary>How much longer an interval is where checks wait for each other.</summary>
    private static int Crowd(Plan plan) => 1 + (plan.Monitors.Length / Math.Max(1, plan.MaxInFlight));
}
