using System;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Lets the weight of real servers that come back grow: from a tenth at once to all of it at the end of
/// <c>slow-start</c>, in tenths. All that stand in it are looked at on a grid of 100 ms, and nothing else is done in
/// between.
/// </summary>
internal sealed class SlowStart
{
    private const int Whole = 100;
    private const int Step = 10;
    private const long GridUs = 100_000;

    private readonly MonitorTable _table;
    private readonly FactStream _facts;
    private readonly int[] _ramping;
    private int _count;

    /// <summary>Goes on with those of an arena that were under way.</summary>
    public SlowStart(MonitorTable table, FactStream facts)
    {
        _table = table;
        _facts = facts;
        _ramping = new int[table.Reals.Length];
        for (int real = 0; real < table.Reals.Length; real++)
        {
            if (table.Reals[real].IsRamping)
            {
                _ramping[_count++] = real;
                NextUs = 0;
            }
        }
    }

    /// <summary>When the next step may be due, monotonic microseconds.</summary>
    public long NextUs { get; private set; } = long.MaxValue;

    /// <summary>A real server has just come up.</summary>
    public void CameUp(int real, long nowUs)
    {
        ref RealState state = ref _table.Reals[real];
        bool ramps = state.StartsSlowly && DurationUs(real) > 0;
        state.StartsSlowly = false;
        if (!ramps)
        {
            Tell(real, Whole, nowUs);
            return;
        }

        if (!state.IsRamping)
        {
            state.IsRamping = true;
            _ramping[_count++] = real;
        }

        state.RampSinceUs = nowUs;
        NextUs = Math.Min(NextUs, AfterGrid(nowUs));
        Tell(real, Step, nowUs);
    }

    /// <summary>A real server that is up comes back into the table by an order.</summary>
    public void Returns(int real, long nowUs)
    {
        _table.Reals[real].StartsSlowly = true;
        CameUp(real, nowUs);
    }

    /// <summary>A real server is down: what it had come to is forgotten.</summary>
    public void IsDown(int real) => _table.Reals[real].StartsSlowly = true;

    /// <summary>Takes the steps that are due.</summary>
    public void Settle(long nowUs)
    {
        if (nowUs < NextUs)
        {
            return;
        }

        int left = 0;
        for (int i = 0; i < _count; i++)
        {
            int real = _ramping[i];
            ref RealState state = ref _table.Reals[real];

            // A reload that asks for a longer time takes nothing back.
            int share = Math.Max(state.Share, ShareAt(nowUs - state.RampSinceUs, DurationUs(real)));
            if (state.IsUp)
            {
                Tell(real, share, nowUs);
            }

            state.IsRamping = state.IsUp && share < Whole;
            _ramping[left] = real;
            left += state.IsRamping ? 1 : 0;
        }

        _count = left;
        NextUs = left == 0 ? long.MaxValue : AfterGrid(nowUs);
    }

    private static int ShareAt(long upUs, long durationUs) =>
        upUs >= durationUs ? Whole : Math.Max(Step, (int)(upUs * (Whole / Step) / durationUs) * Step);

    private static long AfterGrid(long nowUs) => ((nowUs / GridUs) + 1) * GridUs;

    private long DurationUs(int real) => _table.Plan.Reals[real].Timing?.SlowStartUs ?? 0;

    private void Tell(int real, int share, long nowUs)
    {
        ref RealState state = ref _table.Reals[real];
        if (state.Share == share)
        {
            return;
        }

        state.Share = (byte)share;
        _facts.Post(new Fact(FactKind.Ramped)
        { TimeUs = nowUs, Service = _table.Plan.Reals[real].Service, Real = real, A = share });
    }
}
