using System;
using System.Text;

namespace LvsMon.Checks.Sip;

/// <summary>A datagram read as an answer (RFC 3261 §7): its first line, and what tells whose answer it is.</summary>
internal readonly ref struct SipAnswer
{
    private const int CodeAt = 8;
    private const int CodeEndAt = CodeAt + 3;

    private readonly ReadOnlySpan<byte> _callId;
    private readonly ReadOnlySpan<byte> _sequence;

    private SipAnswer(ReadOnlySpan<byte> datagram)
    {
        ReadOnlySpan<byte> left = datagram;
        Line = TakeLine(ref left);
        while (!left.IsEmpty && !IsWhole)
        {
            ReadOnlySpan<byte> field = TakeField(ref left);
            IsWhole = field.Trim(Blanks).IsEmpty;
            int colon = field.IndexOf((byte)':');
            ReadOnlySpan<byte> name = colon < 0 ? default : field[..colon].TrimEnd(Blanks);
            ReadOnlySpan<byte> value = field[(colon + 1)..].Trim(Blanks);
            if (_callId.IsEmpty && (Ascii.EqualsIgnoreCase(name, "Call-ID"u8) || Ascii.EqualsIgnoreCase(name, "i"u8)))
            {
                _callId = value;
            }
            else if (_sequence.IsEmpty && Ascii.EqualsIgnoreCase(name, "CSeq"u8))
            {
                _sequence = value;
            }
        }
    }

    /// <summary>The first line, without its end.</summary>
    internal ReadOnlySpan<byte> Line { get; }

    /// <summary>True when the empty line has come that ends the fields.</summary>
    internal bool IsWhole { get; }

    /// <summary>The status code, 100 to 699, or 0 when the first line has none.</summary>
    internal int Code
    {
        get
        {
            bool isForm = Line.Length >= CodeEndAt && Ascii.EqualsIgnoreCase(Line[..CodeAt], "SIP/2.0 "u8)
                && Line[CodeAt] is >= (byte)'1' and <= (byte)'6' && Line[CodeAt + 1] is >= (byte)'0' and <= (byte)'9'
                && Line[CodeAt + 2] is >= (byte)'0' and <= (byte)'9'
                && (Line.Length == CodeEndAt || Line[CodeEndAt] == (byte)' ');
            return isForm ? (100 * Line[CodeAt]) + (10 * Line[CodeAt + 1]) + Line[CodeAt + 2] - (111 * '0') : 0;
        }
    }

    /// <summary>What the server says behind the code.</summary>
    internal ReadOnlySpan<byte> Phrase => Line[CodeEndAt..].Trim(Blanks);

    /// <summary>Blanks, also those of a field that goes on in the next line (RFC 3261 §7.3.1).</summary>
    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>Reads any datagram.</summary>
    internal static SipAnswer Read(ReadOnlySpan<byte> datagram) => new(datagram);

    /// <summary>True for an answer, of whatever version, to the request OPTIONS with this Call-ID.</summary>
    internal bool IsTo(ReadOnlySpan<byte> callId)
    {
        ReadOnlySpan<byte> method = _sequence.StartsWith("1"u8) ? _sequence[1..] : default;
        return Line.Length > 3 && Ascii.EqualsIgnoreCase(Line[..4], "SIP/"u8) && _callId.SequenceEqual(callId)
            && method.TrimStart(Blanks).SequenceEqual("OPTIONS"u8) && method.Length > "OPTIONS".Length;
    }

    /// <summary>Takes a line with its end.</summary>
    private static ReadOnlySpan<byte> TakeLine(scoped ref ReadOnlySpan<byte> left)
    {
        int end = left.IndexOf((byte)'\n');
        ReadOnlySpan<byte> line = end < 0 ? left : left[..end];
        left = end < 0 ? default : left[(end + 1)..];
        return line.EndsWith("\r"u8) ? line[..^1] : line;
    }

    /// <summary>Takes a field with the lines in which it goes on; a line that does not end is left out.</summary>
    private static ReadOnlySpan<byte> TakeField(scoped ref ReadOnlySpan<byte> left)
    {
        int end = 0;
        do
        {
            int line = left[end..].IndexOf((byte)'\n');
            if (line < 0)
            {
                left = default;
                return "?"u8;
            }

            end += line + 1;
        }
        while (left[..end].TrimEnd("\r\n"u8).Length > 0 && end < left.Length && left[end] is (byte)' ' or (byte)'\t');

        ReadOnlySpan<byte> field = left[..end];
        left = left[end..];
        return field;
    }
}
