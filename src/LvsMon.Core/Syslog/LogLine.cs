using System;
using System.Text;

namespace LvsMon.Core.Syslog;

/// <summary>
/// The state of a logger's entry that is written already: its words as bytes, the severity, which a
/// <see cref="Microsoft.Extensions.Logging.LogLevel"/> cannot tell in full, and when it was.
/// </summary>
/// <param name="buffer">Begins with the words; read before the logger returns, so that it may be used again.</param>
/// <param name="length">Bytes of them.</param>
/// <param name="severity">How severe it is.</param>
/// <param name="agoUs">How long ago it happened, microseconds.</param>
public readonly struct LogLine(byte[] buffer, int length, LogSeverity severity, long agoUs)
{
    /// <summary>Makes the words for a logger that knows no <see cref="LogLine"/>; it allocates, a
    /// <see cref="LineLogger"/> never asks for them.</summary>
    public static Func<LogLine, Exception?, string> Words { get; } = static (line, _) => line.ToString();

    /// <summary>The words, printable ASCII.</summary>
    public ReadOnlySpan<byte> Text => buffer.AsSpan(0, length);

    /// <summary>How severe it is.</summary>
    public LogSeverity Severity { get; } = severity;

    /// <summary>How long ago it happened, microseconds.</summary>
    public long AgoUs { get; } = agoUs;

    /// <inheritdoc/>
    public override string ToString() => Encoding.ASCII.GetString(Text);
}
