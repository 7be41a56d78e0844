using System;
using System.Globalization;
using System.Text;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Syntax;

/// <summary>Builds the words that are not simply a part of the line: with variables, escapes or other
/// characters.</summary>
internal sealed class WordBuilder(LineLexer lexer, ReadState state)
{
    private readonly StringBuilder _text = new();

    /// <summary>A word without quotes. A backslash in it is a character like others.</summary>
    /// <param name="word">The word as written.</param>
    /// <param name="start">Where it starts in the line, from 0.</param>
    public string Plain(ReadOnlySpan<char> word, int start)
    {
        _text.Clear();
        int at = 0;
        while (at < word.Length && Fits(start, word.Length))
        {
            char c = word[at];
            if (c == '"')
            {
                lexer.Refuse(
                    ConfigRules.StrayQuote, start + at, 1, "a quote inside a word; put the whole word in quotes");
                break;
            }

            at += c == '$' && word[at..].StartsWith("${")
                ? Variable(word[at..], start + at)
                : Character(c, start + at, allowBlanks: false);
        }

        return _text.ToString();
    }

    /// <summary>A word in quotes.</summary>
    /// <param name="rest">The line behind the opening quote.</param>
    /// <param name="start">Where that is in the line, from 0.</param>
    /// <param name="length">Characters up to the closing quote, or -1 when there is none.</param>
    public string Quoted(ReadOnlySpan<char> rest, int start, out int length)
    {
        _text.Clear();
        int at = 0;
        while (at < rest.Length)
        {
            if (!Fits(start, at))
            {
                _text.Clear();
            }

            char c = rest[at];
            if (c == '"')
            {
                length = at;
                return _text.ToString();
            }

            at += c switch
            {
                '\\' => Escape(rest[at..], start + at),
                '$' when rest[at..].StartsWith("${") => Variable(rest[at..], start + at),
                _ => Character(c, start + at, allowBlanks: true),
            };
        }

        length = -1;
        return "";
    }

    private bool Fits(int start, int length)
    {
        if (_text.Length <= state.Limits.WordLength)
        {
            return true;
        }

        lexer.Refuse(
            ConfigRules.WordTooLong, start, length, $"a word has at most {state.Limits.WordLength} characters");
        return false;
    }

    private int Character(char c, int at, bool allowBlanks)
    {
        if (char.IsControl(c) || (!allowBlanks && IsFalseBlank(c)))
        {
            lexer.Refuse(ConfigRules.BadCharacter, at, 1, WhyBad(c));
        }

        _text.Append(c);
        return 1;
    }

    private static bool IsFalseBlank(char c) =>
        char.IsWhiteSpace(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static string WhyBad(char c)
    {
        StringBuilder text = new("the character ");
        ShownText.Append(text, c);
        text.Append(c switch
        {
            '\r' => " in the middle of a line; lines end with LF or CR LF",
            < (char)0x80 => " cannot stand here; write it as \\xNN inside a quoted word",
            _ when char.IsControl(c) => " is a control character; remove it",
            _ => " looks like a blank or like nothing; write a plain blank, or quote the word",
        });
        return text.ToString();
    }

    private int Escape(ReadOnlySpan<char> rest, int at)
    {
        char kind = rest.Length > 1 ? rest[1] : '\0';
        switch (kind)
        {
            case '"' or '\\':
                _text.Append(kind);
                return 2;
            case 'n':
                _text.Append('\n');
                return 2;
            case 't':
                _text.Append('\t');
                return 2;
            case 'x' when rest.Length > 3 && char.IsAsciiHexDigit(rest[2]) && char.IsAsciiHexDigit(rest[3]):
                byte value = byte.Parse(rest[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                _text.Append(ByteText.FromByte(value));
                return 4;
            default:
                int length = Math.Min(2, rest.Length);
                lexer.Refuse(
                    ConfigRules.BadEscape,
                    at,
                    length,
                    "after \\ stands one of \\ \" n t xNN; write \\\\ for a backslash");
                return length;
        }
    }

    private int Variable(ReadOnlySpan<char> rest, int at)
    {
        int end = rest.IndexOfAny('}', '"');
        if (end < 0 || rest[end] != '}' || !VariableTable.IsName(rest[2..end]))
        {
            int length = end < 0 ? rest.Length : end + (rest[end] == '}' ? 1 : 0);
            lexer.Refuse(
                ConfigRules.BadVariable, at, length, "a variable is written ${NAME}, of letters, digits, _ and -");
            return length;
        }

        ReadOnlySpan<char> name = rest[2..end];
        if (!state.Variables.TryFind(name, out string? value))
        {
            lexer.Refuse(ConfigRules.UnsetVariable, at, end + 1, WhyUnset(name));
        }
        else if (value is null)
        {
            lexer.Spoil();
        }
        else if ((state.ExpandedCharacters += value.Length) > state.Limits.ExpandedCharacters)
        {
            lexer.Refuse(
                ConfigRules.ExpansionTooLarge,
                at,
                end + 1,
                $"variables add more than {state.Limits.ExpandedCharacters} characters to the configuration");
        }
        else
        {
            _text.Append(value);
        }

        return end + 1;
    }

    private string WhyUnset(ReadOnlySpan<char> name)
    {
        string shown = ShownText.Quote(name);
        string? near = state.Diagnostics.IsFull ? null : state.Variables.Suggest(name);
        return near is null
            ? $"the variable {shown} is not set; write \"set NAME VALUE\" before this line"
            : $"the variable {shown} is not set; did you mean \"{near}\"?";
    }
}
