using System;

namespace LvsMon.Core.Values;

/// <summary>Walks over the words of one line, separated by blanks and tabs.</summary>
internal ref struct LineWords
{
    private ReadOnlySpan<byte> _rest;

    internal LineWords(ReadOnlySpan<byte> line)
    {
        _rest = line;
    }

    /// <summary>The next word, empty at the end.</summary>
    internal ReadOnlySpan<byte> Next()
    {
        int start = _rest.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'\r');
        if (start < 0)
        {
            _rest = default;
            return default;
        }

        _rest = _rest[start..];
        int end = _rest.IndexOfAny((byte)' ', (byte)'\t', (byte)'\r');
        ReadOnlySpan<byte> word = end < 0 ? _rest : _rest[..end];
        _rest = _rest[word.Length..];
        return word;
    }

    /// <summary>Takes the next word only if it is <paramref name="expected"/>.</summary>
    internal bool Take(ReadOnlySpan<byte> expected)
    {
        LineWords ahead = this;
        if (!ahead.Next().SequenceEqual(expected))
        {
            return false;
        }

        this = ahead;
        return true;
    }
}
