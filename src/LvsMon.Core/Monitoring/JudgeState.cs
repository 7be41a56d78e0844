using System.Runtime.InteropServices;
using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// What <see cref="Judge"/> remembers of one subscription, all zero at first. The counters saturate: LVSmon's stopped
/// at four billion
/// failures, which at one every 10 s is 1 268 years.
/// </summary>
[StructLayout(LayoutKind.Auto)]
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

    /// <summary>Time that the results in a row cover, microseconds: of failures, since the last success; of successes,
    /// since the first of them. What passed before an inconclusive attempt covers nothing.</summary>
    public long StreakUs;

    /// <summary>How long the last attempt took, microseconds.</summary>
    public int LastCheckUs;

    /// <summary>The number of its result.</summary>
    public short LastNumber;

    /// <summary>Its result; <see cref="CheckReason.None"/> before the first.</summary>
    public CheckReason LastReason;

    /// <summary>True while a change is being confirmed: the last results speak against the verdict.</summary>
    public readonly bool IsChanging => Health switch
    {
        Health.Up => Fails > 0,
        Health.Down => Passes > 0,
        _ => Passes > 0 || Fails > 0,
    };
}
