using System;
using System.Text;
using System.Text.Unicode;

namespace LvsMon.Core.Control;

/// <summary>
/// Reads one JSON object (RFC 8259) whose members are strings, whole numbers, <c>true</c>, <c>false</c> and
/// <c>null</c>: what requests and answers of the control socket are made of. Anything else is no such object and is
/// told by <see cref="IsBroken"/>; nothing is thrown for it, and nothing allocated, which is why this is not
/// <c>System.Text.Json</c>: its reader throws for the first wrong byte of a hostile client. Strings are unescaped in
/// place, so the bytes change.
/// </summary>
public ref struct FlatObjectReader
{
    private readonly Span<byte> _line;
    private int _position;
    private bool _isBegun;
    private bool _isEnded;

    /// <summary>Begins at the first byte of <paramref name="line"/>, which has no line end.</summary>
    public FlatObjectReader(Span<byte> line)
    {
        _line = line;
        IsBroken = !Utf8.IsValid(line);
    }

    /// <summary>True when the line turned out not to be such an object.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The member's name.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>What it holds.</summary>
    public FlatKind Kind { get; private set; }

    /// <summary>Its string, UTF-8; empty when it is none.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Its number; 0 when it is none.</summary>
    public long Number { get; private set; }

    /// <summary>True for <c>true</c>.</summary>
    public bool Flag { get; private set; }

    /// <summary>Goes to the next member.</summary>
    /// <returns>False at the end, and as soon as <see cref="IsBroken"/>.</returns>
    public bool Read()
    {
        if (IsBroken || _isEnded)
        {
            return false;
        }

        return _isBegun ? Next() : First();
    }

    private bool First()
    {
        _isBegun = true;
        if (!Take((byte)'{'))
        {
            return Break();
        }

        return Take((byte)'}') ? End() : Member();
    }

    private bool Next()
    {
        if (Take((byte)','))
        {
            return Member();
        }

        return Take((byte)'}') ? End() : Break();
    }

    private bool Member()
    {
        if (!Take((byte)'"') || !TryString(out ReadOnlySpan<byte> name) || !Take((byte)':'))
        {
            return Break();
        }

        Name = name;
        Text = default;
        Number = 0;
        Flag = false;
        return Value() || Break();
    }

    private bool Value()
    {
        if (Take((byte)'"'))
        {
            Kind = FlatKind.Text;
            bool whole = TryString(out ReadOnlySpan<byte> text);
            Text = text;
            return whole;
        }

        if (TakeWord("true"u8))
        {
            Kind = FlatKind.Flag;
            Flag = true;
            return true;
        }

        if (TakeWord("false"u8))
        {
            Kind = FlatKind.Flag;
            return true;
        }

        Kind = FlatKind.Null;
        return TakeWord("null"u8) || TryNumber();
    }

    private bool End()
    {
        _isEnded = true;
        SkipBlanks();
        return _position == _line.Length ? false : Break();
    }

    private bool Break()
    {
        IsBroken = true;
        return false;
    }

    private void SkipBlanks()
    {
        while (_position < _line.Length && _line[_position] is (byte)' ' or (byte)'\t' or (byte)'\r')
        {
            _position++;
        }
    }

    /// <summary>Takes one byte of the syntax, after blanks.</summary>
    private bool Take(byte wanted)
    {
        SkipBlanks();
        bool found = _position < _line.Length && _line[_position] == wanted;
        _position += found ? 1 : 0;
        return found;
    }

    private bool TakeWord(scoped ReadOnlySpan<byte> word)
    {
        bool found = _line[_position..].StartsWith(word);
        _position += found ? word.Length : 0;
        return found;
    }

    /// <summary>Reads <c>-?(0|[1-9][0-9]*)</c> that fits 64 bits; what follows it is judged by the caller.</summary>
    private bool TryNumber()
    {
        bool negative = Take((byte)'-');
        int start = _position;
        long value = 0;
        while (_position < _line.Length && _line[_position] is >= (byte)'0' and <= (byte)'9')
        {
            int digit = _line[_position++] - '0';
            if (value < (long.MinValue + digit) / 10)
            {
                return false;
            }

            // Counted below zero, where there is room for one more.
            value = (value * 10) - digit;
        }

        int digits = _position - start;
        Kind = FlatKind.Number;
        Number = negative ? value : unchecked(-value);
        return digits > 0 && (digits == 1 || _line[start] != '0') && (negative || value != long.MinValue);
    }

    /// <summary>Reads to the closing quote; the opening one has been taken.</summary>
    private bool TryString(out ReadOnlySpan<byte> text)
    {
        int start = _position;
        int end = start;
        while (_position < _line.Length)
        {
            byte b = _line[_position++];
            if (b == '"')
            {
                text = _line[start..end];
                return true;
            }

            if (b < 0x20)
            {
                break;
            }

            if (b != '\\')
            {
                _line[end++] = b;
            }
            else if (!TryEscape(ref end))
            {
                break;
            }
        }

        text = default;
        return false;
    }

    private bool TryEscape(ref int end)
    {
        if (_position == _line.Length)
        {
            return false;
        }

        byte b = _line[_position++];
        if (b == 'u')
        {
            return TryUnicode(ref end);
        }

        byte plain = b switch
        {
            (byte)'"' or (byte)'\\' or (byte)'/' => b,
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            _ => 0,
        };
        _line[end] = plain;
        end++;
        return plain != 0;
    }

    /// <summary>An escape has 6 bytes, two of them 12; the rune has at most 4, so it fits where they stood.</summary>
    private bool TryUnicode(ref int end)
    {
        if (!TryHex(out int first))
        {
            return false;
        }

        Rune rune;
        if (char.IsHighSurrogate((char)first))
        {
            if (!TakeWord("\\u"u8) || !TryHex(out int second)
                || !Rune.TryCreate((char)first, (char)second, out rune))
            {
                return false;
            }
        }
        else if (!Rune.TryCreate((char)first, out rune))
        {
            return false;
        }

        end += rune.EncodeToUtf8(_line[end..]);
        return true;
    }

    private bool TryHex(out int value)
    {
        value = 0;
        if (_line.Length - _position < 4)
        {
            return false;
        }

        for (int i = 0; i < 4; i++)
        {
            int b = _line[_position++];
            int digit = b is >= '0' and <= '9' ? b - '0'
                : (b | 0x20) is >= 'a' and <= 'f' ? (b | 0x20) - 'a' + 10
                : -1;
            if (digit < 0)
            {
                return false;
            }

            value = (value << 4) | digit;
        }

        return true;
    }
}
