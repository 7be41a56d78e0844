using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Numerics;
using System.Text.RegularExpressions;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Fuzz.Targets;

/// <summary>A second opinion on the words of ipvsadm's listings: expressions, and the platform's reader of
/// addresses.</summary>
internal static partial class TableWords
{
    /// <summary>The words of a line.</summary>
    internal static string[] Of(string line) =>
        line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A number up to a limit, or null.</summary>
    internal static long? Number(string word, long limit)
    {
        if (!Digits().IsMatch(word))
        {
            return null;
        }

        BigInteger number = BigInteger.Parse(word, CultureInfo.InvariantCulture);
        return number <= limit ? (long)number : null;
    }

    /// <summary>An address and a port, or null.</summary>
    internal static Endpoint? Place(string word)
    {
        Match match = PlaceExpression().Match(word);
        if (!match.Success || Number(match.Groups["port"].Value, ushort.MaxValue) is not { } port)
        {
            return null;
        }

        IpAddress? address = match.Groups["v6"].Success
            ? V6(match.Groups["v6"].Value)
            : V4(match.Groups["v4"].Value);
        return address is { } known ? new Endpoint(known, (ushort)port) : null;
    }

    /// <summary>The service that two or three words name, and how many words that were; null when they name
    /// none.</summary>
    /// <param name="words">The words.</param>
    /// <param name="protocols">The words for TCP, UDP, SCTP, marks and IPv6.</param>
    internal static (ServiceKey Key, int Words)? Key(ReadOnlySpan<string> words, string[] protocols)
    {
        if (words.Length < 2)
        {
            return null;
        }

        int protocol = Array.IndexOf(protocols, words[0]);
        if (protocol is >= 0 and < 3)
        {
            return Place(words[1]) is { } place ? (new ServiceKey((ServiceProtocol)protocol, place, 0), 2) : null;
        }

        if (protocol != 3 || Number(words[1].StartsWith('-') ? words[1][1..] : words[1],
            uint.MaxValue) is not { } number)
        {
            return null;
        }

        uint mark = unchecked((uint)(words[1].StartsWith('-') ? -number : number));
        bool isV6 = words.Length > 2 && words[2] == protocols[4];
        IpAddress none = isV6 ? IpAddress.FromV6(UInt128.Zero) : IpAddress.FromV4(0);
        return mark == 0
            ? null
            : (new ServiceKey(ServiceProtocol.FirewallMark, new Endpoint(none, 0), mark), isV6 ? 3 : 2);
    }

    /// <summary>Four decimal numbers, or null.</summary>
    internal static IpAddress? V4(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 4 || !parts.All(part => part.Length <= 3 && Number(part, 255) is not null))
        {
            return null;
        }

        return IpAddress.FromV4(parts.Aggregate(0u, (bits, part) => (bits << 8) | (uint)Number(part, 255)!.Value));
    }

    private static IpAddress? V6(string text)
    {
        // A dotted tail reads as two groups; the platform would take octal numbers in it.
        int tail = text.LastIndexOf(':') + 1;
        if (text[tail..].Contains('.', StringComparison.Ordinal))
        {
            if (V4(text[tail..]) is not { } dotted)
            {
                return null;
            }

            text = string.Create(
                CultureInfo.InvariantCulture, $"{text[..tail]}{dotted.V4 >> 16:x}:{dotted.V4 & 0xFFFF:x}");
        }

        if (!Groups().IsMatch(text) || !IPAddress.TryParse(text, out IPAddress? address)
            || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        return IpAddress.FromV6(address.GetAddressBytes()
            .Aggregate(UInt128.Zero, (bits, value) => (bits << 8) | value));
    }

    [GeneratedRegex(@"\A[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();

    [GeneratedRegex(@"\A[0-9A-Fa-f:]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Groups();

    [GeneratedRegex(@"\A(?:\[(?<v6>.+)\]|(?<v4>[^\[\]]*)):(?<port>[^:]*)\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex PlaceExpression();
}
