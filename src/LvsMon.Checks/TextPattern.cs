using System;
using System.Buffers;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;

namespace LvsMon.Checks;

/// <summary>
/// A regular expression over a peer's bytes read as UTF-8. The engine does not backtrack, so its time is linear in the
/// text; it may allocate, which is why checks with a pattern stand outside the promise of a loop without allocation.
/// </summary>
internal sealed class TextPattern
{
    /// <summary>Bytes of text looked at, at most.</summary>
    internal const int MaxBytes = 4096;

    private const int MaxPatternChars = 512;
    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <summary>How long a match may take.</summary>
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromMilliseconds(5);

    private readonly Regex _regex;

    private TextPattern(Regex regex)
    {
        _regex = regex;
    }

    /// <summary>Compiles an option's pattern, or reports and returns null.</summary>
    internal static TextPattern? Compile(
        CheckOption option, string pattern, TimeSpan timeout, ICheckDiagnostics diagnostics)
    {
        if (pattern.Length is 0 or > MaxPatternChars)
        {
            diagnostics.Error(option, $"a regular expression has 1 to {MaxPatternChars} characters");
            return null;
        }

        try
        {
            TextPattern compiled = new(new Regex(pattern, Options, timeout));

            // The first match makes the engine's code and tables; it must not be charged to a server.
            compiled.Match("warm up"u8);
            return compiled;
        }
        catch (RegexParseException error)
        {
            string place = error.Offset < pattern.Length ? $"character {error.Offset + 1}" : "its end";
            diagnostics.Error(option, $"{ShownText.Quote(pattern)} is no regular expression: look at {place}");
        }
        catch (NotSupportedException)
        {
            diagnostics.Error(option,
                $"{ShownText.Quote(pattern)} cannot be matched without backtracking; "
                + @"write it without (?=...), (?<=...), (?>...) and \1, and with small counts");
        }

        return null;
    }

    /// <summary>
    /// <see cref="CheckReason.Matched"/>, <see cref="CheckReason.Mismatch"/>, or <see cref="CheckReason.OwnLag"/> when
    /// the match did not end in time: with a linear engine and a short text that is our delay, not the server's.
    /// </summary>
    internal CheckReason Match(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[MaxBytes];
        OperationStatus status = Utf8.ToUtf16(bytes[..Math.Min(bytes.Length, MaxBytes)], text, out _, out int length);
        System.Diagnostics.Debug.Assert(status == OperationStatus.Done, "UTF-16 never has more units than UTF-8 bytes");
        try
        {
            return _regex.IsMatch(text[..length]) ? CheckReason.Matched : CheckReason.Mismatch;
        }
        catch (RegexMatchTimeoutException)
        {
            return CheckReason.OwnLag;
        }
    }
}
