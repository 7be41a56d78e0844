using System;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using Microsoft.Extensions.Logging;

namespace LvsMon.Core.Syslog;

/// <summary>
/// The logger of everything that lvsmon writes to a log: an entry is a line in a framing, handed to a place that never
/// waits. Of entries in words of another (<c>--verbose</c>) the next one says how many were not taken.
/// </summary>
/// <remarks>A <see cref="LogLine"/> is written without allocating; of any other state its formatter makes a string.
/// </remarks>
public sealed class LineLogger : ILineLogger
{
    /// <summary>Longest entry, bytes without its framing; what is longer is cut.</summary>
    public const int MaxBytes = 1024;

    private readonly ILineSocket _socket;
    private readonly ILineFraming _framing;
    private readonly LogLevel _least;
    private readonly byte[] _line = new byte[LineFraming.MaxBytes + MaxBytes];
    private long _missing;

    /// <summary>Makes a logger.</summary>
    /// <param name="socket">Where lines go.</param>
    /// <param name="framing">What stands before each.</param>
    /// <param name="least">Entries below that are not wanted.</param>
    public LineLogger(ILineSocket socket, ILineFraming framing, LogLevel least = LogLevel.Information)
    {
        _socket = socket;
        _framing = framing;
        _least = least;
    }

    /// <inheritdoc/>
    public OsError Outcome { get; private set; }

    /// <summary>The level of a severity: there are fewer of them.</summary>
    public static LogLevel LevelOf(LogSeverity severity) => severity switch
    {
        <= LogSeverity.Critical => LogLevel.Critical,
        LogSeverity.Error => LogLevel.Error,
        LogSeverity.Warning => LogLevel.Warning,
        LogSeverity.Debug => LogLevel.Debug,
        _ => LogLevel.Information,
    };

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= _least && logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            // Nobody wants it again.
            Outcome = OsError.None;
            return;
        }

        ByteWriter line = new(_line);
        if (state is LogLine told)
        {
            _framing.Begin(ref line, told.Severity, told.AgoUs);
            line.Bytes(told.Text);
            Outcome = _socket.Send(line.Written);
            return;
        }

        _framing.Begin(ref line, SeverityOf(logLevel), 0);
        if (_missing > 0)
        {
            line.Byte((byte)'(');
            line.Number(_missing);
            line.Bytes(" before this were not taken) "u8);
        }

        line.Ascii(formatter(state, exception));
        Outcome = _socket.Send(line.Written);
        _missing = Outcome == OsError.None ? 0 : _missing + 1;
    }

    private static LogSeverity SeverityOf(LogLevel level) => level switch
    {
        LogLevel.Critical => LogSeverity.Critical,
        LogLevel.Error => LogSeverity.Error,
        LogLevel.Warning => LogSeverity.Warning,
        LogLevel.Information => LogSeverity.Info,
        _ => LogSeverity.Debug,
    };
}
