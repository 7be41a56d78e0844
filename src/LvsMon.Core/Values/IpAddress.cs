using System;
using System.Net;
using System.Runtime.InteropServices;

namespace LvsMon.Core.Values;

/// <summary>
/// An IPv4 or IPv6 address as a value: no object, no scope, network byte order when copied out. It takes 18 bytes, an
/// <see cref="Endpoint"/> 20: there are several of them for each real server.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
public readonly record struct IpAddress
{
    // Not a UInt128: that wants to stand at a multiple of sixteen bytes, and an address would take 32.
    private readonly ulong _high;
    private readonly ulong _low;

    private IpAddress(ulong high, ulong low, bool isV6)
    {
        _high = high;
        _low = low;
        IsV6 = isV6;
    }

    /// <summary>True for IPv6; an IPv4-mapped IPv6 address is refused by <see cref="TryParse"/>.</summary>
    public bool IsV6 { get; }

    /// <summary>True for 0.0.0.0 and ::, which name no server.</summary>
    public bool IsUnspecified => (_high | _low) == 0;

    /// <summary>The four bytes of an IPv4 address as a number, first byte highest.</summary>
    public uint V4 => (uint)_low;

    /// <summary>The sixteen bytes of an IPv6 address as a number, first byte highest.</summary>
    public UInt128 V6 => new(_high, _low);

    /// <summary>Makes an IPv4 address from its number, first byte highest.</summary>
    public static IpAddress FromV4(uint bits) => new(0, bits, isV6: false);

    /// <summary>Makes an IPv6 address from its number, first byte highest.</summary>
    public static IpAddress FromV6(UInt128 bits) => new((ulong)(bits >> 64), (ulong)bits, isV6: true);

    /// <summary>
    /// Reads the usual written forms: four decimal numbers without leading zeros, or RFC 4291 §2.2 without brackets.
    /// Zone ids (<c>%eth0</c>), IPv4-mapped forms, octal and shortened IPv4 forms are refused.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out IpAddress address)
    {
        address = default;
        if (text.Contains(':'))
        {
            return TryParseV6(text, out address);
        }

        uint bits = 0;
        int dots = 0;
        while (true)
        {
            int dot = text.IndexOf('.');
            ReadOnlySpan<char> part = dot < 0 ? text : text[..dot];
            if (!TryParseByte(part, out uint value))
            {
                return false;
            }

            bits = (bits << 8) | value;
            if (dot < 0)
            {
                break;
            }

            if (++dots > 3)
            {
                return false;
            }

            text = text[(dot + 1)..];
        }

        if (dots != 3)
        {
            return false;
        }

        address = FromV4(bits);
        return true;
    }

    /// <summary>Writes the shortest usual form (RFC 5952 for IPv6), at most 45 characters.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[45];
        int length = Format(text);
        return new string(text[..length]);
    }

    /// <summary>Writes the form of <see cref="ToString"/> into <paramref name="text"/> (45 characters
    /// suffice).</summary>
    /// <returns>The number of characters written.</returns>
    public int Format(Span<char> text)
    {
        return IsV6 ? AddressText.FormatV6(V6, text) : AddressText.FormatV4(V4, text);
    }

    private static bool TryParseByte(ReadOnlySpan<char> part, out uint value)
    {
        value = 0;
        if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0'))
        {
            return false;
        }

        foreach (char c in part)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (uint)(c - '0');
        }

        return value <= 255;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out IpAddress address)
    {
        address = default;
        if (text.ContainsAny('%', '[', ']') || text.Contains('/') || !IPAddress.TryParse(text, out IPAddress? parsed)
            || parsed.IsIPv4MappedToIPv6)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        if (!parsed.TryWriteBytes(bytes, out int written) || written != 16)
        {
            return false;
        }

        UInt128 bits = UInt128.Zero;
        foreach (byte b in bytes)
        {
            bits = (bits << 8) | b;
        }

        address = FromV6(bits);
        return true;
    }
}
