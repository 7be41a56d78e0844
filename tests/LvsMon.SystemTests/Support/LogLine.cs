using System;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LvsMon.SystemTests.Support;

/// <summary>A line as a syslog server got it (RFC 3164 section 4.1, as local senders write it).</summary>
/// <param name="Facility">0–23.</param>
/// <param name="Severity">0–7.</param>
/// <param name="Time">When it happened, as it stands in the line: local time to the second, of this year.</param>
/// <param name="Tag">The sender's name.</param>
/// <param name="Pid">The sender's process.</param>
/// <param name="Text">The line itself without <c>; seq N</c>.</param>
/// <param name="Sequence">The number at its end; the last one of a line that stands for several.</param>
internal sealed partial record LogLine(
    int Facility, int Severity, DateTime Time, string Tag, int Pid, string Text, long Sequence)
{
    private const string TimeForm = "MMM d HH:mm:ss";

    /// <summary>Takes a datagram apart.</summary>
    /// <exception cref="FormatException">It has not the form that docs/reference/log.md promises.</exception>
    public static LogLine Parse(string datagram)
    {
        Match match = Form().Match(datagram);
        if (!match.Success)
        {
            throw new FormatException($"not a line of lvsmon: {datagram}");
        }

        int priority = Number("priority");
        string time = match.Groups["time"].Value.Replace("  ", " ", StringComparison.Ordinal);
        return new LogLine(
            priority / 8,
            priority % 8,
            DateTime.ParseExact(time, TimeForm, CultureInfo.InvariantCulture),
            match.Groups["tag"].Value,
            Number("pid"),
            match.Groups["text"].Value,
            Number("sequence"));

        int Number(string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(
        @"^<(?<priority>\d{1,3})>(?<time>[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d) "
        + @"(?<tag>lvsmon(-shadow)?)\[(?<pid>\d+)\]: "
        + @"(?<text>[ -~]*); seq (\d+-)?(?<sequence>\d+)$")]
    private static partial Regex Form();
}
