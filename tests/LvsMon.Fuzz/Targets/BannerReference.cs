using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Core.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>
/// Second opinions on greetings, one for each protocol: what a text that the peer ends comes to. Null stands for a text
/// that could still become anything.
/// </summary>
internal static partial class BannerReference
{
    private const int SshLine = 255;

    private static readonly CheckResult Malformed = new(CheckReason.Malformed);

    /// <summary>RFC 4253 §4.2.</summary>
    internal static CheckResult? Ssh(string text)
    {
        string line = Lines(text).FirstOrDefault(l => l.StartsWith("SSH-", StringComparison.Ordinal)) ?? "";
        string[] versions = ["SSH-2.0-", "SSH-1.99-"];
        if (!versions.Any(v => line.StartsWith(v, StringComparison.Ordinal)))
        {
            int right = versions.Max(v => v.TakeWhile((c, i) => i < line.Length && line[i] == c).Count());
            return right == line.Length ? null
                : line[right] < ' ' ? Malformed
                : new CheckResult(CheckReason.Mismatch);
        }

        if (line.Contains('\0', StringComparison.Ordinal) || line.Length > SshLine)
        {
            return Malformed;
        }

        return line.EndsWith('\n') ? new CheckResult(CheckReason.Matched) : null;
    }

    /// <summary>RFC 5321 §4.2.1.</summary>
    internal static CheckResult? Smtp(string text)
    {
        string? code = null;
        foreach (string line in Lines(text))
        {
            Match match = Reply().Match(line);
            if (!match.Success)
            {
                return ReplyBegun().IsMatch(line) ? null : Malformed;
            }

            string own = match.Groups["code"].Value;
            if (code is not null && own != code)
            {
                return Malformed;
            }

            code = own;
            if (code != "220")
            {
                return Numbered(CheckReason.Mismatch, code);
            }

            if (match.Groups["separator"].Value != "-")
            {
                return line.EndsWith('\n') ? Numbered(CheckReason.Matched, code) : null;
            }
        }

        return null;
    }

    /// <summary>RFC 3977 §5.1.</summary>
    internal static CheckResult? Nntp(string text)
    {
        string line = Lines(text).FirstOrDefault() ?? "";
        Match match = Reply().Match(line);
        if (!match.Success || match.Groups["separator"].Value == "-")
        {
            return ReplyBegun().IsMatch(line) ? null : Malformed;
        }

        string code = match.Groups["code"].Value;
        return code is not ("200" or "201") ? Numbered(CheckReason.Mismatch, code)
            : line.EndsWith('\n') ? Numbered(CheckReason.Matched, code)
            : null;
    }

    /// <summary>RFC 959 §4.2.</summary>
    internal static CheckResult? Ftp(string text)
    {
        string? open = null;
        foreach (string line in Lines(text))
        {
            Match match = Reply().Match(line);
            if (open is not null)
            {
                bool closes = match.Success && match.Groups["code"].Value == open
                    && match.Groups["separator"].Value != "-";
                if (!closes)
                {
                    continue;
                }
            }
            else if (!match.Success)
            {
                return ReplyBegun().IsMatch(line) ? null : Malformed;
            }
            else if (match.Groups["code"].Value is not ("220" or "120"))
            {
                return Numbered(CheckReason.Mismatch, match.Groups["code"].Value);
            }
            else if (match.Groups["separator"].Value == "-")
            {
                open = match.Groups["code"].Value;
                continue;
            }

            if (!line.EndsWith('\n'))
            {
                return null;
            }

            open = null;
            if (match.Groups["code"].Value == "220")
            {
                return Numbered(CheckReason.Matched, "220");
            }
        }

        return null;
    }

    /// <summary>RFC 1939 §4.</summary>
    internal static CheckResult? Pop3(string text) =>
        Word(text, StringComparison.Ordinal, ["+OK"], ["-ERR"]);

    /// <summary>RFC 9051 §7.1.</summary>
    internal static CheckResult? Imap(string text) =>
        Word(text, StringComparison.OrdinalIgnoreCase, ["* OK", "* PREAUTH"], ["* BYE"]);

    private static CheckResult? Word(string text, StringComparison comparison, string[] good, string[] bad)
    {
        foreach (string word in good.Concat(bad))
        {
            if (text.Length <= word.Length)
            {
                if (word.StartsWith(text, comparison))
                {
                    return null;
                }
            }
            else if (text.StartsWith(word, comparison) && text[word.Length] is ' ' or '\r' or '\n')
            {
                return bad.Contains(word) ? new CheckResult(CheckReason.Mismatch)
                    : text.Contains('\n', StringComparison.Ordinal) ? new CheckResult(CheckReason.Matched)
                    : null;
            }
        }

        return Malformed;
    }

    private static CheckResult Numbered(CheckReason reason, string code) =>
        new(reason, short.Parse(code, CultureInfo.InvariantCulture));

    // With their ends; the last may have none.
    private static string[] Lines(string text) => [.. LineExpression().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[^\n]*\n|[^\n]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex LineExpression();

    [GeneratedRegex(@"\A(?<code>[0-9]{3})(?<separator>[- \r\n])", RegexOptions.CultureInvariant)]
    private static partial Regex Reply();

    [GeneratedRegex(@"\A[0-9]{0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ReplyBegun();
}
