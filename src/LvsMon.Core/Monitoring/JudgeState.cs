namespace LvsMon.Core.Monitoring;

/// <summary>
/// What <see cref="Judge"/> remembers of one subscription, all zero at first. The counters saturate: LVSmon's stopped
/// at four billion
/// failures, which at one every 10 s is 1 268 years.
/// </summary>
public struct JudgeState
{
    /// <summary>The verdict.</summary>
    public Health Health;

    /// <summary>Successes in a row.</summary>
    public uint Passes;

    /// <summary>Failures in a row; an inconclusive attempt does not end the row.</summary>
    public uint Fails;

    /// <summary>When the last attempt ended, microseconds on a clock without the loop's own lag; 0 before the
    /// first.</summary>
    public long LastUs;

    /// <summary>Time since the last success that conclusive attempts cover, microseconds.</summary>
    public long WithoutSuccessUs;

    /// <summary>True while a change is being confirmed: the last results speak against the verdict.</summary>
    public readonly bool IsChanging => Health switch
    {
        Health.Up => Fails > 0,
        Health.Down => Passes > 0,
        _ => Passes > 0 || Fails > 0,
    };
}
