using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>
/// One thing to probe. Equal checks are one monitor: (target, source, program, timeouts) is its identity. Times in
/// microseconds.
/// </summary>
public readonly record struct MonitorPlan(
    Endpoint Target,
    IpAddress Source,
    CheckProgram Program,
    uint ConnectTimeoutUs,
    uint ReceiveTimeoutUs,
    uint TimeoutUs)
{
    /// <summary>How long an attempt may take to begin: the connect, or until a program gets its turn.</summary>
    public uint BeginningUs => Program.Runs is null ? ConnectTimeoutUs : TimeoutUs;

    /// <summary>How long an answer may take; a program answers with its end, which the whole timeout bounds.</summary>
    public uint AnswerUs => Program.Runs is null ? ReceiveTimeoutUs : TimeoutUs;

    /// <summary>Number of the kind of check, the same for all programs of a plugin, from 0.</summary>
    public byte Kind { get; init; }

    /// <summary>First of the monitor's subscriptions in <see cref="Plan.Subscriptions"/>.</summary>
    public int FirstSubscription { get; init; }

    /// <summary>Number of its subscriptions, at least 1; they stand one after the other.</summary>
    public int SubscriptionCount { get; init; }

    /// <summary>The shortest interval asked by a subscriber.</summary>
    public long IntervalUs { get; init; }

    /// <summary>
    /// The monitor's place in its interval, 0 ≤ phase &lt; interval: regular starts are at phase + k × interval, for
    /// ever. Monitors of
    /// equal intervals stand evenly; several share a place of at most 4 ms.
    /// </summary>
    public long PhaseUs { get; init; }

    /// <summary>True when both are the same thing to probe, whatever their subscribers and intervals.</summary>
    public bool SameProbe(in MonitorPlan other) =>
        Target == other.Target && Source == other.Source && Program.Identity == other.Program.Identity
        && Program.Unshown == other.Program.Unshown && Equals(Program.Tls, other.Program.Tls)
        && ConnectTimeoutUs == other.ConnectTimeoutUs && ReceiveTimeoutUs == other.ReceiveTimeoutUs
        && TimeoutUs == other.TimeoutUs;
}
