using System;
using System.Buffers.Text;

namespace LvsMon.Core.Values;

/// <summary>Reads addresses as <c>ipvsadm -n</c> prints them (inet_ntop(3)) and as they are asked for on the control
/// socket, from bytes and without allocating.</summary>
internal static class EndpointReader
{
    /// <summary>Reads <c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>; the port is 0–65535.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out Endpoint endpoint)
    {
        endpoint = default;
        int colon = text.LastIndexOf((byte)':');
        if (colon < 0 || !TryReadNumber(text[(colon + 1)..], ushort.MaxValue, out long port))
        {
            return false;
        }

        ReadOnlySpan<byte> host = text[..colon];
        bool bracketed = host.Length > 2 && host[0] == (byte)'[' && host[^1] == (byte)']';
        IpAddress address;
        if (bracketed ? !TryReadV6(host[1..^1], out address) : !TryReadV4(host, out address))
        {
            return false;
        }

        endpoint = new Endpoint(address, (ushort)port);
        return true;
    }

    /// <summary>Reads <c>192.0.2.1</c>, <c>2001:db8::1</c> or <c>[2001:db8::1]</c>; the port is 0.</summary>
    internal static bool TryReadPortless(ReadOnlySpan<byte> text, out Endpoint endpoint)
    {
        bool bracketed = text.Length > 2 && text[0] == (byte)'[' && text[^1] == (byte)']';
        bool read = TryReadV6(bracketed ? text[1..^1] : text, out IpAddress address)
            || (!bracketed && TryReadV4(text, out address));
        endpoint = new Endpoint(address, 0);
        return read;
    }

    /// <summary>Reads decimal digits up to <paramref name="limit"/>; no sign.</summary>
    internal static bool TryReadNumber(ReadOnlySpan<byte> text, long limit, out long number) =>
        Utf8Parser.TryParse(text, out number, out int used)
        && used == text.Length && text[0] is >= (byte)'0' and <= (byte)'9' && number <= limit;

    /// <summary>Reads four decimal numbers.</summary>
    internal static bool TryReadV4(ReadOnlySpan<byte> text, out IpAddress address)
    {
        address = default;
        uint bits = 0;
        for (int i = 0; i < 4; i++)
        {
            int dot = i < 3 ? text.IndexOf((byte)'.') : text.Length;
            if (dot is < 1 or > 3 || !TryReadNumber(text[..dot], 255, out long part))
            {
                return false;
            }

            bits = (bits << 8) | (uint)part;
            text = i < 3 ? text[(dot + 1)..] : default;
        }

        address = IpAddress.FromV4(bits);
        return true;
    }

    /// <summary>Reads an IPv6 address, also with a dotted tail (<c>::ffff:192.0.2.1</c>).</summary>
    internal static bool TryReadV6(ReadOnlySpan<byte> text, out IpAddress address)
    {
        address = default;
        Span<ushort> groups = stackalloc ushort[8];
        int count = 0;
        int gap = -1;
        if (text.StartsWith("::"u8))
        {
            gap = 0;
            text = text[2..];
        }

        while (!text.IsEmpty)
        {
            int colon = text.IndexOf((byte)':');
            ReadOnlySpan<byte> part = colon < 0 ? text : text[..colon];
            if (!TryAppend(part, last: colon < 0, groups, ref count))
            {
                return false;
            }

            if (colon < 0)
            {
                break;
            }

            text = text[(colon + 1)..];
            if (text.IsEmpty)
            {
                return false;
            }

            if (text[0] == (byte)':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = count;
                text = text[1..];
            }
        }

        if (gap < 0 ? count != 8 : count > 7)
        {
            return false;
        }

        address = IpAddress.FromV6(Join(groups[..count], gap));
        return true;
    }

    private static bool TryAppend(ReadOnlySpan<byte> part, bool last, Span<ushort> groups, ref int count)
    {
        if (last && part.Contains((byte)'.'))
        {
            if (count > 6 || !TryReadV4(part, out IpAddress tail))
            {
                return false;
            }

            groups[count++] = (ushort)(tail.V4 >> 16);
            groups[count++] = (ushort)tail.V4;
            return true;
        }

        if (count == 8 || part.Length is 0 or > 4
            || !Utf8Parser.TryParse(part, out uint value, out int used, 'x') || used != part.Length)
        {
            return false;
        }

        groups[count++] = (ushort)value;
        return true;
    }

    private static UInt128 Join(ReadOnlySpan<ushort> groups, int gap)
    {
        UInt128 bits = UInt128.Zero;
        for (int i = 0; i < groups.Length; i++)
        {
            if (i == gap)
            {
                bits <<= 16 * (8 - groups.Length);
            }

            bits = (bits << 16) | groups[i];
        }

        // A gap at the end shifts what stands before it to the front; a shift by 128 would not, but then all is zero.
        return gap == groups.Length && groups.Length > 0 ? bits << (16 * (8 - groups.Length)) : bits;
    }
}
