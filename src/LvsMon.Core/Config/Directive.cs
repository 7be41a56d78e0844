using System.Collections.Generic;
using System.Globalization;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config;

/// <summary>
/// One directive of <c>lvsmon.conf</c> as the catalogue describes it. The parser, the suggestions and the reference
/// page are made from it.
/// </summary>
public sealed record Directive(DirectiveId Id, string Name, BlockKinds Blocks, string Syntax, string Summary)
{
    /// <summary>What stands after the name.</summary>
    public ValueKind Kind { get; init; } = ValueKind.Words;

    /// <summary>Smallest value, in the unit of <see cref="Kind"/>.</summary>
    public long Min { get; init; }

    /// <summary>Largest value, in the unit of <see cref="Kind"/>.</summary>
    public long Max { get; init; }

    /// <summary>The words taken beside or instead of a value: <c>keep</c>, <c>off</c>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Built-in value as it would be written, or <c>-</c>.</summary>
    public string Default { get; init; } = "-";

    /// <summary>Unit of a bare number, or <c>-</c>.</summary>
    public string Unit { get; init; } = "-";

    /// <summary>Fewest words after the name.</summary>
    public int MinWords { get; init; } = 1;

    /// <summary>Most words after the name.</summary>
    public int MaxWords { get; init; } = 1;

    /// <summary>True when it may stand several times in one block.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Whether it opens a block.</summary>
    public BlockUse Block { get; init; }

    /// <summary>What stands inside its block.</summary>
    public BlockKinds Body { get; init; }

    /// <summary>Words of other programs that mean the same, for the suggestion only.</summary>
    public IReadOnlyList<string> Elsewhere { get; init; } = [];

    /// <summary>The range for people: <c>1s to 1h</c>, <c>keep | clear</c>, or <c>-</c>.</summary>
    public string Range
    {
        get
        {
            string words = string.Join(" | ", Choices);
            string limits = Kind switch
            {
                ValueKind.Duration => $"{DurationText.Format(Min)} to {DurationText.Format(Max)}",
                ValueKind.Number => string.Create(CultureInfo.InvariantCulture, $"{Min} to {Max}"),
                ValueKind.Percentage => string.Create(CultureInfo.InvariantCulture, $"{Min}% to {Max}%"),
                ValueKind.Label => string.Create(CultureInfo.InvariantCulture, $"{Min} to {Max} characters"),
                _ => "",
            };
            return (words.Length, limits.Length) switch
            {
                (0, 0) => "-",
                (0, _) => limits,
                (_, 0) => words,
                _ => $"{words} | {limits}",
            };
        }
    }
}
