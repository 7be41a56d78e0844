using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>Declarations of the clock calls (clock_gettime(2), localtime_r(3)).</summary>
internal static unsafe partial class TimeCalls
{
    internal const int CLOCK_REALTIME = 0;
    internal const int CLOCK_MONOTONIC = 1;

    /// <summary>Cannot fail for the two clocks above.</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    internal static partial int GetTime(int clock, TimeSpec* time);

    [LibraryImport("libc", EntryPoint = "localtime_r")]
    internal static partial CalendarTime* LocalTime(long* seconds, CalendarTime* result);
}
