using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LvsMon.Conventions.Reading;

/// <summary>The repository as the rules see it: paths from its root with forward slashes, and texts.</summary>
public sealed class RepositoryTree
{
    private static readonly string[] Generated = ["bin", "obj", "out", "TestResults"];
    private static readonly Lazy<RepositoryTree> Read = new(() => new RepositoryTree(FindRoot()));
    private readonly string _root;

    private RepositoryTree(string root)
    {
        _root = root;
        Paths = [.. Walk(root, "src").Concat(Walk(root, "tests")).Concat(Walk(root, "docs")).Concat(TopLevel(root))];
        Sources = [.. Paths.Where(p => p.EndsWith(".cs", StringComparison.Ordinal)).Select(Source)];
        Projects = [.. Paths.Where(p => p.EndsWith(".csproj", StringComparison.Ordinal)).Select(Project)];
        Documents = [.. Paths.Where(p => p.EndsWith(".md", StringComparison.Ordinal)).Select(Document)];
    }

    /// <summary>The tree that this test project was built from.</summary>
    public static RepositoryTree Current => Read.Value;

    /// <summary>All files of src, tests and docs, and those at the top level.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>All C# files.</summary>
    public IReadOnlyList<SourceFile> Sources { get; }

    /// <summary>All project files.</summary>
    public IReadOnlyList<ProjectFile> Projects { get; }

    /// <summary>All pages.</summary>
    public IReadOnlyList<DocumentFile> Documents { get; }

    /// <summary>True when a file or folder is there.</summary>
    public bool Exists(string path) => Path.Exists(Path.Combine(_root, path));

    /// <summary>A file's text, exactly.</summary>
    public string Text(string path) => File.ReadAllText(Path.Combine(_root, path));

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LvsMon.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No LvsMon.sln above the test's folder.");
    }

    private static IEnumerable<string> Walk(string root, string folder)
    {
        string full = Path.Combine(root, folder);
        if (!Directory.Exists(full))
        {
            return [];
        }

        IEnumerable<string> files = Directory.EnumerateFiles(full).Select(f => $"{folder}/{Path.GetFileName(f)}");
        IEnumerable<string> below = Directory.EnumerateDirectories(full)
            .Select(f => Path.GetFileName(f))
            .Where(name => !Generated.Contains(name))
            .SelectMany(name => Walk(root, $"{folder}/{name}"));
        return files.Concat(below).Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> TopLevel(string root) =>
        Directory.EnumerateFiles(root).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    private SourceFile Source(string path) => new(path, Text(path));

    private ProjectFile Project(string path) => new(path, Text(path));

    private DocumentFile Document(string path) => new(path, Text(path));
}
