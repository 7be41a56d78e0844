using System;
using System.Text;

namespace LvsMon.Core.Config;

/// <summary>
/// The part of a source line around a mistake, safe to show: tabs are blanks, other characters that cannot be shown are
/// escaped, a long line is cut on both sides.
/// </summary>
/// <param name="Text">What to show.</param>
/// <param name="CaretStart">Characters of <paramref name="Text"/> before the mistake.</param>
/// <param name="CaretLength">Characters of the mistake, at least 1.</param>
public readonly record struct LineExcerpt(string Text, int CaretStart, int CaretLength)
{
    /// <summary>Characters of the source that are shown at most.</summary>
    public const int Width = 100;

    private const int Before = 40;
    private const int TabWidth = 4;
    private const string Cut = "...";

    /// <summary>Makes the excerpt; <paramref name="start"/> counts from 0.</summary>
    public static LineExcerpt Of(string line, int start, int length)
    {
        start = Math.Clamp(start, 0, line.Length);
        int end = Math.Clamp(start + length, start, line.Length);
        int from = line.Length <= Width ? 0 : Math.Clamp(start - Before, 0, line.Length - Width);
        int to = Math.Min(line.Length, from + Width);
        end = Math.Min(end, to);
        StringBuilder text = new(from > 0 ? Cut : "");
        Append(text, line.AsSpan(from, start - from));
        int caretStart = text.Length;
        Append(text, line.AsSpan(start, end - start));
        int caretLength = Math.Max(1, text.Length - caretStart);
        Append(text, line.AsSpan(end, to - end));
        text.Append(to < line.Length ? Cut : "");
        return new LineExcerpt(text.ToString().TrimEnd(), caretStart, caretLength);
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> characters)
    {
        foreach (char c in characters)
        {
            if (c == '\t')
            {
                text.Append(' ', TabWidth - (text.Length % TabWidth));
            }
            else
            {
                ShownText.Append(text, c);
            }
        }
    }
}
