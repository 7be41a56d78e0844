using System;

namespace LvsMon.Testing;

/// <summary>Counts managed bytes.</summary>
public static class Allocation
{
    /// <summary>How often the work is done, where the caller does not say.</summary>
    public const int Rounds = 4;

    /// <summary>
    /// The bytes that the work allocates on this thread once its code is loaded: the most of all rounds but the first.
    /// The count is exact as long as no collection runs in the background (tests/Directory.Build.props).
    /// </summary>
    public static long Of(Action work, int rounds = Rounds)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 2);
        work();
        long most = 0;
        for (int round = 1; round < rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return most;
    }
}
