using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>
/// What rise and fall mean, written a second time and differently: the verdict after a history is that of the last
/// place in it where a run of equal conclusive outcomes was long enough.
/// </summary>
internal static class JudgeOracle
{
    public static Health Verdict(IReadOnlyList<CheckOutcome> history, uint rise, uint fall) =>
        Verdict(history, rise, fall, Health.Unverified, 0);

    /// <summary>As above when <paramref name="before"/> was the verdict after <paramref name="from"/> outcomes, which
    /// were judged by other thresholds.</summary>
    public static Health Verdict(
        IReadOnlyList<CheckOutcome> history, uint rise, uint fall, Health before, int from)
    {
        for (int end = history.Count; end > from; end--)
        {
            if (history[end - 1] == CheckOutcome.Inconclusive)
            {
                continue;
            }

            CheckOutcome last = history[end - 1];
            uint wanted = last == CheckOutcome.Pass ? rise : fall;
            uint run = 0;
            for (int i = end - 1; i >= 0 && run < wanted; i--)
            {
                if (history[i] == last)
                {
                    run++;
                }
                else if (history[i] != CheckOutcome.Inconclusive)
                {
                    break;
                }
            }

            if (run == wanted)
            {
                return last == CheckOutcome.Pass ? Health.Up : Health.Down;
            }
        }

        return before;
    }
}
