using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using LvsMon.Core.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// A second opinion on an HTTP answer, said of the whole of it: expressions for what a header section is and what can
/// still become one, field values as lists, the body cut out at once. Nothing here takes bytes one after the other.
/// </summary>
internal sealed partial class HttpReference
{
    private const string Text = @"[\t\x20-\x7E\x80-\xFF]*";
    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+";
    private const string LineEnd = @"\r?\n";
    private const string Value = $@"{Text}(?:{LineEnd}[\t ]{Text})*";
    private const string Fields = $@"(?>{Token}:{Value}{LineEnd})*";
    private const string Code = @"(?:[ ]" + Text + @")?" + LineEnd;
    private const string Interim = $@"(?>HTTP/1\.[0-9][ ]1(?!01)[0-9]{{2}}{Code}{Fields}{LineEnd})*";
    private const string FinalLine = $@"HTTP/1\.(?<minor>[0-9])[ ](?<code>101|[2-9][0-9]{{2}}){Code}";
    private const string Head = $@"\A{Interim}{FinalLine}(?<fields>{Fields}){LineEnd}";
    private const string FieldBegun = $@"(?:{Token}(?::{Value}(?:{LineEnd}|\r)?)?|\r)?";
    private const string LineBegun =
        @"(?:H(?:T(?:T(?:P(?:/(?:1(?:\.(?:[0-9](?:[ ](?:[1-9](?:[0-9](?:[0-9](?:[ ]"
        + Text + @")?\r?)?)?)?)?)?)?)?)?)?)?)?)?";

    private const string Begun =
        $@"\A{Interim}(?:{LineBegun}|HTTP/1\.[0-9][ ][1-9][0-9]{{2}}{Code}{Fields}{FieldBegun})\z";

    private static readonly BigInteger Endless = 1 << 30;

    private readonly Func<int, bool> _accepts;
    private readonly Func<string, bool>? _matches;
    private readonly bool _matchesEarly;
    private readonly int _maxBytes;

    /// <summary>Makes one for a check.</summary>
    /// <param name="accepts">The status codes.</param>
    /// <param name="matches">What the content must satisfy, null when no body is read.</param>
    /// <param name="matchesEarly">True when content that goes on can only stay right.</param>
    /// <param name="maxBytes">The cap.</param>
    internal HttpReference(Func<int, bool> accepts, Func<string, bool>? matches, bool matchesEarly, int maxBytes)
    {
        _accepts = accepts;
        _matches = matches;
        _matchesEarly = matchesEarly;
        _maxBytes = maxBytes;
    }

    /// <summary>The result for an answer that the peer ends.</summary>
    internal CheckResult Judge(ReadOnlySpan<byte> answer)
    {
        string text = Encoding.Latin1.GetString(answer[..Math.Min(answer.Length, _maxBytes)]);
        CheckResult cutOff = new(answer.Length > _maxBytes ? CheckReason.TooLong : CheckReason.ClosedEarly);
        Match head = HeadExpression().Match(text);
        if (!head.Success)
        {
            return BegunExpression().IsMatch(text) ? cutOff : new CheckResult(CheckReason.Malformed);
        }

        short code = short.Parse(head.Groups["code"].ValueSpan, CultureInfo.InvariantCulture);
        if (!_accepts(code))
        {
            return new CheckResult(CheckReason.StatusRefused, code);
        }

        if (_matches is null)
        {
            return new CheckResult(CheckReason.StatusAccepted, code);
        }

        Body body = code is < 200 or 204 or 304
            ? new Body("", IsWhole: true)
            : Cut(head, text[head.Length..], answer.Length > _maxBytes);
        if (_matches(body.Content) && (body.IsWhole || _matchesEarly))
        {
            return new CheckResult(CheckReason.Matched, code);
        }

        return body.IsMalformed ? new CheckResult(CheckReason.Malformed)
            : body.IsWhole ? new CheckResult(CheckReason.Mismatch, code)
            : cutOff;
    }

