using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>What stands before a line's text: who reads it wants time and severity in another form.</summary>
public interface ILineFraming
{
    /// <summary>Begins an empty line; writes at most <see cref="LineFraming.MaxBytes"/> bytes.</summary>
    /// <param name="line">The line.</param>
    /// <param name="severity">The severity of what follows.</param>
    /// <param name="agoUs">How long ago it happened, microseconds.</param>
    void Begin(ref ByteWriter line, LogSeverity severity, long agoUs);
}
