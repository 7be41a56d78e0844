using System;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// How long the loop was away from its sockets: between two waits, and past the time a wait was to end at. That time
/// is never charged to a server. What it cost is told at once when the lag was long, else at most once a second.
/// </summary>
internal sealed class LagMeter
{
    /// <summary>A shorter lag than this, microseconds, is what timers and turns always cost: sockets that are looked at
    /// so often lose nothing by it. Were it counted, a loop that has always something to do would stop the clock of all
    /// deadlines.</summary>
    public const long NoticedUs = 10_000;

    /// <summary>A lag this long is told even when it cost no check, microseconds.</summary>
    private const long ToldUs = 1_000_000;

    private const long QuietUs = 1_000_000;
    private long _wokenUs = -1;
    private long _strikingUs;
    private long _quietUntilUs;
    private int _lost;

    /// <summary>All lag since the start that was noticed, microseconds.</summary>
    public long TotalUs { get; private set; }

    /// <summary>The lag of this turn, microseconds.</summary>
    public long TurnUs { get; private set; }

    /// <summary>The part of <see cref="TurnUs"/> that what began in this turn has seen as well: the starts, and by how
    /// much the wait ended too late, microseconds.</summary>
    public long SinceBegunUs { get; private set; }

    /// <summary>The largest lag of a turn, microseconds.</summary>
    public long LargestUs { get; private set; }

    /// <summary>A turn begins.</summary>
    public void Begin(long nowUs)
    {
        TurnUs = _wokenUs < 0 ? 0 : Math.Max(0, nowUs - _wokenUs);
        TotalUs += Counted(TurnUs);
        SinceBegunUs = 0;
    }

    /// <summary>The starts of this turn took so long, microseconds.</summary>
    public void Started(long tookUs) => Add(tookUs);

    /// <summary>The wait that began at <paramref name="fromUs"/> has ended.</summary>
    public void Woken(long fromUs, long untilUs, long nowUs)
    {
        Add(Math.Max(0, nowUs - Math.Max(fromUs, untilUs)));
        LargestUs = Math.Max(LargestUs, TurnUs);
        _wokenUs = nowUs;
    }

    /// <summary>The lag of this turn was too long for an attempt in flight.</summary>
    public void Struck() => _strikingUs = TurnUs;

    /// <summary>An attempt became inconclusive because of it.</summary>
    public void Lost() => _lost++;

    private void Add(long lagUs)
    {
        SinceBegunUs += lagUs;
        TurnUs += lagUs;
        TotalUs += Counted(lagUs);
    }

    private static long Counted(long lagUs) => lagUs >= NoticedUs ? lagUs : 0;

    /// <summary>Posts what is due.</summary>
    public void Tell(FactStream facts, long nowUs)
    {
        bool isLong = TurnUs >= ToldUs;
        if (!isLong && (_lost == 0 || nowUs < _quietUntilUs))
        {
            return;
        }

        long lagUs = isLong ? TurnUs : _strikingUs;
        facts.Post(new Fact(FactKind.Lag) { TimeUs = nowUs, A = _lost, DurationUs = lagUs });
        _lost = 0;
        _quietUntilUs = nowUs + QuietUs;
    }
}
