using System;
using System.Globalization;
using System.Text;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Dns;

/// <summary>Names as they stand in messages (RFC 1035 §3.1, §4.1.4).</summary>
internal static class DnsName
{
    /// <summary>Longest name on the wire.</summary>
    internal const int MaxBytes = 255;

    private const int MaxLabel = 63;
    private const byte PointerMark = 0xC0;

    /// <summary>The bytes of a name as people write it, without pointers; null when it is none.</summary>
    internal static byte[]? Encode(string text)
    {
        string name = text.EndsWith('.') ? text[..^1] : text;
        if (name.Length == 0)
        {
            return text == "." ? [0] : null;
        }

        byte[] bytes = new byte[name.Length + 2];
        int at = 0;
        foreach (string label in name.Split('.'))
        {
            if (label.Length is 0 or > MaxLabel || at + label.Length + 2 > MaxBytes)
            {
                return null;
            }

            bytes[at++] = (byte)label.Length;
            foreach (char letter in label)
            {
                if (letter is <= ' ' or >= '\x7f')
                {
                    return null;
                }

                bytes[at++] = (byte)letter;
            }
        }

        return bytes;
    }

    /// <summary>The name under which the name of an address stands (RFC 1035 §3.5, RFC 3596 §2.5).</summary>
    internal static string OfAddress(in IpAddress address)
    {
        StringBuilder name = new();
        if (!address.IsV6)
        {
            uint v4 = address.V4;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{v4 & 255}.{(v4 >> 8) & 255}.{(v4 >> 16) & 255}.{v4 >> 24}.in-addr.arpa");
        }

        for (int digit = 0; digit < 32; digit++)
        {
            name.Append(CultureInfo.InvariantCulture, $"{(uint)(address.V6 >> (4 * digit)) & 15:x}.");
        }

        return name.Append("ip6.arpa").ToString();
    }

    /// <summary>
    /// Where a name of a message ends, or -1 when it does not. Only its own bytes are looked at, not what it points to.
    /// </summary>
    internal static int Skip(ReadOnlySpan<byte> message, int at)
    {
        for (int length = 0; length <= MaxBytes && at < message.Length;)
        {
            byte label = message[at];
            if (label == 0)
            {
                return at + 1;
            }

            if ((label & PointerMark) == PointerMark)
            {
                return at + 2 <= message.Length ? at + 2 : -1;
            }

            if (label > MaxLabel)
            {
                return -1;
            }

            at += label + 1;
            length += label + 1;
        }

        return -1;
    }

    /// <summary>
    /// True when the name at a place of a message is this one, letters of any case (RFC 4343 §3). A pointer is followed
    /// only backwards, so that the walk ends.
    /// </summary>
    internal static bool Equals(ReadOnlySpan<byte> message, int at, ReadOnlySpan<byte> name)
    {
        int least = at;
        while (at < message.Length)
        {
            byte label = message[at];
            if ((label & PointerMark) == PointerMark)
            {
                int to = at + 1 < message.Length ? ((label & ~PointerMark) << 8) | message[at + 1] : message.Length;
                if (to >= least)
                {
                    return false;
                }

                at = to;
                least = to;
                continue;
            }

            int whole = label + 1;
            if (label > MaxLabel || at + whole > message.Length || whole > name.Length
                || name[0] != label || !Ascii.EqualsIgnoreCase(message.Slice(at + 1, label), name[1..whole]))
            {
                return false;
            }

            at += whole;
            name = name[whole..];
            if (label == 0)
            {
                return name.IsEmpty;
            }
        }

        return false;
    }
}
