using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace LvsMon.Core.Planning;

/// <summary>What a plan costs and when it starts its checks: the data of <c>lvsmon plan</c>.</summary>
public sealed record PlanReport
{
    /// <summary>A monitor's state in the loop beside its plan: scratch, timer, counters, last results.</summary>
    private const int MonitorStateBytes = 320;

    /// <summary>A subscription's counters.</summary>
    private const int SubscriptionStateBytes = 48;

    /// <summary>A real server's verdict, its record of the table and two lines of the log's ring.</summary>
    private const int RealStateBytes = 256;

    /// <summary>A virtual service with its names and its record of the table.</summary>
    private const int ServiceBytes = 512;

    /// <summary>A connection slot.</summary>
    private const int SlotBytes = 64;

    /// <summary>The runtime, the code, the rings of fixed size.</summary>
    private const long FixedBytes = 24L << 20;

    /// <summary>Number of virtual services.</summary>
    public required int Services { get; init; }

    /// <summary>Number of real servers.</summary>
    public required int Reals { get; init; }

    /// <summary>Checks a second at the regular intervals.</summary>
    public required double ChecksPerSecond { get; init; }

    /// <summary>Checks in flight on average if every server hung; more than <see cref="MaxInFlight"/> queue.</summary>
    public required double InFlightWhenAllHang { get; init; }

    /// <summary>Sockets: the most checks that are in flight at once.</summary>
    public required int MaxInFlight { get; init; }

    /// <summary>
    /// Estimated memory of the process in bytes, without the kernel's socket buffers: a fixed part, the plan's arrays
    /// by their exact size, the state that the loop, the table and the log keep for each entry, and a buffer for each
    /// check in flight that needs one.
    /// </summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The monitors in the order of the plan.</summary>
    public required IReadOnlyList<PlanReportMonitor> Monitors { get; init; }

    /// <summary>Makes the report of a plan.</summary>
    public static PlanReport Of(Plan plan)
    {
        PlanReportMonitor[] monitors = new PlanReportMonitor[plan.Monitors.Length];
        for (int i = 0; i < monitors.Length; i++)
        {
            MonitorPlan monitor = plan.Monitors[i];
            monitors[i] = new PlanReportMonitor(
                monitor.Target,
                monitor.Source,
                monitor.Program.Identity,
                monitor.IntervalUs,
                monitor.PhaseUs,
                monitor.SubscriptionCount);
        }

        return new PlanReport
        {
            Services = plan.Services.Length,
            Reals = plan.Reals.Length,
            ChecksPerSecond = LoadRules.ChecksPerSecond(plan),
            InFlightWhenAllHang = LoadRules.InFlightWhenAllHang(plan),
            MaxInFlight = plan.MaxInFlight,
            MemoryBytes = Memory(plan),
            Monitors = monitors,
        };
    }

    private static long Memory(Plan plan)
    {
        long buffers = Math.Min(plan.MaxInFlight, plan.BufferedMonitors);
        return FixedBytes
            + ((long)plan.Monitors.Length * (Unsafe.SizeOf<MonitorPlan>() + MonitorStateBytes))
            + ((long)plan.Subscriptions.Length * (Unsafe.SizeOf<Subscription>() + SubscriptionStateBytes))
            + ((long)plan.Reals.Length * (Unsafe.SizeOf<RealPlan>() + RealStateBytes))
            + ((long)plan.Services.Length * ServiceBytes)
            + ((long)plan.MaxInFlight * SlotBytes)
            + (buffers * plan.BufferBytes);
    }
}
