using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>Sizes and white space.</summary>
public static partial class TidyRules
{
    private const int FileLines = 400;
    private const int LineCharacters = 120;
    private const int MethodLines = 70;

    /// <summary>What is too long in a C# file.</summary>
    public static IEnumerable<Violation> Sizes(SourceFile file)
    {
        if (file.Lines.Count > FileLines)
        {
            yield return new(Rule.FileLength, file.Path, 0, $"{file.Lines.Count} lines, at most {FileLines}: split it");
        }

        for (int i = 0; i < file.Lines.Count; i++)
        {
            int length = file.Lines[i].Length;
            if (length > LineCharacters)
            {
                yield return new(Rule.LineLength, file.Path, i + 1, $"{length} characters, at most {LineCharacters}");
            }
        }

        foreach (MemberDeclaration member in file.AllTypes.SelectMany(t => t.Members))
        {
            if (member.LineCount > MethodLines)
            {
                string message = $"{member.Name} has {member.LineCount} lines, at most {MethodLines}: split it";
                yield return new(Rule.MethodLength, file.Path, member.FirstLine, message);
            }
        }
    }

    /// <summary>White space that differs from editor to editor; for any text file.</summary>
    public static IEnumerable<Violation> Whitespace(string path, string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            string? wrong = line.Contains('\r') ? "a carriage return; lines end with a line feed alone"
                : line.Contains('\t') ? "a tab; indent with blanks"
                : line.EndsWith(' ') && !path.EndsWith(".md", StringComparison.Ordinal) ? "blanks at the line's end"
                : null;
            if (wrong is not null)
            {
                yield return new(Rule.Whitespace, path, i + 1, wrong);
            }
        }

        if (text.Length > 0 && (!text.EndsWith('\n') || text.EndsWith("\n\n", StringComparison.Ordinal)))
        {
            yield return new(Rule.Whitespace, path, lines.Length, "the file ends with exactly one line end");
        }
    }

    /// <summary>Comments that leave work for later.</summary>
    public static IEnumerable<Violation> OpenTasks(SourceFile file) =>
        TaskMark().Matches(file.Source.Comments).Select(m => new Violation(
            Rule.OpenTask, file.Path, file.Source.LineOf(m.Index), $"{m.Value}: do it now or write an issue"));

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex TaskMark();
}
