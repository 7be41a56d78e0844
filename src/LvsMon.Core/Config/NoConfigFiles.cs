using System.Collections.Generic;

namespace LvsMon.Core.Config;

/// <summary>No files at all: for what is planned from memory.</summary>
public sealed class NoConfigFiles : IConfigFiles
{
    /// <inheritdoc/>
    public string? Read(string path, int limit, out byte[] content)
    {
        content = [];
        return "no file is read here";
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Match(string pattern) => [];
}
