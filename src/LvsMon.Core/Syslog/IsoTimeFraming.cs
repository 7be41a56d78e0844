using System;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>The form for standard error: ISO 8601 local time with offset, <c>2026-10-07T22:14:15+02:00 </c>.</summary>
public sealed class IsoTimeFraming : ILineFraming
{
    private readonly IWallClock _clock;

    /// <summary>Makes the framing.</summary>
    public IsoTimeFraming(IWallClock clock)
    {
        _clock = clock;
    }

    /// <inheritdoc/>
    public void Begin(ref ByteWriter line, LogSeverity severity, long agoUs)
    {
        WallTime time = _clock.Ago(agoUs);
        LineFraming.TwoDigits(ref line, time.Year / 100);
        LineFraming.TwoDigits(ref line, time.Year % 100);
        line.Byte((byte)'-');
        LineFraming.TwoDigits(ref line, time.Month);
        line.Byte((byte)'-');
        LineFraming.TwoDigits(ref line, time.Day);
        line.Byte((byte)'T');
        LineFraming.TwoDigits(ref line, time.Hour);
        line.Byte((byte)':');
        LineFraming.TwoDigits(ref line, time.Minute);
        line.Byte((byte)':');
        LineFraming.TwoDigits(ref line, time.Second);
        int offset = Math.Abs(time.OffsetMinutes);
        line.Byte(time.OffsetMinutes < 0 ? (byte)'-' : (byte)'+');
        LineFraming.TwoDigits(ref line, offset / 60);
        line.Byte((byte)':');
        LineFraming.TwoDigits(ref line, offset % 60);
        line.Byte((byte)' ');
    }
}
