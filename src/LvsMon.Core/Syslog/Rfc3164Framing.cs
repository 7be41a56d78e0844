using System;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>
/// The form that the local syslog takes on its socket: RFC 3164 §4.1 without a host name,
/// <c>&lt;28&gt;Oct  7 22:14:15 lvsmon[815]: </c>, local time.
/// </summary>
public sealed class Rfc3164Framing : ILineFraming
{
    private readonly IWallClock _clock;
    private readonly int _facility;
    private readonly int _processId;
    private readonly byte[] _tag;

    /// <summary>Makes the framing.</summary>
    /// <param name="clock">The time of day.</param>
    /// <param name="facility">A number of <see cref="LogFacility"/>.</param>
    /// <param name="processId">The daemon's process id.</param>
    /// <param name="tag">Names the sender; at most <see cref="LineFraming.MaxTag"/> characters of ASCII.</param>
    public Rfc3164Framing(IWallClock clock, int facility, int processId, string tag = "lvsmon")
    {
        _tag = LineFraming.Tag(tag);
        _clock = clock;
        _facility = facility;
        _processId = processId;
    }

    /// <inheritdoc/>
    public void Begin(ref ByteWriter line, LogSeverity severity, long agoUs)
    {
        WallTime time = _clock.Ago(agoUs);
        line.Byte((byte)'<');
        line.Number((_facility * 8) + (int)severity);
        line.Byte((byte)'>');
        line.Bytes(MonthName(time.Month));
        line.Byte((byte)' ');
        LineFraming.TwoDigits(ref line, time.Day, pad: (byte)' ');
        line.Byte((byte)' ');
        LineFraming.TwoDigits(ref line, time.Hour);
        line.Byte((byte)':');
        LineFraming.TwoDigits(ref line, time.Minute);
        line.Byte((byte)':');
        LineFraming.TwoDigits(ref line, time.Second);
        line.Byte((byte)' ');
        line.Bytes(_tag);
        line.Byte((byte)'[');
        line.Number(_processId);
        line.Bytes("]: "u8);
    }

    private static ReadOnlySpan<byte> MonthName(int month) =>
        "JanFebMarAprMayJunJulAugSepOctNovDec"u8.Slice((Math.Clamp(month, 1, 12) - 1) * 3, 3);
}
