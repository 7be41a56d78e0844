using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace LvsMon.SystemTests.Support;

/// <summary>
/// The daemon's lines, read one after the other: none may be left out unseen. Passed over are only those that speak of
/// this machine: of its load (LAG), and of what its kernel is set to.
/// </summary>
internal sealed partial class Journal
{
    private static readonly string[] OfTheMachine = ["LAG ", "CAUTION", "SYSCTL not read", "NO SESSIONS"];
    private readonly SyslogServer _syslog;
    private int _read;

    public Journal(SyslogServer syslog)
    {
        _syslog = syslog;
    }

    /// <summary>The lines that were not yet read.</summary>
    public IReadOnlyList<string> Unread => [.. Lines.Skip(_read).Select(line => line.Text)];

    /// <summary>The sum of the edits that TABLE lines tell.</summary>
    public int EditsTold => Lines.Select(line => Told().Match(line.Text)).Where(match => match.Success)
        .Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    private IReadOnlyList<LogLine> Lines =>
        [.. _syslog.Lines.Where(line =>
            !OfTheMachine.Any(word => line.Text.StartsWith(word, StringComparison.Ordinal)))];

    /// <summary>
    /// Waits for the next lines, which must be these and in this order. In a pattern <c>*</c> stands for anything.
    /// </summary>
    public void ShouldSay(params string[] patterns)
    {
        foreach (string pattern in patterns)
        {
            Wait.Until(() => Lines.Count > _read, () => $"a line \"{pattern}\" comes\n{this}");
            string line = Lines[_read].Text;
            if (!Fits(line, pattern))
            {
                throw new InvalidOperationException($"expected\n  {pattern}\nbut the next line is\n  {line}\n{this}");
            }

            _read++;
        }
    }

    /// <summary>Waits for the next lines, which must be these in any order.</summary>
    public void ShouldSayInAnyOrder(params string[] patterns)
    {
        List<string> missing = [.. patterns];
        while (missing.Count > 0)
        {
            Wait.Until(
                () => Lines.Count > _read, () => $"lines come: {string.Join(" | ", missing)}\n{this}");
            string line = Lines[_read].Text;
            int at = missing.FindIndex(pattern => Fits(line, pattern));
            if (at < 0)
            {
                throw new InvalidOperationException(
                    $"expected one of\n  {string.Join("\n  ", missing)}\nbut the next line is\n  {line}\n{this}");
            }

            missing.RemoveAt(at);
            _read++;
        }
    }

    /// <summary>Waits until a line comes; what comes before it is passed over.</summary>
    /// <returns>The line.</returns>
    public LogLine ShouldComeTo(string pattern)
    {
        int start = _read;
        LogLine? found = null;
        Wait.Until(
            () => (found = Lines.Skip(start).FirstOrDefault(l => Fits(l.Text, pattern))) is not null,
            () => $"a line \"{pattern}\" comes\n{this}");
        _read = Lines.ToList().IndexOf(found!) + 1;
        return found!;
    }

    /// <summary>Takes all lines so far as read.</summary>
    /// <returns>Those that were not.</returns>
    public IReadOnlyList<string> Pass()
    {
        IReadOnlyList<string> passed = Unread;
        _read += passed.Count;
        return passed;
    }

    /// <summary>Every line of all that fits.</summary>
    public IReadOnlyList<string> All(string pattern) =>
        [.. Lines.Select(line => line.Text).Where(text => Fits(text, pattern))];

    /// <summary>All lines, a mark at the next to be read.</summary>
    public override string ToString() =>
        "the log:\n" + string.Concat(Lines.Select((l, i) => $"{(i == _read ? "> " : "  ")}{l.Text}\n"));

    private static bool Fits(string line, string pattern) =>
        Regex.IsMatch(line, "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$");

    [GeneratedRegex(@"^TABLE.*: (\d+) edits? applied in ")]
    private static partial Regex Told();
}
