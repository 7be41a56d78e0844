using System;

namespace LvsMon.VmPeer;

/// <summary>
/// Points in time at equal distances. Who comes late starts once and goes on at the next point that is still ahead: a
/// stall is not followed by a burst.
/// </summary>
internal sealed class Grid(long startUs, long periodUs, long count)
{
    private long _next;

    /// <summary>True when no point is left.</summary>
    internal bool IsOver => _next >= count;

    /// <summary>The time of the next point; microseconds.</summary>
    internal long DueUs => startUs + (_next * periodUs);

    /// <summary>Takes the point that is due at <paramref name="nowUs"/> and drops those that were missed.</summary>
    internal void Take(long nowUs) => _next = Math.Max(_next, (nowUs - startUs) / periodUs) + 1;
}
