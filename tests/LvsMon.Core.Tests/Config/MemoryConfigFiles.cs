using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LvsMon.Core.Config;

namespace LvsMon.Core.Tests.Config;

/// <summary>Configuration files of a test, in memory; counts what is read.</summary>
internal sealed class MemoryConfigFiles : IConfigFiles
{
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    public MemoryConfigFiles With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public MemoryConfigFiles With(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    /// <summary>Takes over all files of a folder, under their names without it.</summary>
    public MemoryConfigFiles WithFolder(string folder)
    {
        foreach (string path in Directory.GetFiles(folder))
        {
            With(Path.GetFileName(path), File.ReadAllBytes(path));
        }

        return this;
    }

    public string? Read(string path, int limit, out byte[] content)
    {
        Reads++;
        string plain = path.Replace("/./", "/", StringComparison.Ordinal);
        plain = plain.StartsWith("./", StringComparison.Ordinal) ? plain[2..] : plain;
        if (!_files.TryGetValue(plain, out byte[]? found))
        {
            content = [];
            return "no such file";
        }

        content = found.Length > limit ? found[..limit] : found;
        return null;
    }

    public IReadOnlyList<string> Match(string pattern)
    {
        string[] parts = pattern.Split('*');
        return [.. _files.Keys.Where(p => p.StartsWith(parts[0], StringComparison.Ordinal)
            && p.EndsWith(parts[^1], StringComparison.Ordinal))];
    }
}
