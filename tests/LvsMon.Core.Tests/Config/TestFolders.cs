using System;
using System.IO;

namespace LvsMon.Core.Tests.Config;

/// <summary>Where the files of the project are.</summary>
internal static class TestFolders
{
    /// <summary>The top of the source tree.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The wrong configurations.</summary>
    public static string TestData { get; } = Path.Combine(Root, "tests/LvsMon.Core.Tests/Config/testdata");

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "LvsMon.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("no LvsMon.sln above the tests");
    }
}
