using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Core.Monitoring;

/// <summary>What the loop has done so far; plain counters for whoever reports on it.</summary>
public sealed class LoopCounters
{
    /// <summary>Turns of the loop.</summary>
    public long Turns { get; internal set; }

    /// <summary>Attempts started.</summary>
    public long Started { get; internal set; }

    /// <summary>Attempts that passed.</summary>
    public long Passed { get; internal set; }

    /// <summary>Attempts that failed.</summary>
    public long Failed { get; internal set; }

    /// <summary>Attempts that said nothing of their server.</summary>
    public long Inconclusive { get; internal set; }

    /// <summary>Those by reason, in the order of <see cref="Reasons.Inconclusive"/>.</summary>
    public long[] InconclusiveBy { get; } = new long[Reasons.Inconclusive.Count];

    /// <summary>How long those that passed or failed took.</summary>
    public CheckDurations Durations { get; } = new();

    /// <summary>The lag of each turn.</summary>
    public Histogram Lag { get; } = new(Histogram.UsualBoundsUs);

    /// <summary>The largest lag of a turn, microseconds.</summary>
    public long LargestLagUs { get; internal set; }

    /// <summary>Attempts in flight now.</summary>
    public int InFlight { get; internal set; }
}
