using System;
using System.Text;
using System.Text.RegularExpressions;

namespace LvsMon.Checks.Tests.Http;

/// <summary>
/// A second opinion on where a response's header section ends, written as one expression over the whole answer
/// instead of a machine that takes bytes: interim responses, then a status line, field lines and a blank line.
/// </summary>
internal static partial class HttpOracle
{
    private const string Text = @"[\t\x20-\x7E\x80-\xFF]*";
    private const string Line = $@"(?:[ ]{Text})?\r?\n";
    private const string Field = $@"[!#$%&'*+\-.^_`|~0-9A-Za-z]+:{Text}(?:\r?\n[\t ]{Text})*\r?\n";
    private const string Interim = $@"HTTP/1\.[0-9][ ]1(?!01)[0-9]{{2}}{Line}(?>{Field})*\r?\n";
    private const string Final = $@"HTTP/1\.[0-9][ ](?<code>101|[2-9][0-9]{{2}}){Line}(?>{Field})*\r?\n";

    /// <summary>The code and the length of everything up to and with the blank line; null when it is not all there or
    /// breaks the rules.</summary>
    internal static (short Code, int Length)? Header(ReadOnlySpan<byte> answer)
    {
        Match match = Head().Match(Encoding.Latin1.GetString(answer));
        return match.Success ? (short.Parse(match.Groups["code"].ValueSpan), match.Length) : null;
    }

    [GeneratedRegex($"\\A(?>{Interim})*{Final}", RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
