using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>
/// What rise, fall and fail-after mean, said of a whole history instead of counted along it. An opinion of its own:
/// <see cref="Judge"/> remembers counters, this looks back at the outcomes themselves.
/// </summary>
internal static class JudgeHistory
{
    /// <summary>What the last outcome of a history decides.</summary>
    /// <param name="history">All outcomes so far, at least one.</param>
    /// <param name="gaps">Seconds from the attempt before to each attempt; that of the first counts for
    /// nothing.</param>
    /// <param name="before">The verdict before the last outcome.</param>
    /// <param name="rise">Successes.</param>
    /// <param name="fall">Failures.</param>
    /// <param name="failAfter">Seconds, 0 for off.</param>
    internal static JudgeRuling Ruling(
        ReadOnlySpan<CheckOutcome> history,
        ReadOnlySpan<int> gaps,
        Health before,
        uint rise,
        uint fall,
        int failAfter)
    {
        if (before != Health.Up && LastConclusiveAre(history, CheckOutcome.Pass, rise))
        {
            return JudgeRuling.Risen;
        }

        if (before == Health.Down || history[^1] != CheckOutcome.Fail)
        {
            return JudgeRuling.None;
        }

        if (LastConclusiveAre(history, CheckOutcome.Fail, fall))
        {
            return JudgeRuling.Fallen;
        }

        return failAfter > 0 && WithoutSuccess(history, gaps) >= failAfter
            ? JudgeRuling.NoSuccess
            : JudgeRuling.None;
    }

    /// <summary>True when the last conclusive outcome speaks against the verdict, or for the first one.</summary>
    internal static bool IsChanging(ReadOnlySpan<CheckOutcome> history, Health verdict)
    {
        bool passes = LastConclusiveAre(history, CheckOutcome.Pass, 1);
        bool fails = LastConclusiveAre(history, CheckOutcome.Fail, 1);
        return (passes && verdict != Health.Up) || (fails && verdict != Health.Down);
    }

    private static bool LastConclusiveAre(ReadOnlySpan<CheckOutcome> history, CheckOutcome wanted, uint count)
    {
        for (int i = history.Length - 1; i >= 0 && count > 0; i--)
        {
            if (history[i] == wanted)
            {
                count--;
            }
            else if (history[i] != CheckOutcome.Inconclusive)
            {
                return false;
            }
        }

        return count == 0;
    }

    private static int WithoutSuccess(ReadOnlySpan<CheckOutcome> history, ReadOnlySpan<int> gaps)
    {
        int seconds = 0;
        for (int i = history.LastIndexOf(CheckOutcome.Pass) + 1; i < history.Length; i++)
        {
            seconds += i > 0 && history[i] == CheckOutcome.Fail ? gaps[i] : 0;
        }

        return seconds;
    }
}
