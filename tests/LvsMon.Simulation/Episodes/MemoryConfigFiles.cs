using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Config;

namespace LvsMon.Simulation.Episodes;

/// <summary>The configuration file, in memory.</summary>
internal sealed class MemoryConfigFiles(string text) : IConfigFiles
{
    /// <inheritdoc/>
    public string? Read(string path, int limit, out byte[] content)
    {
        content = Encoding.UTF8.GetBytes(text);
        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Match(string pattern) => [];
}
