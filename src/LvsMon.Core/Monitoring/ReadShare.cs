using System;

namespace LvsMon.Core.Monitoring;

/// <summary>How much of what has come is read in one turn: checks that look at every byte must not hold the
/// loop.</summary>
internal static class ReadShare
{
    /// <summary>Bytes of one turn, divided among all that have something to say: one or two milliseconds of a check
    /// that looks at every byte. The costly steps of a turn have as many for themselves.</summary>
    internal const int BytesPerTurn = 64 * 1024;

    /// <summary>Bytes that each may read however many there are: most answers have no more.</summary>
    internal const int LeastBytes = 512;

    /// <summary>Bytes of a step that had to wait for its turn, see <see cref="CostlySteps"/>: a turn has bytes for four
    /// of them.</summary>
    internal const int CostlyBytes = 16 * 1024;

    /// <summary>The share of one slot among <paramref name="ready"/>, bytes.</summary>
    internal static int Of(int ready) => Math.Max(LeastBytes, BytesPerTurn / Math.Max(1, ready));
}
