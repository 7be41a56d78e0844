using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>struct timespec on 64-bit Linux.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimeSpec
{
    internal long Seconds;
    internal long Nanoseconds;

    /// <summary>Whole microseconds, rounded down.</summary>
    internal readonly long Microseconds => (Seconds * 1_000_000) + (Nanoseconds / 1_000);
}
