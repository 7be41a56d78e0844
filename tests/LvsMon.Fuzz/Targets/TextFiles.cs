using System;
using System.Collections.Generic;
using LvsMon.Core.Config;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// Configuration files in memory. One input holds several: a line <c>#=NAME</c> ends a file and begins the next, so
/// that includes are a matter of mutations too. The first one is the main file.
/// </summary>
internal sealed class TextFiles : IConfigFiles
{
    /// <summary>The main file.</summary>
    internal const string Main = "lvsmon.conf";

    private static readonly byte[] Mark = "\n#="u8.ToArray();
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    internal TextFiles(ReadOnlySpan<byte> input)
    {
        string name = Main;
        while (true)
        {
            int end = input.IndexOf(Mark);
            _files[name] = (end < 0 ? input : input[..(end + 1)]).ToArray();
            if (end < 0)
            {
                return;
            }

            input = input[(end + Mark.Length)..];
            int line = input.IndexOf((byte)'\n');
            name = System.Text.Encoding.Latin1.GetString(line < 0 ? input : input[..line]);
            input = line < 0 ? default : input[line..];
        }
    }

    /// <summary>Bytes handed out.</summary>
    internal long BytesRead { get; private set; }

    /// <inheritdoc/>
    public string? Read(string path, int limit, out byte[] content)
    {
        string plain = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (!_files.TryGetValue(plain, out byte[]? found))
        {
            content = [];
            return "no such file";
        }

        content = found.Length > limit ? found[..limit] : found;
        BytesRead += content.Length;
        return null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Match(string pattern)
    {
        int star = pattern.AsSpan().IndexOfAny('*', '?');
        List<string> names = [];
        foreach (string name in _files.Keys)
        {
            if (name != Main && name.AsSpan().StartsWith(pattern.AsSpan(0, star), StringComparison.Ordinal))
            {
                names.Add(name);
            }
        }

        return names;
    }
}
