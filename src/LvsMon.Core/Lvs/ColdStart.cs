namespace LvsMon.Core.Lvs;

/// <summary>
/// A table that holds nothing of ours at the start is filled in one go: the first batch waits until every check has had
/// its first result. A real server that came in alone, before the others, would take all the traffic; and each batch
/// costs a child that writes and two that read.
/// </summary>
internal sealed class ColdStart
{
    /// <summary>Longest wait, microseconds: servers that do not answer must not keep out those that do.</summary>
    internal const long LongestUs = 250_000;

    private bool _isDecided;

    /// <summary>Until when nothing is written, 0 when nothing waits.</summary>
    internal long UntilUs { get; private set; }

    /// <summary>True while the first batch waits; the first reading of the table decides whether it does.</summary>
    internal bool Holds(TableArena arena, long nowUs)
    {
        if (!_isDecided && arena.IsKnown)
        {
            _isDecided = true;
            UntilUs = arena.HoldsNothingOfOurs() ? nowUs + LongestUs : 0;
        }

        UntilUs = nowUs < UntilUs ? UntilUs : 0;
        return UntilUs != 0;
    }

    /// <summary>Every check has had its first result, or something else is wanted now.</summary>
    internal void End()
    {
        _isDecided = true;
        UntilUs = 0;
    }
}
