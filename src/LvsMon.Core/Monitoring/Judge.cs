using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Decides up or down from the outcomes of one subscription: <c>rise</c> successes in a row make it up, <c>fall</c>
/// failures in a row or no
/// success for <c>fail-after</c> make it down, an inconclusive attempt changes neither counter nor verdict. One that is
/// down must also have passed for a time where <c>stable-for</c> or a hold asks for it. Pure.
/// </summary>
public static class Judge
{
    /// <summary>Takes one outcome.</summary>
    /// <param name="state">The memory, changed.</param>
    /// <param name="rise">Successes in a row that make it up, at least 1.</param>
    /// <param name="fall">Failures in a row that make it down, at least 1.</param>
    /// <param name="failAfterUs">No success for so long makes it down at a failure, microseconds; 0 for off.</param>
    /// <param name="outcome">The outcome.</param>
    /// <param name="nowUs">When the attempt ended, monotonic microseconds less the loop's own lag.</param>
    /// <param name="stableUs">How long one that is down must have passed before it is up, microseconds.</param>
    /// <returns>What decided; <see cref="JudgeRuling.None"/> when the verdict is unchanged.</returns>
    public static JudgeRuling Rule(
        ref JudgeState state,
        uint rise,
        uint fall,
        long failAfterUs,
        CheckOutcome outcome,
        long nowUs,
        long stableUs = 0)
    {
        long sinceLastUs = state.LastUs == 0 ? 0 : nowUs - state.LastUs;
        state.LastUs = nowUs;
        switch (outcome)
        {
            case CheckOutcome.Pass:
                state.StreakUs = state.Passes == 0 ? 0 : state.StreakUs + sinceLastUs;
                state.Fails = 0;
                state.Passes = Saturating(state.Passes);
                return state.Health == Health.Up ? JudgeRuling.None : Risen(ref state, rise, stableUs);

            case CheckOutcome.Fail:
                state.StreakUs = state.Fails == 0 ? sinceLastUs : state.StreakUs + sinceLastUs;
                state.Passes = 0;
                state.Fails = Saturating(state.Fails);
                return state.Health == Health.Down ? JudgeRuling.None : Fallen(ref state, fall, failAfterUs);

            default:
                return JudgeRuling.None;
        }
    }

    private static JudgeRuling Risen(ref JudgeState state, uint rise, long stableUs)
    {
        // Before its first verdict it is only new, and nothing speaks against it.
        bool isStable = state.Health == Health.Unverified || state.StreakUs >= stableUs;
        if (state.Passes < rise || !isStable)
        {
            return JudgeRuling.None;
        }

        state.Health = Health.Up;
        return JudgeRuling.Risen;
    }

    private static JudgeRuling Fallen(ref JudgeState state, uint fall, long failAfterUs)
    {
        if (state.Fails >= fall)
        {
            state.Health = Health.Down;
            return JudgeRuling.Fallen;
        }

        if (failAfterUs > 0 && state.StreakUs >= failAfterUs)
        {
            state.Health = Health.Down;
            return JudgeRuling.NoSuccess;
        }

        return JudgeRuling.None;
    }

    private static uint Saturating(uint counter) => counter == uint.MaxValue ? counter : counter + 1;
}
