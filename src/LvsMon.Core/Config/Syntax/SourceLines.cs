using System;
using System.Collections;
using System.Collections.Generic;

namespace LvsMon.Core.Config.Syntax;

/// <summary>
/// The lines of a text without copying them: a line becomes a string only when it is asked for. A line ends at LF; a CR
/// before it does not belong to the line.
/// </summary>
internal sealed class SourceLines : IReadOnlyList<string>
{
    private readonly string _text;
    private readonly List<int> _starts = [];

    public SourceLines(string text)
    {
        _text = text;
        int start = 0;
        while (start < text.Length)
        {
            _starts.Add(start);
            int end = text.IndexOf('\n', start);
            start = end < 0 ? text.Length : end + 1;
        }
    }

    /// <summary>The number of lines; what follows the last LF counts only when it is not empty.</summary>
    public int Count => _starts.Count;

    public string this[int index] => Line(index).ToString();

    /// <summary>A line, counted from 0.</summary>
    public ReadOnlySpan<char> Line(int index)
    {
        int start = _starts[index];
        int end = index + 1 < _starts.Count ? _starts[index + 1] : _text.Length;
        ReadOnlySpan<char> line = _text.AsSpan(start, end - start);
        if (line.EndsWith('\n'))
        {
            line = line[..^1];
        }

        return line.EndsWith('\r') ? line[..^1] : line;
    }

    public IEnumerator<string> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
