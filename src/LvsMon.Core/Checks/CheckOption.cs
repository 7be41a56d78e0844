using System.Collections.Generic;

namespace LvsMon.Core.Checks;

/// <summary>
/// One option of a check, declared once: the configuration, the command line, the help and the reference page are all
/// made from it.
/// </summary>
/// <param name="Name">With dashes: <c>--url</c>.</param>
/// <param name="ValueName">Placeholder in upper case, null for a flag.</param>
/// <param name="Description">One sentence with unit and range.</param>
public sealed record CheckOption(string Name, string? ValueName, string Description)
{
    /// <summary>The default as it would be written, null for none.</summary>
    public string? Default { get; init; }

    /// <summary>True when the option must be given.</summary>
    public bool Required { get; init; }

    /// <summary>True when it may be given several times.</summary>
    public bool Repeatable { get; init; }

    /// <summary>
    /// True for a step: its place among the other steps counts, and another order is another check.
    /// </summary>
    public bool IsStep { get; init; }

    /// <summary>The only values taken, empty for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>True when the value is the path of a file, whose content the check is given.</summary>
    public bool IsFile { get; init; }

    /// <summary>True when the option takes no value.</summary>
    public bool IsFlag => ValueName is null;
}
