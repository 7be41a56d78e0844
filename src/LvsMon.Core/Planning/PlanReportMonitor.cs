using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>One line of <see cref="PlanReport"/>.</summary>
/// <param name="Target">What is probed.</param>
/// <param name="Source">The local address to leave from, unspecified for any.</param>
/// <param name="Check">Plugin and canonical options.</param>
/// <param name="IntervalUs">Its interval, microseconds.</param>
/// <param name="PhaseUs">Its regular starts after the start of each interval, microseconds.</param>
/// <param name="Subscribers">Real servers that use its results.</param>
public readonly record struct PlanReportMonitor(
    Endpoint Target,
    IpAddress Source,
    string Check,
    long IntervalUs,
    long PhaseUs,
    int Subscribers);
