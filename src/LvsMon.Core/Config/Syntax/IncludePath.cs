using System;
using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>Paths of included files, as text: no disk is asked.</summary>
internal static class IncludePath
{
    /// <summary>True when the last part is a pattern.</summary>
    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>The path as seen from the folder of the including file.</summary>
    public static string Join(string includingFile, string path)
    {
        int slash = includingFile.LastIndexOf('/');
        return path.StartsWith('/') || slash < 0 ? path : includingFile[..(slash + 1)] + path;
    }

    /// <summary>
    /// The path without <c>.</c>, <c>..</c> and doubled slashes, so that two ways to write one path are equal. A loop
    /// over a symbolic link is not seen here; the depth bounds it.
    /// </summary>
    public static string Normalise(string path)
    {
        List<string> parts = [];
        foreach (string part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not "" and not ".")
            {
                parts.Add(part);
            }
        }

        return (path.StartsWith('/') ? "/" : "") + string.Join('/', parts);
    }
}
