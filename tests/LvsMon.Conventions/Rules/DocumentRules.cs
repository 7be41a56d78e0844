using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>What pages say of the tree is true.</summary>
public static partial class DocumentRules
{
    /// <summary>Paths and relative links of a page that lead nowhere.</summary>
    public static IEnumerable<Violation> Paths(DocumentFile page, Predicate<string> exists)
    {
        IEnumerable<(string Target, int Line)> named = TreePath().Matches(page.Text)
            .Select(m => (m.Value.TrimEnd('.', '/'), page.Text.AsSpan(0, m.Index).Count('\n') + 1))
            .Where(p => !BuildOutput().IsMatch(p.Item1));
        return named.Concat(page.RelativeLinks)
            .Where(p => !exists(p.Target))
            .Distinct()
            .Select(p => new Violation(Rule.DocumentName, page.Path, p.Line, $"{p.Target} does not exist"));
    }

    /// <summary>Types, members, folders and projects in backticks that do not exist.</summary>
    public static IEnumerable<Violation> Types(DocumentFile page, IReadOnlyList<SourceFile> files) =>
        page.Ticked
            .Where(t => TypeName().IsMatch(t.Text) && t.Text.Any(char.IsLower) && !IsKnown(t.Text, files))
            .Select(t => new Violation(Rule.DocumentName, page.Path, t.Line, $"`{t.Text}` does not exist in the tree"));

    /// <summary>
    /// Rows of a page of proofs that name no test, and rows that are not there. What stands under a heading "Not yet"
    /// needs none.
    /// </summary>
    public static IEnumerable<Violation> Proofs(DocumentFile page, IEnumerable<string> rows)
    {
        HashSet<string> found = [];
        bool isDue = true;
        string[] lines = page.Prose.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            isDue = lines[i].StartsWith('#') ? !lines[i].EndsWith("Not yet", StringComparison.Ordinal) : isDue;
            Match row = ProofRow().Match(lines[i]);
            if (row.Success && found.Add(row.Groups[1].Value) && isDue && !NamedTest().IsMatch(lines[i]))
            {
                yield return new(Rule.DocumentProof, page.Path, i + 1, "name the test that shows it");
            }
        }

        foreach (string missing in rows.Where(row => !found.Contains(row)))
        {
            yield return new(Rule.DocumentProof, page.Path, 0, $"there is no row {missing}");
        }
    }

    /// <summary>Projects and folders of Core that the code map leaves out, and parts without an invariant.</summary>
    public static IEnumerable<Violation> CodeMap(DocumentFile page, IReadOnlyList<SourceFile> files)
    {
        HashSet<string> ticked = [.. page.Ticked.Select(t => t.Text)];
        IEnumerable<string> parts = files
            .Where(f => f.Path.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(f => f.Project == "src/LvsMon.Core" ? [f.Project, CoreFolder(f)] : new[] { f.Project })
            .Distinct();
        foreach (string part in parts.Where(p => !ticked.Contains(p)))
        {
            yield return new(Rule.CodeMap, page.Path, 0, $"say what `{part}` is for");
        }

        foreach (Match section in Section().Matches(page.Prose))
        {
            if (!section.Value.Contains("*Invariant*", StringComparison.Ordinal))
            {
                int line = page.Prose.AsSpan(0, section.Index).Count('\n') + 1;
                yield return new(Rule.CodeMap, page.Path, line, "say the part's *Invariant*");
            }
        }
    }

    /// <summary>Rules that the style page does not name.</summary>
    public static IEnumerable<Violation> StylePage(DocumentFile page)
    {
        HashSet<string> ticked = [.. page.Ticked.Select(t => t.Text)];
        return Enum.GetNames<Rule>()
            .Where(name => !ticked.Contains(name))
            .Select(name => new Violation(Rule.StylePage, page.Path, 0, $"say what `{name}` asks for"));
    }

    private static string CoreFolder(SourceFile file) => $"{file.Project}/{file.Folder.Split('/')[0]}";

    private static bool IsKnown(string name, IReadOnlyList<SourceFile> files)
    {
        string plain = name.Split('(', '<')[0];
        if (files.Any(f => f.Project.Split('/')[^1] == plain || f.Folder.Split('/').Contains(plain)))
        {
            return true;
        }

        string[] parts = plain.Split('.');
        List<SourceFile> declaring = [.. files.Where(f => f.AllTypes.Any(t => t.Name == parts[0]))];
        return declaring.Count > 0
            && parts.Skip(1).All(member => declaring.Any(f => Regex.IsMatch(f.Source.Code, $@"\b{member}\b")));
    }

    [GeneratedRegex(@"(?<![\w/.~-])(?:src|tests|docs)/[\w./-]*")]
    private static partial Regex TreePath();

    [GeneratedRegex(@"/(?:bin|obj|out|publish)(?:/|$)")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"^(?!System\.)[A-Z][A-Za-z0-9]*(?:\.[A-Z][A-Za-z0-9_]*)*(?:<\w+>)?(?:\(.*\))?$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"^\| (I?\d+) \|")]
    private static partial Regex ProofRow();

    [GeneratedRegex(@"`[A-Z]\w*\.[A-Z][A-Za-z0-9]*_\w+`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"^### .*?(?=^##|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();
}
