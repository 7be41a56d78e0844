using System;
using System.Globalization;
using System.Text;

namespace LvsMon.Core.Config;

/// <summary>
/// Text of a configuration made safe to show: nothing that could move a cursor, hide or reorder what stands beside it
/// is written raw.
/// </summary>
public static class ShownText
{
    /// <summary>Characters of a word that a message shows at most.</summary>
    public const int MaxQuoted = 64;

    /// <summary>The word in double quotes, escaped and cut at <see cref="MaxQuoted"/> characters.</summary>
    public static string Quote(ReadOnlySpan<char> word)
    {
        StringBuilder text = new();
        text.Append('"');
        Append(text, word[..Math.Min(word.Length, MaxQuoted)]);
        return text.Append(word.Length > MaxQuoted ? "...\"" : "\"").ToString();
    }

    /// <summary>Appends characters, escaping those that cannot be shown.</summary>
    public static void Append(StringBuilder text, ReadOnlySpan<char> characters)
    {
        foreach (char c in characters)
        {
            Append(text, c);
        }
    }

    /// <summary>Appends one character or its escape.</summary>
    public static void Append(StringBuilder text, char c)
    {
        if (IsShown(c))
        {
            text.Append(c);
        }
        else if (c is '\t' or '\n' or '\r')
        {
            text.Append('\\').Append(c switch { '\t' => 't', '\n' => 'n', _ => 'r' });
        }
        else if (c < 0x100)
        {
            text.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}");
        }
        else if (c is >= '\uDC80' and <= '\uDCFF')
        {
            // A single byte of a quoted word, see Values.ByteText.
            text.Append(CultureInfo.InvariantCulture, $"\\x{c - 0xDC00:x2}");
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
    }

    private static bool IsShown(char c)
    {
        if (c < 0x80)
        {
            return c is >= ' ' and < (char)0x7F;
        }

        // Letters, digits, punctuation and symbols take one place each; marks, blanks, controls, format characters and
        // surrogates do not.
        return char.IsLetterOrDigit(c) || char.IsPunctuation(c) || char.IsSymbol(c);
    }
}
