using LvsMon.Core.Transitions;
using Microsoft.Extensions.Logging;

namespace LvsMon.Core.Syslog;

/// <summary>One kind of line.</summary>
/// <param name="Id">Number, never used again for something else.</param>
/// <param name="Kind">The fact it tells.</param>
/// <param name="Word">How the line begins.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Description">What it means, for an operator: one or two sentences.</param>
/// <param name="Example">A whole line as it is written.</param>
public sealed record LogEntry(
    int Id,
    FactKind Kind,
    string Word,
    LogSeverity Severity,
    string Description,
    string Example)
{
    /// <summary>True when the line is an alert once no real server of the service is left.</summary>
    public bool AlertsWhenLast { get; init; }

    /// <summary>What a logger is told of its kind.</summary>
    internal EventId Event { get; } = new(Id, Word);

    /// <summary>The entry of a kind of fact.</summary>
    internal static LogEntry Of(
        FactKind kind,
        string word,
        LogSeverity severity,
        string description,
        string example,
        bool alertsWhenLast = false) =>
        new(1000 + (int)kind, kind, word, severity, description, example) { AlertsWhenLast = alertsWhenLast };
}
