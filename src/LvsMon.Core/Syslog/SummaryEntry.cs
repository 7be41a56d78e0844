using Microsoft.Extensions.Logging;

namespace LvsMon.Core.Syslog;

/// <summary>One kind of line that stands for several. Its severity is that of the most severe of them.</summary>
/// <param name="Id">Number, never used again for something else.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Word">How the line begins.</param>
/// <param name="Description">What it means, for an operator: one or two sentences.</param>
/// <param name="Example">A whole line as it is written.</param>
public sealed record SummaryEntry(int Id, SummaryKind Kind, string Word, string Description, string Example)
{
    /// <summary>What a logger is told of its kind.</summary>
    internal EventId Event { get; } = new(Id, Word);
}
