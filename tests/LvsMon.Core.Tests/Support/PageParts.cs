using System;
using System.Collections.Generic;
using System.IO;
using LvsMon.Core.Tests.Config;

namespace LvsMon.Core.Tests.Support;

/// <summary>Pages of the documentation with parts that catalogues give.</summary>
internal static class PageParts
{
    /// <summary>Reads a page and makes it anew with its parts; with <c>LVSMON_WRITE_PAGES=1</c> it is
    /// written.</summary>
    /// <returns>What stands there, and what should.</returns>
    public static (string Page, string Made) Read(string path, IReadOnlyDictionary<string, string> parts)
    {
        path = Path.Combine(TestFolders.Root, path);
        string page = File.ReadAllText(path);
        string made = page;
        foreach ((string name, string part) in parts)
        {
            string begin = $"<!-- {name}: compared with the program by a test -->\n";
            string end = $"<!-- end of {name} -->\n";
            int from = made.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            int to = made.IndexOf(end, StringComparison.Ordinal);
            made = made[..from] + part + made[to..];
        }

        if (Environment.GetEnvironmentVariable("LVSMON_WRITE_PAGES") == "1")
        {
            File.WriteAllText(path, made);
            page = made;
        }

        return (page, made);
    }
}
