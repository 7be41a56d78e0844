using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Conventions.Reading;

namespace LvsMon.Conventions.Rules;

/// <summary>The folders of tests/X.Tests are those of src/X.</summary>
public static class MirrorRules
{
    // Shorter members are data and forwarding; a folder with nothing else needs no tests of its own.
    private const int LogicLines = 12;

    // Doubles and servers that the tests of one project share, and the check that is there to be copied.
    private static readonly string[] WithoutSources = ["Support", "Skeleton"];

    private static readonly string[] Tested = ["src/LvsMon.Core", "src/LvsMon.Checks"];

    /// <summary>Test folders without sources, and source folders with logic but without tests.</summary>
    public static IEnumerable<Violation> Find(IReadOnlyList<SourceFile> files)
    {
        HashSet<string> sources = [.. files.Where(IsProduct).Select(FullFolder)];
        HashSet<string> tests = [.. files.Where(f => !IsProduct(f)).Select(FullFolder)];
        IEnumerable<Violation> orphans = tests
            .Where(folder => folder.Split('/')[1].EndsWith(".Tests", StringComparison.Ordinal))
            .Where(folder => !sources.Contains(SourceFolder(folder)) && folder.Split('/').Length > 2)
            .Where(folder => !WithoutSources.Contains(folder.Split('/')[^1]))
            .Select(folder => new Violation(Rule.Mirror, folder, 0, $"there are no sources in {SourceFolder(folder)}"));
        IEnumerable<Violation> untested = files
            .Where(f => Tested.Contains(f.Project) && HasLogic(f))
            .Select(FullFolder)
            .Distinct()
            .Where(folder => !tests.Contains(TestFolder(folder)))
            .Select(folder => new Violation(Rule.Mirror, folder, 0, $"there are no tests in {TestFolder(folder)}"));
        return orphans.Concat(untested);
    }

    private static bool IsProduct(SourceFile file) => file.Path.StartsWith("src/", StringComparison.Ordinal);

    private static bool HasLogic(SourceFile file) =>
        file.AllTypes.SelectMany(t => t.Members).Any(m => m.LineCount >= LogicLines);

    private static string FullFolder(SourceFile file) => $"{file.Project}/{file.Folder}".TrimEnd('/');

    private static string SourceFolder(string testFolder)
    {
        string[] parts = testFolder.Split('/');
        return string.Join('/', ["src", parts[1][..^".Tests".Length], .. parts.Skip(2)]);
    }

    private static string TestFolder(string sourceFolder)
    {
        string[] parts = sourceFolder.Split('/');
        return string.Join('/', ["tests", parts[1] + ".Tests", .. parts.Skip(2)]);
    }
}
