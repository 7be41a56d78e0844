using System;

namespace LvsMon.Linux.Tests.Support;

/// <summary>Counts managed bytes.</summary>
internal static class Allocation
{
    /// <summary>How often the work is done.</summary>
    internal const int Rounds = 4;

    /// <summary>
    /// The bytes that the work allocates on this thread in every round: the least of the rounds. The first one may load
    /// code; and rarely, on a busy machine, the runtime counts up to 8 kB, the size of a thread's allocation buffer,
    /// for work that has allocated nothing (seen: 2272 to 8080, never in two rounds of a run).
    /// </summary>
    internal static long Of(Action work)
    {
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
