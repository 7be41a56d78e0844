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
    long FailAfterUs)
{
    /// <summary>How long one that is down must pass before it is up, beside <c>Rise</c>; 0 is off.</summary>
    public long StableForUs { get; init; }

    /// <summary>How long one that goes down again must pass at first, doubled with each further time; 0 is
    /// off.</summary>
    public long HoldDownUs { get; init; }

    /// <summary>The longest such time, and how long it must be up for its falls to be forgotten.</summary>
    public long HoldDownMaxUs { get; init; }

    /// <summary>How long one that comes back takes to get its whole weight; 0 is off.</summary>
    public long SlowStartUs { get; init; }
}
