using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Counts inconclusive attempts by reason and tells each reason at once, then at most once a minute with what has
/// gathered: an own fault
/// usually strikes every check at the same time.
/// </summary>
internal sealed class InconclusiveTally
{
    private const long QuietUs = 60_000_000;
    private readonly int[] _counts = new int[Reasons.Inconclusive.Count];
    private readonly long[] _nextUs = new long[Reasons.Inconclusive.Count];
    private bool _any;

    /// <summary>The place of a reason in <see cref="Reasons.Inconclusive"/>.</summary>
    public static int IndexOf(CheckReason reason) =>
        Math.Clamp(reason - CheckReason.NoDescriptor, 0, Reasons.Inconclusive.Count - 1);

    /// <summary>Counts one.</summary>
    public void Add(CheckReason reason)
    {
        int index = IndexOf(reason);
        _counts[index] += _counts[index] == int.MaxValue ? 0 : 1;
        _any = true;
    }

    /// <summary>Posts what is due. The loop's own lag has a line of its own and is left out.</summary>
    public void Tell(FactStream facts, long nowUs)
    {
        if (!_any)
        {
            return;
        }

        bool left = false;
        for (int i = 0; i < _counts.Length; i++)
        {
            CheckReason reason = Reasons.Inconclusive[i];
            if (_counts[i] == 0 || reason == CheckReason.OwnLag)
            {
                continue;
            }

            if (nowUs < _nextUs[i])
            {
                left = true;
                continue;
            }

            facts.Post(new Fact(FactKind.Inconclusive) { TimeUs = nowUs, Reason = reason, A = _counts[i] });
            _counts[i] = 0;
            _nextUs[i] = nowUs + QuietUs;
        }

        _any = left;
    }
}
