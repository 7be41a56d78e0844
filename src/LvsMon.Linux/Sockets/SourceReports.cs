using System;
using LvsMon.Core.Os;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// What the daemon's own sources (<see cref="Ready.Signals"/>, <see cref="Ready.Command"/> …) were seen ready for in
/// one wait: one entry a source, however many of its descriptors are ready.
/// </summary>
internal sealed class SourceReports
{
    /// <summary>Sources are the slots −1 to −8.</summary>
    internal const int MaxSources = 8;

    private readonly Readiness[] _seen = new Readiness[MaxSources];

    /// <summary>Throws for a slot that is no source: a mistake in the composition.</summary>
    internal static void Check(int source) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(-1 - source), (uint)(MaxSources - 1), nameof(source));

    internal void Clear() => Array.Clear(_seen);

    internal void Add(int source, Readiness what) => _seen[-1 - source] |= what;

    /// <summary>
    /// Hands over what was added; what does not fit is seen again by the next wait, the registry being level-triggered.
    /// </summary>
    internal int Report(Span<Ready> ready)
    {
        int count = 0;
        for (int index = 0; index < _seen.Length && count < ready.Length; index++)
        {
            if (_seen[index] != Readiness.None)
            {
                ready[count++] = new Ready(-1 - index, _seen[index]);
            }
        }

        return count;
    }
}
