using System;
using System.Buffers.Text;

namespace LvsMon.Core.Values;

/// <summary>
/// Appends text as bytes to a buffer the caller owns and never allocates. What does not fit is dropped whole or cut and
/// <see cref="Overflowed"/> says so; nothing is thrown.
/// </summary>
public ref struct ByteWriter
{
    private const string Hex = "0123456789abcdef";
    private readonly Span<byte> _buffer;

    /// <summary>Starts at the beginning of <paramref name="buffer"/>.</summary>
    public ByteWriter(Span<byte> buffer)
    {
        _buffer = buffer;
        Length = 0;
        Overflowed = false;
    }

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>True once something did not fit.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>What has been written.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[..Length];

    /// <summary>Goes back to an earlier <see cref="Length"/>.</summary>
    public void Rewind(int length)
    {
        Length = Math.Min(length, Length);
        Overflowed = false;
    }

    /// <summary>Appends one byte.</summary>
    public void Byte(byte value)
    {
        if (Length < _buffer.Length)
        {
            _buffer[Length++] = value;
            return;
        }

        Overflowed = true;
    }

    /// <summary>Appends bytes, cut where the buffer ends.</summary>
    public void Bytes(scoped ReadOnlySpan<byte> bytes)
    {
        int fits = Math.Min(bytes.Length, _buffer.Length - Length);
        bytes[..fits].CopyTo(_buffer[Length..]);
        Length += fits;
        Overflowed |= fits < bytes.Length;
    }

    /// <summary>Appends ASCII text; a character above 126 or a control character becomes <c>?</c>.</summary>
    public void Ascii(scoped ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            Byte(c is >= ' ' and < (char)127 ? (byte)c : (byte)'?');
        }
    }

    /// <summary>Appends a decimal number.</summary>
    public void Number(long value)
    {
        if (Utf8Formatter.TryFormat(value, _buffer[Length..], out int written))
        {
            Length += written;
            return;
        }

        Overflowed = true;
    }

    /// <summary>Appends an address with its port as <see cref="Values.Endpoint.ToString"/> writes it.</summary>
    public void Endpoint(in Endpoint endpoint)
    {
        Span<char> text = stackalloc char[Values.Endpoint.MaxTextLength];
        Ascii(text[..endpoint.Format(text)]);
    }

    /// <summary>Appends an address without port and brackets.</summary>
    public void Address(in IpAddress address)
    {
        Span<char> text = stackalloc char[45];
        Ascii(text[..address.Format(text)]);
    }

    /// <summary>
    /// Appends foreign bytes in double quotes: printable ASCII as it is, <c>"</c> and <c>\</c> with a backslash, the
    /// rest
    /// as <c>\xNN</c>; at most <paramref name="limit"/> bytes of the source.
    /// </summary>
    public void Quoted(scoped ReadOnlySpan<byte> bytes, int limit)
    {
        Byte((byte)'"');
        foreach (byte b in bytes[..Math.Min(bytes.Length, limit)])
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                Byte((byte)'\\');
                Byte(b);
            }
            else if (b is >= 0x20 and < 0x7F)
            {
                Byte(b);
            }
            else
            {
                Byte((byte)'\\');
                Byte((byte)'x');
                Byte((byte)Hex[b >> 4]);
                Byte((byte)Hex[b & 0xF]);
            }
        }

        Byte((byte)'"');
    }
}
