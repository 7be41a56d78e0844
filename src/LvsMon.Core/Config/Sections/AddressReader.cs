using System;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config.Sections;

/// <summary>Reads addresses with ports and tells what is wrong with those that are none.</summary>
internal sealed class AddressReader(Diagnostics diagnostics)
{
    /// <summary>Reads <c>ADDRESS:PORT</c>.</summary>
    /// <param name="word">The word.</param>
    /// <param name="needsPort">False where the port may be left out; it is 0 then.</param>
    /// <param name="endpoint">What it says.</param>
    /// <returns>False after reporting what is wrong.</returns>
    public bool TryEndpoint(Word word, bool needsPort, out Endpoint endpoint)
    {
        if (!Endpoint.TryParse(word.Text, out endpoint) && !TryWithoutPort(word, needsPort, out endpoint))
        {
            Explain(word);
            return false;
        }

        return IsUnicast(word, endpoint.Address);
    }

    /// <summary>The place of a part of a word, when the word stands in the file as it reads.</summary>
    private static SourceSpan Part(Word word, int start, int length)
    {
        int quote = word.Quoted ? 1 : 0;
        return word.Span.Length == word.Text.Length + (2 * quote)
            ? word.Span with { Column = word.Span.Column + start + quote, Length = length }
            : word.Span;
    }

    private static bool TryWithoutPort(Word word, bool needsPort, out Endpoint endpoint)
    {
        ReadOnlySpan<char> text = word.Text;
        bool bracketed = text.Length > 2 && text[0] == '[' && text[^1] == ']';
        if (bracketed)
        {
            text = text[1..^1];
        }

        bool read = IpAddress.TryParse(text, out IpAddress address) && (address.IsV6 || !bracketed);
        endpoint = new Endpoint(address, 0);
        return read && !needsPort;
    }

    private bool IsUnicast(Word word, IpAddress address)
    {
        bool multicast = address.IsV6 ? (address.V6 >> 120) == 0xFF : (address.V4 >> 28) >= 0xE;
        if (!address.IsUnspecified && !multicast)
        {
            return true;
        }

        diagnostics.Error(
            ConfigRules.NotUnicast,
            word.Span,
            $"{address} names no single host; write the address of one (no unspecified, multicast or reserved one)");
        return false;
    }

    /// <summary>Reports why a word is no address with port.</summary>
    private void Explain(Word word)
    {
        ReadOnlySpan<char> text = word.Text;
        int colon = text.LastIndexOf(':');
        if (text.StartsWith('['))
        {
            ExplainBracketed(word);
        }
        else if (colon < 0)
        {
            ExplainHost(word, 0, text.Length);
        }
        else if (text.IndexOf(':') == colon)
        {
            if (ExplainHost(word, 0, colon, portFollows: true))
            {
                ReportPort(word, colon + 1);
            }
        }
        else if (IpAddress.TryParse(text, out _))
        {
            diagnostics.Error(
                ConfigRules.MissingPort,
                word.Span,
                $"{ShownText.Quote(text)} has no port; write an IPv6 address with port as [{text}]:80");
        }
        else if (IpAddress.TryParse(text[..colon], out _))
        {
            diagnostics.Error(
                ConfigRules.AddressBrackets,
                Part(word, 0, colon),
                $"an IPv6 address with port stands in brackets; write [{text[..colon]}]:PORT");
        }
        else
        {
            ReportAddress(word, 0, text.Length);
        }
    }

    private void ExplainBracketed(Word word)
    {
        ReadOnlySpan<char> text = word.Text;
        int close = text.IndexOf(']');
        int length = close < 0 ? text.Length - 1 : close - 1;
        ReadOnlySpan<char> inside = text.Slice(1, length);
        if (close < 0 || !IpAddress.TryParse(inside, out IpAddress address))
        {
            ReportAddress(word, 1, length);
        }
        else if (!address.IsV6)
        {
            diagnostics.Error(
                ConfigRules.BadAddress,
                Part(word, 0, close + 1),
                $"only an IPv6 address stands in brackets; write {address}:PORT");
        }
        else if (close + 1 < text.Length && text[close + 1] == ':')
        {
            ReportPort(word, close + 2);
        }
        else
        {
            ReportMissingPort(word, $"[{address}]");
        }
    }

    /// <summary>Reports a wrong host part or, where no port follows, the missing one.</summary>
    /// <returns>True when the host is an address.</returns>
    private bool ExplainHost(Word word, int start, int length, bool portFollows = false)
    {
        ReadOnlySpan<char> host = word.Text.AsSpan(start, length);
        if (IpAddress.TryParse(host, out IpAddress address))
        {
            if (!portFollows)
            {
                ReportMissingPort(word, address.ToString());
            }

            return true;
        }

        if (IsHostName(host))
        {
            diagnostics.Error(
                ConfigRules.HostName,
                Part(word, start, length),
                $"{ShownText.Quote(host)} is a host name; write its address, names are not looked up");
        }
        else
        {
            ReportAddress(word, start, length);
        }

        return false;
    }

    private static bool IsHostName(ReadOnlySpan<char> host)
    {
        bool letter = false;
        foreach (char c in host)
        {
            letter |= char.IsAsciiLetter(c);
            if (!char.IsAsciiLetterOrDigit(c) && c is not '.' and not '-' and not '_')
            {
                return false;
            }
        }

        return letter;
    }

    private void ReportAddress(Word word, int start, int length)
    {
        ReadOnlySpan<char> shown = word.Text.AsSpan(start, length);
        diagnostics.Error(
            ConfigRules.BadAddress,
            Part(word, start, length),
            $"{ShownText.Quote(shown)} is not an IPv4 or IPv6 address");
    }

    private void ReportPort(Word word, int start)
    {
        ReadOnlySpan<char> port = word.Text.AsSpan(start);
        diagnostics.Error(
            ConfigRules.BadPort,
            port.IsEmpty ? word.Span : Part(word, start, port.Length),
            $"{ShownText.Quote(port)} is not a port; write 1 to 65535");
    }

    private void ReportMissingPort(Word word, string address) => diagnostics.Error(
        ConfigRules.MissingPort, word.Span, $"{ShownText.Quote(word.Text)} has no port; write {address}:80");
}
