using System;
using System.Buffers;
using System.Collections.Generic;

namespace LvsMon.Checks.Http;

/// <summary>The classes of bytes of RFC 9110 §5 and RFC 5234.</summary>
internal static class HttpBytes
{
    internal const byte Cr = 13;
    internal const byte Lf = 10;
    internal const byte Tab = 9;
    internal const byte Space = 32;

    private static readonly SearchValues<byte> Tokens = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"u8);

    private static readonly SearchValues<byte> Controls = SearchValues.Create(AllControls());

    internal static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    internal static bool IsBlank(byte value) => value is Space or Tab;

    /// <summary>What may stand in a reason phrase or a field value: everything but controls; HTAB is no control
    /// here.</summary>
    internal static bool IsText(byte value) => value is Tab or (>= Space and not 0x7F);

    /// <summary>RFC 9110 §5.6.2, a character of a token.</summary>
    internal static bool IsToken(byte value) =>
        IsDigit(value) || value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z')
            or (byte)'!' or (byte)'#' or (byte)'$' or (byte)'%' or (byte)'&' or (byte)'\'' or (byte)'*' or (byte)'+'
            or (byte)'-' or (byte)'.' or (byte)'^' or (byte)'_' or (byte)'`' or (byte)'|' or (byte)'~';

    /// <summary>The index of the first byte that is not of a token, or the length.</summary>
    internal static int TokenEnd(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOfAnyExcept(Tokens);
        return end < 0 ? bytes.Length : end;
    }

    /// <summary>The index of the first byte from <paramref name="start"/> on that is not text, or the length.</summary>
    internal static int TextEnd(ReadOnlySpan<byte> bytes, int start)
    {
        int end = bytes[start..].IndexOfAny(Controls);
        return end < 0 ? bytes.Length : start + end;
    }

    /// <summary>The length of the line end at an index: 2 for CR LF, 1 for LF, 0 when none is whole there.</summary>
    internal static int LineEnd(ReadOnlySpan<byte> bytes, int at)
    {
        if (at < bytes.Length && bytes[at] == Lf)
        {
            return 1;
        }

        return at + 1 < bytes.Length && bytes[at] == Cr && bytes[at + 1] == Lf ? 2 : 0;
    }

    /// <summary>True for a token of at least one character.</summary>
    internal static bool IsToken(string text)
    {
        foreach (char c in text)
        {
            if (c >= 0x80 || !IsToken((byte)c))
            {
                return false;
            }
        }

        return text.Length > 0;
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    internal static int HexValue(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => -1,
    };

    /// <summary>No query: over bytes it would be compiled in pairs with every other type of a query.</summary>
    private static byte[] AllControls()
    {
        List<byte> controls = [];
        for (byte value = 0; value < 0x80; value++)
        {
            if (!IsText(value))
            {
                controls.Add(value);
            }
        }

        return [.. controls];
    }
}
