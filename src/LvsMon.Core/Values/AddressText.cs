using System;

namespace LvsMon.Core.Values;

/// <summary>Writes addresses as text without allocating.</summary>
internal static class AddressText
{
    private const string Hex = "0123456789abcdef";

    internal static int FormatV4(uint bits, Span<char> text)
    {
        int length = 0;
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            uint part = (bits >> shift) & 0xFF;
            if (part >= 100)
            {
                text[length++] = (char)('0' + (part / 100));
            }

            if (part >= 10)
            {
                text[length++] = (char)('0' + (part / 10 % 10));
            }

            text[length++] = (char)('0' + (part % 10));
            if (shift > 0)
            {
                text[length++] = '.';
            }
        }

        return length;
    }

    /// <summary>RFC 5952: lower case, no leading zeros, the longest run of two or more zero groups as
    /// <c>::</c>.</summary>
    internal static int FormatV6(UInt128 bits, Span<char> text)
    {
        Span<ushort> groups = stackalloc ushort[8];
        for (int i = 0; i < 8; i++)
        {
            groups[i] = (ushort)(bits >> (16 * (7 - i)));
        }

        (int gapStart, int gapLength) = LongestZeroRun(groups);
        int length = 0;
        for (int i = 0; i < 8; i++)
        {
            if (gapLength > 1 && i == gapStart)
            {
                text[length++] = ':';
                text[length++] = ':';
                i += gapLength - 1;
                continue;
            }

            if (i > 0 && !(gapLength > 1 && i == gapStart + gapLength))
            {
                text[length++] = ':';
            }

            length += FormatGroup(groups[i], text[length..]);
        }

        return length;
    }

    private static (int Start, int Length) LongestZeroRun(ReadOnlySpan<ushort> groups)
    {
        int bestStart = 0;
        int bestLength = 0;
        int start = 0;
        for (int i = 0; i <= groups.Length; i++)
        {
            if (i < groups.Length && groups[i] == 0)
            {
                continue;
            }

            if (i - start > bestLength)
            {
                bestStart = start;
                bestLength = i - start;
            }

            start = i + 1;
        }

        return (bestStart, bestLength);
    }

    private static int FormatGroup(ushort group, Span<char> text)
    {
        int length = 0;
        for (int shift = 12; shift >= 0; shift -= 4)
        {
            int digit = (group >> shift) & 0xF;
            if (digit != 0 || length > 0 || shift == 0)
            {
                text[length++] = Hex[digit];
            }
        }

        return length;
    }
}
