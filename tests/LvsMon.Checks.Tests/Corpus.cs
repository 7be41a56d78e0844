using System;
using System.Collections.Generic;
using System.IO;

namespace LvsMon.Checks.Tests;

/// <summary>
/// Answers of real servers and of other projects' test suites. They are not part of this repository: they are looked
/// for in <c>LVSMON_CORPUS</c> and beside the repository in <c>shared/corpus</c>. Without them the tests run on the
/// samples that stand in them.
/// </summary>
internal static class Corpus
{
    private static readonly string? Root = Find();

    /// <summary>Name and bytes of every HTTP answer; empty without the corpus.</summary>
    internal static IEnumerable<(string Name, byte[] Answer)> HttpResponses()
    {
        if (Root is null)
        {
            yield break;
        }

        foreach (string path in Directory.EnumerateFiles(Path.Combine(Root, "http-response"), "*.http"))
        {
            yield return (Path.GetFileName(path), File.ReadAllBytes(path));
        }
    }

    /// <summary>The rows of a table, split at tabs, without the heading; empty without the corpus.</summary>
    internal static IEnumerable<string[]> Rows(params string[] path)
    {
        if (Root is null)
        {
            yield break;
        }

        bool isHeading = true;
        foreach (string line in File.ReadLines(Path.Combine([Root, .. path])))
        {
            if (!isHeading)
            {
                yield return line.Split('\t');
            }

            isHeading = false;
        }
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("LVSMON_CORPUS") is { Length: > 0 } named)
        {
            return named;
        }

        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LvsMon.sln")))
        {
            folder = folder.Parent;
        }

        string? beside = folder?.Parent is null ? null : Path.Combine(folder.Parent.FullName, "shared", "corpus");
        return Directory.Exists(beside) ? beside : null;
    }
}
