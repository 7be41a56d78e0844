using System;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Http;

/// <summary>
/// Reads <c>http://host[:port]/path?query</c> and <c>https://</c> (RFC 3986, RFC 9110 §4.2)
/// without changing a byte of path and query:
/// what is percent-encoded stays so, dots are not resolved. What a health check never needs is refused with a reason.
/// </summary>
internal static class UrlReader
{
    private const string Scheme = "http://";
    private const string SecureScheme = "https://";
    private const int DefaultPort = 80;
    private const int SecurePort = 443;
    private const int MaxHostChars = 253;

    /// <summary>Reads the URL, or says what to write instead.</summary>
    internal static bool TryRead(string url, [NotNullWhen(true)] out UrlTarget? target, out string mistake)
    {
        target = null;
        mistake = Scan(url, out UrlTarget scanned);
        if (mistake.Length > 0)
        {
            return false;
        }

        target = scanned;
        return true;
    }

    private static string Scan(string url, out UrlTarget target)
    {
        target = UrlTarget.Root;
        bool isSecure = url.StartsWith(SecureScheme, StringComparison.OrdinalIgnoreCase);
        if (!isSecure && !url.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return $"{ShownText.Quote(url)} is no http URL; write such as http://www.example.com/health";
        }

        string rest = url[(isSecure ? SecureScheme : Scheme).Length..];
        int end = rest.AsSpan().IndexOfAny('/', '?', '#');
        string authority = end < 0 ? rest : rest[..end];
        string behind = end < 0 ? "" : rest[end..];
        int standardPort = isSecure ? SecurePort : DefaultPort;
        string mistake = ScanAuthority(authority, standardPort, out string host, out string name);
        if (mistake.Length > 0)
        {
            return mistake;
        }

        string path = behind.StartsWith('/') ? behind : "/" + behind;
        target = new UrlTarget(host, path, name, isSecure);
        return ScanPath(path);
    }

    private static string ScanAuthority(string authority, int standardPort, out string host, out string name)
    {
        host = "";
        name = "";
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return "a URL here has no user name or password; send them with --header \"Authorization: ...\"";
        }

        int colon = PortColon(authority);
        string written = colon < 0 ? authority : authority[..colon];
        int port = standardPort;
        if (colon >= 0 && !TryPort(authority.AsSpan(colon + 1), out port))
        {
            return $"{ShownText.Quote(authority.AsSpan(colon + 1))} is no port from 1 to 65535";
        }

        name = written;
        if (written.StartsWith('[') && written.EndsWith(']'))
        {
            name = written[1..^1];
            if (!IpAddress.TryParse(name, out IpAddress address) || !address.IsV6)
            {
                return $"{ShownText.Quote(written)} is no IPv6 address";
            }
        }
        else if (!IsHostName(name))
        {
            return $"{ShownText.Quote(name)} is no host name or address; names of other scripts are written as xn--...";
        }

        host = port == standardPort ? written : string.Create(CultureInfo.InvariantCulture, $"{written}:{port}");
        return "";
    }

    private static string ScanPath(string path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            char c = path[i];
            if (c == '#')
            {
                return "a fragment (#...) is never sent; leave it out";
            }

            if (c == '%'
                && !(i + 2 < path.Length && char.IsAsciiHexDigit(path[i + 1]) && char.IsAsciiHexDigit(path[i + 2])))
            {
                return "% is followed by two hexadecimal digits; a percent sign itself is written %25";
            }

            if (c != '%' && !IsPathCharacter(c))
            {
                return c is > ' ' and < (char)0x7F
                    ? string.Create(CultureInfo.InvariantCulture, $"{c} cannot stand in a URL; write %{(int)c:X2}")
                    : "blanks, controls and letters outside ASCII cannot stand in a URL; write them as %NN";
            }
        }

        return "";
    }

    // The colon before the port: not one of those inside the brackets of an IPv6 address.
    private static int PortColon(string authority)
    {
        int colon = authority.LastIndexOf(':');
        return colon > authority.LastIndexOf(']') ? colon : -1;
    }

    private static bool TryPort(ReadOnlySpan<char> text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port is >= 1 and <= ushort.MaxValue;

    private static bool IsHostName(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_'))
            {
                return false;
            }
        }

        return name.Length is > 0 and <= MaxHostChars;
    }

    // RFC 3986 §3.3 and §3.4: pchar, "/" and "?", without the percent sign.
    private static bool IsPathCharacter(char c) =>
        char.IsAsciiLetterOrDigit(c) || "-._~!$&'()*+,;=:@/?".Contains(c, StringComparison.Ordinal);
}
