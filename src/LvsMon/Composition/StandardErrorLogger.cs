using System;
using System.IO;
using Microsoft.Extensions.Logging;

namespace LvsMon.Composition;

/// <summary>The logger of <c>--verbose</c>: one line an entry on standard error.</summary>
internal sealed class StandardErrorLogger : ILogger
{
    private readonly TextWriter _error;
    private readonly string _tag;

    public StandardErrorLogger(TextWriter error, string tag)
    {
        _error = error;
        _tag = tag;
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) => _error.WriteLine($"{_tag}: {formatter(state, exception)}");
}
