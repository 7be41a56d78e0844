using System.Collections.Generic;
using LvsMon.Core.Config;

namespace LvsMon.Benchmarks.Rows;

/// <summary>A configuration in memory.</summary>
internal sealed class TextFile(byte[] text) : IConfigFiles
{
    /// <inheritdoc/>
    public string? Read(string path, int limit, out byte[] content)
    {
        content = text;
        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Match(string pattern) => [];
}
