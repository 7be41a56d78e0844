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
        WallTimeText.Write(ref line, _clock.Ago(agoUs));
        line.Byte((byte)' ');
        line.Bytes(_tag);
    }
}
