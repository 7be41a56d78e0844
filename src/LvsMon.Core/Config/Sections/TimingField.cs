namespace LvsMon.Core.Config.Sections;

/// <summary>The intervals and thresholds that a block may set.</summary>
internal enum TimingField
{
    Interval,
    FastInterval,
    DownInterval,
    ConnectTimeout,
    ReceiveTimeout,
    Timeout,
    Rise,
    Fall,
    FailAfter,
    StableFor,
    HoldDown,
    HoldDownMax,
    SlowStart,
}
