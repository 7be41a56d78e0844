using System.Diagnostics;

namespace LvsMon.VmPeer;

/// <summary>The clock of all records: CLOCK_MONOTONIC, which is what the runtime's stopwatch reads on Linux.</summary>
internal static class MonotonicTime
{
    private static readonly long TicksPerUs = Stopwatch.Frequency / 1_000_000;

    /// <summary>Microseconds since the machine started.</summary>
    internal static long NowUs => Stopwatch.GetTimestamp() / TicksPerUs;
}
