using System;
using System.Globalization;

namespace LvsMon.Core.Values;

/// <summary>An address with a port (0–65535; 0 where a firewall mark leaves it out).</summary>
public readonly record struct Endpoint(IpAddress Address, ushort Port)
{
    /// <summary>The longest written form: <c>[</c>45 characters<c>]:65535</c>.</summary>
    public const int MaxTextLength = 53;

    /// <summary>Reads <c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>; the port is 1–65535.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Endpoint endpoint)
    {
        endpoint = default;
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !TryParsePort(text[(colon + 1)..], out ushort port))
        {
            return false;
        }

        ReadOnlySpan<char> host = text[..colon];
        bool bracketed = host.Length > 2 && host[0] == '[' && host[^1] == ']';
        if (bracketed)
        {
            host = host[1..^1];
        }

        if (!IpAddress.TryParse(host, out IpAddress address) || address.IsV6 != bracketed)
        {
            return false;
        }

        endpoint = new Endpoint(address, port);
        return true;
    }

    /// <summary>Reads a port number 1–65535 written in decimal digits only.</summary>
    public static bool TryParsePort(ReadOnlySpan<char> text, out ushort port) =>
        ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port != 0;

    /// <summary>The written form: <c>192.0.2.1:80</c> or <c>[2001:db8::1]:80</c>.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[MaxTextLength];
        return new string(text[..Format(text)]);
    }

    /// <summary>Writes the form of <see cref="ToString"/> (<see cref="MaxTextLength"/> characters suffice).</summary>
    /// <returns>The number of characters written.</returns>
    public int Format(Span<char> text)
    {
        int length = 0;
        if (Address.IsV6)
        {
            text[length++] = '[';
        }

        length += Address.Format(text[length..]);
        if (Address.IsV6)
        {
            text[length++] = ']';
        }

        text[length++] = ':';
        Port.TryFormat(text[length..], out int digits, default, CultureInfo.InvariantCulture);
        return length + digits;
    }
}
