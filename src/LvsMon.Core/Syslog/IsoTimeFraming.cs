using System;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>The form for standard error: ISO 8601 local time with offset, <c>2026-10-07T22:14:15+02:00 </c>, then a tag
/// if there is one: <c>lvsmon-shadow: </c>.</summary>
public sealed class IsoTimeFraming : ILineFraming
{
    private readonly IWallClock _clock;
    private readonly byte[] _tag;

    /// <summary>Makes the framing.</summary>
    /// <param name="clock">The time of day.</param>
    /// <param name="tag">Names the sender where several write to one place; null for none, at most <see
    /// cref="LineFraming.MaxTag"/> characters of ASCII.</param>
    public IsoTimeFraming(IWallClock clock, string? tag = null)
    {
        _clock = clock;
        _tag = tag is null ? [] : LineFraming.Tag(tag + ": ");
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
        line.Bytes(_tag);
    }
}
