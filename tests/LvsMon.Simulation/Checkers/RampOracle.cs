using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// Works out from the transitions what part of its weight every real server has: tenths of its slow start, each told in
/// time, none twice, none back; and all of it for one that was held in.
/// </summary>
internal sealed class RampOracle
{
    /// <summary>Steps may wait for a grid, microseconds.</summary>
    private const long GridUs = 100_000;

    private readonly Plan _plan;
    private readonly OrderOracle _orders;
    private readonly int[] _share;
    private readonly long[] _upUs;
    private readonly bool[] _wasDown;
    private readonly bool[] _isGrowing;
    private readonly bool[] _isNew;
    private readonly Kept[] _kept;
    private int _moving;
    private long _seenUs;
    private long _lateUs;
    private long _reloadedUs;

    /// <summary>All have their whole weight.</summary>
    public RampOracle(Plan plan, long nowUs, long lateUs, OrderOracle orders)
    {
        _plan = plan;
        _orders = orders;
        int count = plan.Reals.Length;
        (_share, _upUs) = (new int[count], new long[count]);
        (_wasDown, _isGrowing, _isNew) = (new bool[count], new bool[count], new bool[count]);
        _kept = new Kept[count];
        Array.Fill(_share, 100);
        (_seenUs, _lateUs) = (nowUs, lateUs);
    }

    /// <summary>True when the real server has its whole weight, or would have.</summary>
    public bool IsWhole(int real) => _share[real] == 100;

    /// <summary>A real server is told to be up.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="kept">Whether it was held in.</param>
    public void CameUp(in Fact fact, Kept kept)
    {
        int real = fact.Real;
        _upUs[real] = fact.TimeUs;
        _isGrowing[real] = _wasDown[real] && DurationUs(real) > 0;
        _wasDown[real] = false;
        _isNew[real] = true;
        _kept[real] = kept;
        _moving++;
    }

    /// <summary>A real server that is up comes back from where it was ordered to.</summary>
    public void Returns(int real, long nowUs)
    {
        _upUs[real] = nowUs;
        _isGrowing[real] = DurationUs(real) > 0;
        _wasDown[real] = false;
        _isNew[real] = true;
        _kept[real] = Kept.No;
        _moving++;
    }

    /// <summary>A real server is told or confirmed to be down.</summary>
    public void WentDown(int real)
    {
        _wasDown[real] = true;
        _isGrowing[real] = false;
        _isNew[real] = false;
    }

    /// <summary>A step is told.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="lateUs">What the loop was late in all.</param>
    public void Stepped(in Fact fact, long lateUs)
    {
        int real = fact.Real;
        int due = _isGrowing[real] ? ShareAt(real, fact.TimeUs) : 100;
        due = _isNew[real] ? due : Math.Max(due, _share[real]);
        long dueUs = fact.TimeUs - GridUs - TappedSockets.LeastNoticedUs - (lateUs - _lateUs);
        bool isLate = _isGrowing[real] && !_isNew[real] && dueUs > _reloadedUs
            && ShareAt(real, dueUs) > _share[real];
        if (fact.A != due || fact.A == _share[real] || (!_isNew[real] && !_isGrowing[real]) || isLate)
        {
            throw new SimulationFailure(
                $"real server {real} is told to have {fact.A}% of its weight after {_share[real]}%, {due}% is right; "
                + $"it grows: {_isGrowing[real]}, late: {isLate}");
        }

        _share[real] = fact.A;
        _isNew[real] = false;
    }

    /// <summary>A slow start is told.</summary>
    public void Told(in Fact fact, bool isUp)
    {
        int weight = _orders.Weight(fact.Real);
        if (!isUp || fact.A != _share[fact.Real] || Part(fact.Real, weight) == weight || _kept[fact.Real] == Kept.Whole
            || fact.DurationUs != DurationUs(fact.Real))
        {
            throw new SimulationFailure($"a slow start of real server {fact.Real} is told and not so");
        }
    }

    /// <summary>All of a turn was told.</summary>
    public void AfterTurn(long nowUs, long lateUs)
    {
        for (int real = 0; real < _share.Length && _moving > 0; real++)
        {
            if (!_isNew[real] && !_isGrowing[real])
            {
                continue;
            }

            // The turn looked at the clock after the turn before had ended.
            int least = !_isGrowing[real] ? 100 : ShareAt(real, _isNew[real] ? _upUs[real] : _seenUs - GridUs);
            if (_share[real] < least || (_isNew[real] && _share[real] != least))
            {
                throw new SimulationFailure(
                    $"real server {real} has {_share[real]}% of its weight and should have {least}%");
            }

            _isNew[real] = false;
            _isGrowing[real] &= _share[real] < 100;
        }

        _moving = Array.IndexOf(_isGrowing, true) < 0 ? 0 : 1;
        (_seenUs, _lateUs) = (nowUs, lateUs);
    }

    /// <summary>Whether a real server that carries may have this weight in a table.</summary>
    public bool Allows(int real, int weight)
    {
        int whole = _orders.Weight(real);
        int part = Part(real, whole);
        return (weight == whole && _kept[real] != Kept.No) || (weight == part && _kept[real] != Kept.Whole);
    }

    /// <summary>The part of its weight that a slow start has come to.</summary>
    public int Part(int real, int weight) =>
        weight == 0 || _share[real] == 100 ? weight : Math.Max(1, (int)((long)weight * _share[real] / 100));

    /// <summary>The oracle of another plan.</summary>
    public RampOracle Follow(PlanMatch match, long nowUs)
    {
        RampOracle next = new(match.New, _seenUs, _lateUs, _orders) { _moving = _moving, _reloadedUs = nowUs };
        for (int real = 0; real < next._share.Length; real++)
        {
            int old = match.OldReal[real];
            if (old < 0)
            {
                next._upUs[real] = nowUs;
                next._wasDown[real] = true;
                continue;
            }

            bool isNewlyWatched = match.Old.Reals[old].Unmonitored && !match.New.Reals[real].Unmonitored;
            next._share[real] = _share[old];
            next._upUs[real] = _upUs[old];
            next._wasDown[real] = _wasDown[old];
            next._isGrowing[real] = _isGrowing[old];
            next._isNew[real] = _isNew[old];
            next._kept[real] = isNewlyWatched ? Kept.No : _kept[old];
        }

        return next;
    }

    private int ShareAt(int real, long timeUs)
    {
        long durationUs = DurationUs(real);
        long tenth = durationUs == 0 ? 10 : Math.Clamp(10 * (timeUs - _upUs[real]) / durationUs, 1, 10);
        return (int)tenth * 10;
    }

    private long DurationUs(int real) => _plan.Reals[real].Timing?.SlowStartUs ?? 0;
}
