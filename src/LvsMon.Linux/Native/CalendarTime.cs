using System.Runtime.InteropServices;

namespace LvsMon.Linux.Native;

/// <summary>
/// struct tm (ctime(3)): the year counts from 1900, the month from 0, the offset is in seconds east of UTC.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 56)]
internal struct CalendarTime
{
    [FieldOffset(0)]
    internal int Second;

    [FieldOffset(4)]
    internal int Minute;

    [FieldOffset(8)]
    internal int Hour;

    [FieldOffset(12)]
    internal int Day;

    [FieldOffset(16)]
    internal int Month;

    [FieldOffset(20)]
    internal int Year;

    [FieldOffset(40)]
    internal long OffsetSeconds;
}
