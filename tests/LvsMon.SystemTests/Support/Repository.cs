using System;
using System.IO;

namespace LvsMon.SystemTests.Support;

/// <summary>Where things are, seen from the built tests.</summary>
internal static class Repository
{
    /// <summary>The folder of LvsMon.sln.</summary>
    public static string Root { get; } = FindUpwards(AppContext.BaseDirectory, "LvsMon.sln")
        ?? throw new InvalidOperationException($"no LvsMon.sln above {AppContext.BaseDirectory}");

    /// <summary>The built program: LVSMON_BINARY, or what was built with these tests.</summary>
    public static string Daemon { get; } =
        Environment.GetEnvironmentVariable("LVSMON_BINARY") ?? Built("src/LvsMon", "lvsmon");

    /// <summary>A file of a project, built with the same configuration and framework as these tests.</summary>
    public static string Built(string project, string file)
    {
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd('/'));
        return Path.Combine(Root, project, "bin", framework.Parent!.Name, framework.Name, file);
    }

    /// <summary>The nearest folder at or above one that holds a path, null for none.</summary>
    private static string? FindUpwards(string folder, string path)
    {
        for (DirectoryInfo? at = new(folder); at is not null; at = at.Parent)
        {
            if (Path.Exists(Path.Combine(at.FullName, path)))
            {
                return at.FullName;
            }
        }

        return null;
    }
}
