using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace LvsMon.Core.Tests.Syslog;

/// <summary>A line that stands for several, read as a person would read it.</summary>
internal sealed partial record SummaryLine(
    string Text, string Service, int Down, int Up, int Same, int Held, int Released, int? UpAfter, int Lines,
    long First, long Last)
{
    /// <summary>The real servers it names as down.</summary>
    internal string[] DownNames { get; private init; } = [];

    /// <summary>The real servers it names as up.</summary>
    internal string[] UpNames { get; private init; } = [];

    /// <summary>How many more it says are down, or up, than it names.</summary>
    internal (int Down, int Up) More { get; private init; }

    /// <summary>Reads a line without its head; null for one that stands for itself.</summary>
    internal static SummaryLine? Of(string line)
    {
        Match match = Whole().Match(line);
        if (!match.Success)
        {
            return null;
        }

        string first = match.Groups["word"].Value;
        int count = Number(match, "count");
        (string[] names, int more) = Names(match.Groups["names"].Value);
        (string[] ups, int moreUps) = Names(match.Groups["ups"].Value);
        bool isDown = first == "DOWN more";
        bool isUp = first == "UP more";
        return new SummaryLine(
            line,
            match.Groups["service"].Value,
            isDown ? count : 0,
            isUp ? count : Number(match, "up"),
            isDown || isUp ? Number(match, "same") : count,
            Number(match, "held"),
            Number(match, "released"),
            match.Groups["after"].Success ? Number(match, "after") : null,
            Number(match, "lines"),
            Number(match, "first"),
            Number(match, "last"))
        {
            DownNames = isDown ? names : [],
            UpNames = isUp ? names : ups,
            More = isDown ? (more, moreUps) : (0, more),
        };
    }

    private static int Number(Match match, string group) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    private static (string[] Names, int More) Names(string list)
    {
        Match more = Unnamed().Match(list);
        string[] names = Unnamed().Replace(list, string.Empty).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return ([.. names.Where(name => name != "and")], more.Success ? Number(more, "more") : 0);
    }

    [GeneratedRegex(
        @"^(?<word>DOWN more|UP more|MORE) (?<service>[^:]+(:\d+)?): "
        + @"((?<count>\d+) real servers?|no real server changed)( changed)?( at once| in [0-9.a-z]+)"
        + @"( and (is|are) as before)?"
        + @"(, (?<reason>[a-z -]+))?( \((?<names>[^)]*)\))?(; (?<up>\d+) up \((?<ups>[^)]*)\))?"
        + @"(; (?<same>\d+) changed and (is|are) as before)?(; (?<held>\d+) now held by the floor)?"
        + @"(; (?<released>\d+) no longer held by the floor)?(; (?<after>\d+) of \d+ up after the last)?"
        + @"; (?<lines>\d+) lines?; seq (?<first>\d+)-(?<last>\d+)$")]
    private static partial Regex Whole();

    [GeneratedRegex(@"(and )?(?<more>\d+) more, see lvsmon status$")]
    private static partial Regex Unnamed();
}
