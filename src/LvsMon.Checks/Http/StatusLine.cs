using System;

namespace LvsMon.Checks.Http;

/// <summary>
/// Reads <c>HTTP/1.1 200 OK</c> (RFC 9112 §4, RFC 1945 §6.1): <c>HTTP/1.</c> in this case, one digit, one blank, three
/// digits of which the first is not 0; then the line end, or one blank and text without controls. CR LF or LF ends it.
/// </summary>
internal struct StatusLine
{
    private const byte MinorAt = 7;
    private const byte BlankAt = 8;
    private const byte CodeAt = 9;
    private const byte CodeEndAt = 12;
    private const byte ReasonAt = 13;
    private const byte LineFeedAt = 14;

    private byte _at;

    /// <summary>The digit after <c>HTTP/1.</c>.</summary>
    internal byte Minor;

    /// <summary>The status code, 100 to 999 at the end of the line.</summary>
    internal short Code;

    private static ReadOnlySpan<byte> Version => "HTTP/1."u8;

    /// <summary>Takes the next byte of the line.</summary>
    internal ReadStep Take(byte value) => _at switch
    {
        < MinorAt => Go(value == Version[_at]),
        MinorAt => TakeMinor(value),
        BlankAt => Go(value == HttpBytes.Space),
        < CodeEndAt => TakeCode(value),
        CodeEndAt => value == HttpBytes.Space ? Go(true) : TakeEnd(value),
        ReasonAt => HttpBytes.IsText(value) ? ReadStep.More : TakeEnd(value),
        _ => value == HttpBytes.Lf ? ReadStep.End : ReadStep.Malformed,
    };

    /// <summary>Takes the line at once if it is whole and right; only before its first byte.</summary>
    /// <returns>Its length with its end, or 0.</returns>
    internal int TakeLine(ReadOnlySpan<byte> bytes)
    {
        if (_at != 0 || bytes.Length <= CodeEndAt || !bytes.StartsWith(Version) || bytes[BlankAt] != HttpBytes.Space)
        {
            return 0;
        }

        StatusLine line = new() { _at = MinorAt };
        bool isRight = line.TakeMinor(bytes[MinorAt]) == ReadStep.More;
        line._at++;
        for (int at = CodeAt; at < CodeEndAt; at++)
        {
            isRight &= line.TakeCode(bytes[at]) == ReadStep.More;
        }

        int end = bytes[CodeEndAt] == HttpBytes.Space ? HttpBytes.TextEnd(bytes, ReasonAt) : CodeEndAt;
        int length = HttpBytes.LineEnd(bytes, end);
        if (!isRight || length == 0)
        {
            return 0;
        }

        this = line;
        return end + length;
    }

    private ReadStep Go(bool right)
    {
        _at++;
        return right ? ReadStep.More : ReadStep.Malformed;
    }

    private ReadStep TakeMinor(byte value)
    {
        Minor = (byte)(value - '0');
        return Go(HttpBytes.IsDigit(value));
    }

    private ReadStep TakeCode(byte value)
    {
        Code = (short)((Code * 10) + (value - '0'));
        return Go(HttpBytes.IsDigit(value) && (_at > CodeAt || value != '0'));
    }

    private ReadStep TakeEnd(byte value)
    {
        _at = LineFeedAt;
        return value switch
        {
            HttpBytes.Lf => ReadStep.End,
            HttpBytes.Cr => ReadStep.More,
            _ => ReadStep.Malformed,
        };
    }
}