    private static Body Cut(Match head, string rest, bool goesOn)
    {
        List<string> lengths = [];
        List<string> codings = [];
        foreach (Match field in FieldExpression().Matches(head.Groups["fields"].Value))
        {
            string[] values = field.Groups["value"].Value.Replace('\r', ' ').Replace('\n', ' ').Split(',');
            IEnumerable<string> trimmed = values.Select(value => value.Trim(' ', '\t'));
            switch (field.Groups["name"].Value.ToLowerInvariant())
            {
                case "content-length":
                    lengths.AddRange(trimmed);
                    break;
                case "transfer-encoding":
                    codings.Add("");
                    codings.AddRange(trimmed);
                    break;
            }
        }

        if (!lengths.TrueForAll(length => DigitsExpression().IsMatch(length)))
        {
            return Body.Malformed("");
        }

        BigInteger[] sizes = [.. lengths.Select(SizeOf).Distinct()];
        bool isCoded = codings.Count > 0;
        string[] named = [.. codings.Where(coding => coding.Length > 0)];
        bool isChunked = named is [string only] && only.Equals("chunked", StringComparison.OrdinalIgnoreCase);
        bool contradicts = isCoded && (lengths.Count > 0 || head.Groups["minor"].Value == "0");
        if (sizes.Length > 1 || contradicts || (isCoded && !isChunked))
        {
            return Body.Malformed("");
        }

        if (isCoded)
        {
            return CutChunks(rest);
        }

        return sizes.Length == 0 ? new Body(rest, IsWhole: !goesOn)
            : rest.Length >= sizes[0] ? new Body(rest[..(int)sizes[0]], IsWhole: true)
            : new Body(rest, IsWhole: false);
    }

    private static Body CutChunks(string rest)
    {
        StringBuilder content = new();
        while (true)
        {
            Match line = SizeExpression().Match(rest);
            if (!line.Success)
            {
                return SizeBegunExpression().IsMatch(rest)
                    ? new Body(content.ToString(), IsWhole: false)
                    : Body.Malformed(content.ToString());
            }

            BigInteger size = BigInteger.Parse("0" + line.Groups["size"].Value, NumberStyles.HexNumber);
            rest = rest[line.Length..];
            if (size.IsZero)
            {
                return new Body(content.ToString(), IsWhole: true);
            }

            int here = (int)BigInteger.Min(size, rest.Length);
            content.Append(rest, 0, here);
            rest = rest[here..];
            if (rest.Length < 2)
            {
                return "\r\n".StartsWith(rest, StringComparison.Ordinal)
                    ? new Body(content.ToString(), IsWhole: false)
                    : Body.Malformed(content.ToString());
            }

            if (!rest.StartsWith("\r\n", StringComparison.Ordinal))
            {
                return Body.Malformed(content.ToString());
            }

            rest = rest[2..];
        }
    }

    // No cap is near 2^30: what is as large is endless, and all of it is equal.
    private static BigInteger SizeOf(string digits)
    {
        BigInteger size = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
        return size / 10 >= Endless / 10 ? Endless : size;
    }

    [GeneratedRegex(Head, RegexOptions.CultureInvariant)]
    private static partial Regex HeadExpression();

    [GeneratedRegex(Begun, RegexOptions.CultureInvariant)]
    private static partial Regex BegunExpression();

    [GeneratedRegex($@"(?<name>{Token}):(?<value>{Value}){LineEnd}", RegexOptions.CultureInvariant)]
    private static partial Regex FieldExpression();

    [GeneratedRegex(@"\A[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex DigitsExpression();

    [GeneratedRegex($@"\A(?<size>[0-9A-Fa-f]+)[\t ]*(?:;{Text})?\r\n", RegexOptions.CultureInvariant)]
    private static partial Regex SizeExpression();

    [GeneratedRegex($@"\A(?:[0-9A-Fa-f]+[\t ]*(?:;{Text})?\r?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SizeBegunExpression();

    /// <summary>The content of a body as far as it is there and right.</summary>
    private sealed record Body(string Content, bool IsWhole)
    {
        internal bool IsMalformed { get; private init; }

        internal static Body Malformed(string content) => new(content, IsWhole: false) { IsMalformed = true };
    }
}
