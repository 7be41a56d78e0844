using System;
using System.Linq;

namespace LvsMon.Conventions.Reading;

/// <summary>
/// Tells code from what only looks like it. Knows line and block comments, directives, character literals, and strings:
/// plain, verbatim, raw, each also interpolated. The expressions inside an interpolated string are code again.
/// </summary>
internal sealed class CodeScanner
{
    private const char End = '\0';
    private readonly string _text;
    private readonly char[] _code;
    private readonly char[] _comments;
    private int _at;

    public CodeScanner(string text)
    {
        _text = text;
        _code = Blank(text);
        _comments = Blank(text);
    }

    public string Code => new(_code);

    public string Comments => new(_comments);

    private char Current => Peek(0);

    public void Run()
    {
        while (_at < _text.Length)
        {
            Step();
        }
    }

    private static char[] Blank(string text) => [.. text.Select(c => c == '\n' ? c : ' ')];

    private char Peek(int ahead) => _at + ahead < _text.Length ? _text[_at + ahead] : End;

    /// <summary>Takes one piece: a comment, a directive, a literal or one character of code.</summary>
    private void Step()
    {
        switch (Current)
        {
            case '/' when Peek(1) == '/':
                Comment(LineEnd());
                break;
            case '/' when Peek(1) == '*':
                int end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                Comment(end < 0 ? _text.Length : end + 2);
                break;
            case '#' when IsFirstOnLine():
                _at = LineEnd();
                break;
            case '\'':
                CharacterLiteral();
                break;
            case '"' or '$' or '@' when StartsString(out int dollars, out bool verbatim):
                String(dollars, verbatim);
                break;
            default:
                _code[_at] = Current;
                _at++;
                break;
        }
    }

    private int LineEnd()
    {
        int end = _text.IndexOf('\n', _at);
        return end < 0 ? _text.Length : end;
    }

    private void Comment(int end)
    {
        _text.CopyTo(_at, _comments, _at, end - _at);
        _at = end;
    }

    private bool IsFirstOnLine()
    {
        int i = _at - 1;
        while (i >= 0 && _text[i] is ' ' or '\t')
        {
            i--;
        }

        return i < 0 || _text[i] == '\n';
    }

    private void CharacterLiteral()
    {
        _at++;
        while (Current is not ('\'' or '\n' or End))
        {
            _at += Current == '\\' ? 2 : 1;
        }

        _at++;
    }

    private bool StartsString(out int dollars, out bool verbatim)
    {
        dollars = 0;
        verbatim = false;
        int ahead = 0;
        for (; Peek(ahead) is '$' or '@'; ahead++)
        {
            dollars += Peek(ahead) == '$' ? 1 : 0;
            verbatim |= Peek(ahead) == '@';
        }

        return Peek(ahead) == '"';
    }

    private void String(int dollars, bool verbatim)
    {
        while (Current is '$' or '@')
        {
            _at++;
        }

        int quotes = RunOf('"');
        if (quotes >= 3 && !verbatim)
        {
            _at += quotes;
            RawText(dollars, quotes);
            return;
        }

        _at++;
        QuotedText(interpolated: dollars > 0, verbatim);
    }

    private int RunOf(char c)
    {
        int length = 0;
        while (Peek(length) == c)
        {
            length++;
        }

        return length;
    }

    private void QuotedText(bool interpolated, bool verbatim)
    {
        while (_at < _text.Length)
        {
            char c = Current;
            if (c == '"' && !(verbatim && Peek(1) == '"'))
            {
                _at++;
                return;
            }

            if (c == '\n' && !verbatim)
            {
                return;
            }

            bool isPair = (verbatim ? c == '"' : c == '\\') || (interpolated && c is '{' && Peek(1) == '{');
            if (interpolated && c == '{' && !isPair)
            {
                _at++;
                Hole(braces: 1);
                continue;
            }

            _at += isPair ? 2 : 1;
        }
    }

    private void RawText(int dollars, int quotes)
    {
        while (_at < _text.Length)
        {
            int run = RunOf('"');
            if (run >= quotes)
            {
                _at += run;
                return;
            }

            int open = dollars > 0 ? RunOf('{') : 0;
            if (open >= dollars && open > 0)
            {
                _at += open;
                Hole(dollars);
                continue;
            }

            _at += Math.Max(1, Math.Max(run, open));
        }
    }

    /// <summary>The expression of an interpolation up to its closing braces, with its format after a colon.</summary>
    private void Hole(int braces)
    {
        int depth = 0;
        while (_at < _text.Length)
        {
            char c = Current;
            if (depth == 0 && c == '}')
            {
                _at += braces;
                return;
            }

            if (depth == 0 && c == ':' && Peek(1) != ':' && Peek(-1) != ':')
            {
                int close = _text.IndexOf('}', _at);
                _at = close < 0 ? _text.Length : close;
                continue;
            }

            depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
            Step();
        }
    }
}
