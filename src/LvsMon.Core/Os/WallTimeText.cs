using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Os;

/// <summary>A time of day as ISO 8601 writes it: <c>2026-10-07T22:14:15+02:00</c>, always 25 bytes.</summary>
public static class WallTimeText
{
    /// <summary>Its length, bytes.</summary>
    public const int Length = 25;

    /// <summary>Appends it.</summary>
    public static void Write(ref ByteWriter line, in WallTime time)
    {
        TwoDigits(ref line, time.Year / 100);
        TwoDigits(ref line, time.Year % 100);
        line.Byte((byte)'-');
        TwoDigits(ref line, time.Month);
        line.Byte((byte)'-');
        TwoDigits(ref line, time.Day);
        line.Byte((byte)'T');
        TwoDigits(ref line, time.Hour);
        line.Byte((byte)':');
        TwoDigits(ref line, time.Minute);
        line.Byte((byte)':');
        TwoDigits(ref line, time.Second);
        int offset = Math.Abs(time.OffsetMinutes);
        line.Byte(time.OffsetMinutes < 0 ? (byte)'-' : (byte)'+');
        TwoDigits(ref line, offset / 60);
        line.Byte((byte)':');
        TwoDigits(ref line, offset % 60);
    }

    private static void TwoDigits(ref ByteWriter line, int value)
    {
        line.Byte((byte)('0' + (value / 10 % 10)));
        line.Byte((byte)('0' + (value % 10)));
    }
}
