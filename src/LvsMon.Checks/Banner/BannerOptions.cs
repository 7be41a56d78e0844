using System.Collections.Generic;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Banner;

/// <summary>The options of <c>banner</c>.</summary>
internal static class BannerOptions
{
    internal static CheckOption Expect { get; } =
        new("--expect", "TEXT", "Pass when the first bytes are these, 1 to 512 bytes.");

    internal static CheckOption Regex { get; } = new(
        "--regex",
        "PATTERN",
        "Pass when the first line (at most 4 kB) matches this .NET regular expression, without backtracking.");

    internal static CheckOption Preset { get; } =
        new("--preset", "PROTOCOL", "Pass when the whole greeting follows this protocol's rules and welcomes.")
        {
            Choices = ["ssh", "smtp", "pop3", "imap", "ftp", "nntp"],
        };

    /// <summary>The three ways to say what is right; at most one is given.</summary>
    internal static IReadOnlyList<CheckOption> Ways { get; } = [Expect, Regex, Preset];
}
