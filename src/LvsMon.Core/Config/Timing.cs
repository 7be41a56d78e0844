namespace LvsMon.Core.Config;

/// <summary>
/// Intervals and thresholds of one real server after defaults are applied. Times in microseconds; <c>Rise</c> and
/// <c>Fall</c> at least
/// 1; <c>FailAfterUs</c> 0 is off.
/// </summary>
public sealed record Timing(
    long IntervalUs,
    long FastIntervalUs,
    long DownIntervalUs,
    long ConnectTimeoutUs,
    long ReceiveTimeoutUs,
    long TimeoutUs,
    uint Rise,
    uint Fall,
    long FailAfterUs);
