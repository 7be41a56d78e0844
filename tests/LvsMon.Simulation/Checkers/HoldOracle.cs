using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Checkers;

/// <summary>Counts falls from the transitions that were told: how long a real server must pass before it is up, and
/// that every hold is told at once, with the right numbers.</summary>
internal sealed class HoldOracle
{
    private const int MostFalls = 255;
    private readonly Plan _plan;
    private readonly int[] _falls;
    private readonly long[] _sinceUs;
    private int _owed = -1;

    /// <summary>Nothing has fallen yet.</summary>
    public HoldOracle(Plan plan, long nowUs)
    {
        _plan = plan;
        _falls = new int[plan.Reals.Length];
        _sinceUs = new long[plan.Reals.Length];
        Array.Fill(_sinceUs, nowUs);
    }

    /// <summary>How long a check of a real server that is down must have passed, microseconds.</summary>
    public long StableUs(in Subscription subscription) =>
        Math.Max(subscription.Timing.StableForUs, HoldUs(subscription.Real));

    /// <summary>The same, if it falls once more.</summary>
    public long LongestUs(in Subscription subscription) => Math.Max(
        subscription.Timing.StableForUs, HoldUs(subscription.Real, _falls[subscription.Real] + 1));

    /// <summary>Any fact is told: behind a fall that is held comes the hold, and nothing else does.</summary>
    public void Told(in Fact fact)
    {
        bool isHold = fact.Kind == FactKind.Flapping;
        if (isHold != (_owed >= 0))
        {
            throw new SimulationFailure($"{fact.Kind} of real server {fact.Real} is told and a hold is due: {!isHold}");
        }

        _owed = -1;
        if (isHold && (fact.A != _falls[fact.Real] || fact.DurationUs != HoldUs(fact.Real)))
        {
            throw new SimulationFailure(
                $"real server {fact.Real} is told to be held at fall {fact.A} for {fact.DurationUs} us, it is fall "
                + $"{_falls[fact.Real]} and {HoldUs(fact.Real)} us");
        }
    }

    /// <summary>A transition is told.</summary>
    public void Moved(in Fact fact)
    {
        int real = fact.Real;
        if (fact.DurationUs >= 0 && fact.DurationUs != fact.TimeUs - _sinceUs[real])
        {
            throw new SimulationFailure($"{fact.Kind} of real server {real} says it lasted {fact.DurationUs} us");
        }

        if (fact.Kind == FactKind.Down)
        {
            bool isForgiven = fact.TimeUs - _sinceUs[real] >= _plan.Reals[real].Timing!.HoldDownMaxUs;
            _falls[real] = isForgiven ? 1 : Math.Min(_falls[real] + 1, MostFalls);
            _owed = HoldUs(real) > 0 ? real : -1;
        }

        _sinceUs[real] = fact.TimeUs;
    }

    /// <summary>All of a turn was told.</summary>
    public void AfterTurn()
    {
        if (_owed >= 0)
        {
            throw new SimulationFailure($"real server {_owed} is held and that is not told");
        }
    }

    /// <summary>The oracle of another plan.</summary>
    public HoldOracle Follow(PlanMatch match, long nowUs)
    {
        HoldOracle next = new(match.New, nowUs);
        for (int real = 0; real < next._falls.Length; real++)
        {
            if (match.OldReal[real] is >= 0 and int old)
            {
                next._falls[real] = _falls[old];
                next._sinceUs[real] = _sinceUs[old];
            }
        }

        return next;
    }

    private long HoldUs(int real) => HoldUs(real, _falls[real]);

    private long HoldUs(int real, int falls)
    {
        if (falls < 2 || _plan.Reals[real].Timing is not { HoldDownUs: > 0 } timing)
        {
            return 0;
        }

        long heldUs = timing.HoldDownUs;
        for (int fall = 2; fall < falls && heldUs < timing.HoldDownMaxUs; fall++)
        {
            heldUs = Math.Min(2 * heldUs, timing.HoldDownMaxUs);
        }

        return heldUs;
    }
}
