using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace LvsMon.Conventions.Reading;

/// <summary>A Markdown page.</summary>
public sealed partial class DocumentFile
{
    /// <summary>Reads a text.</summary>
    public DocumentFile(string path, string text)
    {
        Path = path;
        Text = text;
        Prose = Fences().Replace(text, match => new string('\n', match.Value.Count(c => c == '\n')));
    }

    /// <summary><c>docs/STYLE.md</c>.</summary>
    public string Path { get; }

    /// <summary>As it stands on disk.</summary>
    public string Text { get; }

    /// <summary>The text with fenced blocks blanked.</summary>
    public string Prose { get; }

    /// <summary>What stands in backticks in the prose, with its line from 1.</summary>
    public IEnumerable<(string Text, int Line)> Ticked =>
        Ticks().Matches(Prose).Select(m => (m.Groups[1].Value, LineOf(m.Index)));

    /// <summary>Targets of links that lead to another file, without anchors, as paths from the root.</summary>
    public IEnumerable<(string Target, int Line)> RelativeLinks =>
        Links().Matches(Prose)
            .Select(m => (Target: m.Groups[1].Value.Split('#')[0], Line: LineOf(m.Index)))
            .Where(l => l.Target.Length > 0 && !l.Target.Contains(':'))
            .Select(l => (Resolve(l.Target), l.Line));

    private int LineOf(int position) => Prose.AsSpan(0, position).Count('\n') + 1;

    private string Resolve(string target)
    {
        string folder = System.IO.Path.GetDirectoryName(Path) ?? string.Empty;
        string full = System.IO.Path.GetFullPath(System.IO.Path.Combine("/", folder, target));
        return full.TrimStart('/');
    }

    [GeneratedRegex(@"^```.*?^```\s*?$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"`([^`\n]+)`")]
    private static partial Regex Ticks();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
