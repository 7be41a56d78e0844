using System;

namespace LvsMon.Core.Values;

/// <summary>
/// Writes one document: a flat JSON object on a line of its own, ASCII, without blanks. The buffer is the caller's and
/// large enough for the longest document of its kind; nothing allocates.
/// </summary>
internal ref struct DocumentWriter
{
    private ByteWriter _line;

    private static ReadOnlySpan<byte> Hex => "0123456789abcdef"u8;

    /// <summary>Begins <c>{"type":"…"</c>.</summary>
    public DocumentWriter(Span<byte> buffer, scoped ReadOnlySpan<byte> type)
    {
        _line = new ByteWriter(buffer);
        _line.Bytes("{\"type\":\""u8);
        _line.Bytes(type);
        _line.Byte((byte)'"');
    }

    /// <summary>A string of ours: printable ASCII.</summary>
    public void Text(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<char> text)
    {
        Name(name);
        _line.Byte((byte)'"');
        foreach (char c in text)
        {
            if (c is '"' or '\\')
            {
                _line.Byte((byte)'\\');
            }

            // Names come from the configuration, which takes printable ASCII only.
            _line.Byte(c is >= ' ' and <= '~' ? (byte)c : (byte)'?');
        }

        _line.Byte((byte)'"');
    }

    /// <summary>A string, or null.</summary>
    public void TextOrNull(scoped ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
        {
            Null(name);
        }
        else
        {
            Text(name, text);
        }
    }

    /// <summary>Words of a catalogue, with <c>-</c> for blanks, so that they are one word.</summary>
    public void Words(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> words)
    {
        Name(name);
        _line.Byte((byte)'"');
        foreach (byte b in words)
        {
            _line.Byte(b == ' ' ? (byte)'-' : b);
        }

        _line.Byte((byte)'"');
    }

    /// <summary>A sentence of a catalogue, printable ASCII without quotes and backslashes.</summary>
    public void Sentence(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> words)
    {
        Name(name);
        _line.Byte((byte)'"');
        _line.Bytes(words);
        _line.Byte((byte)'"');
    }

    /// <summary>Whole lines of printable ASCII.</summary>
    public void Lines(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> lines)
    {
        Name(name);
        _line.Byte((byte)'"');
        foreach (byte b in lines)
        {
            if (b is (byte)'"' or (byte)'\\' or (byte)'\n')
            {
                _line.Byte((byte)'\\');
            }

            _line.Byte(b == '\n' ? (byte)'n' : b);
        }

        _line.Byte((byte)'"');
    }

    /// <summary>Words of ours that may hold a path or a word of the configuration: what is not printable ASCII becomes
    /// <c>?</c>.</summary>
    public void Own(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> words)
    {
        Name(name);
        _line.Byte((byte)'"');
        foreach (byte b in words)
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                _line.Byte((byte)'\\');
            }

            _line.Byte(b is >= 0x20 and < 0x7F ? b : (byte)'?');
        }

        _line.Byte((byte)'"');
    }

    /// <summary>
    /// Foreign bytes, at most <paramref name="limit"/>. Who reads the string finds printable ASCII alone: a
    /// <c>\</c> doubled, and <c>\xNN</c> for every byte that is none, so that no terminal obeys what a server sent.
    /// </summary>
    public void Foreign(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> bytes, int limit)
    {
        Name(name);
        _line.Byte((byte)'"');
        foreach (byte b in bytes[..Math.Min(bytes.Length, limit)])
        {
            switch (b)
            {
                case (byte)'\\':
                    _line.Bytes("\\\\\\\\"u8);
                    break;
                case (byte)'"':
                    _line.Bytes("\\\""u8);
                    break;
                case >= 0x20 and < 0x7F:
                    _line.Byte(b);
                    break;
                default:
                    _line.Bytes("\\\\x"u8);
                    _line.Byte(Hex[b >> 4]);
                    _line.Byte(Hex[b & 0xF]);
                    break;
            }
        }

        _line.Byte((byte)'"');
    }

    /// <summary>A number.</summary>
    public void Number(scoped ReadOnlySpan<byte> name, long value)
    {
        Name(name);
        _line.Number(value);
    }

    /// <summary>A number, or null where it is below zero.</summary>
    public void NumberOrNull(scoped ReadOnlySpan<byte> name, long value)
    {
        if (value < 0)
        {
            Null(name);
        }
        else
        {
            Number(name, value);
        }
    }

    /// <summary>True or false.</summary>
    public void Flag(scoped ReadOnlySpan<byte> name, bool value)
    {
        Name(name);
        _line.Bytes(value ? "true"u8 : "false"u8);
    }

    /// <summary>Null.</summary>
    public void Null(scoped ReadOnlySpan<byte> name)
    {
        Name(name);
        _line.Bytes("null"u8);
    }

    /// <summary>An address with its port.</summary>
    public void Endpoint(scoped ReadOnlySpan<byte> name, in Endpoint endpoint)
    {
        Name(name);
        _line.Byte((byte)'"');
        _line.Endpoint(endpoint);
        _line.Byte((byte)'"');
    }

    /// <summary>Ends the object and its line.</summary>
    /// <returns>Bytes of the line.</returns>
    /// <exception cref="InvalidOperationException">A document outgrew its room: a defect, never a client's
    /// doing.</exception>
    public int End()
    {
        _line.Bytes("}\n"u8);
        return _line.Overflowed
            ? throw new InvalidOperationException("a document outgrew its room")
            : _line.Length;
    }

    private void Name(scoped ReadOnlySpan<byte> name)
    {
        _line.Bytes(",\""u8);
        _line.Bytes(name);
        _line.Bytes("\":"u8);
    }
}
