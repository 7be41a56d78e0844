using System;

namespace LvsMon.Core.Planning;

/// <summary>What the process is given by its surroundings.</summary>
/// <param name="DescriptorsLeft">Descriptors that may still be opened: the limit (raised from soft to hard) less those
/// that are open.</param>
public readonly record struct PlanLimits(int DescriptorsLeft)
{
    /// <summary>Descriptors kept back for the log, ipvsadm's pipes, the configuration and what comes.</summary>
    public const int ReservedDescriptors = 64;

    /// <summary>
    /// Most checks a second that are taken. One TCP check of a server that answers at once costs about 20 µs of
    /// processor time, nearly all of it in the kernel; 5 µs is what no machine in sight undercuts.
    /// </summary>
    public const int MaxChecksPerSecond = 200_000;

    /// <summary>No limit of descriptors, for a plan that is only looked at.</summary>
    public static PlanLimits Unlimited => new(int.MaxValue);

    /// <summary>Checks that may be in flight at once, at least 1.</summary>
    /// <param name="configured">The directive <c>max-in-flight</c>.</param>
    /// <param name="monitors">Number of monitors: none has two attempts at once.</param>
    public int MaxInFlight(int configured, int monitors) =>
        Math.Max(1, Math.Min(Math.Min(configured, DescriptorsLeft - ReservedDescriptors), monitors));
}
