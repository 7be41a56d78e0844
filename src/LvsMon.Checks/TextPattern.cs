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

    /// <summary>How long a match may take.</summary>
    internal static readonly TimeSpan DefaultTimeout = TimeSpan.FromMilliseconds(5);

    private readonly Regex _regex;
    private readonly int _lastGroup;

    private TextPattern(Regex regex)
    {
        _regex = regex;
        int[] groups = regex.GetGroupNumbers();
        Groups = groups.Length - 1;
        _lastGroup = groups[^1];
    }

    /// <summary>How many groups it has.</summary>
    internal int Groups { get; }

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
            TextPattern compiled = new(PatternEngine.Make(pattern, timeout));

            // Its own tables.
            compiled.Match("warm up"u8);
            compiled._regex.Match("warm up");
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

    /// <summary>
    /// As <see cref="Match"/>, of a pattern with one group, and where in the bytes the group's text stands; a match
    /// without the group is none. Allocates when the text matches: the engine tells groups of a string only.
    /// </summary>
    internal CheckReason Find(ReadOnlySpan<byte> bytes, out ushort start, out int length)
    {
        start = 0;
        length = 0;
        CheckReason reason = Match(bytes);
        if (reason != CheckReason.Matched)
        {
            return reason;
        }

        Span<char> text = stackalloc char[MaxBytes];
        bytes = bytes[..Math.Min(bytes.Length, MaxBytes)];
        Utf8.ToUtf16(bytes, text, out _, out int chars);
        Group group;
        try
        {
            group = _regex.Match(new string(text[..chars])).Groups[_lastGroup];
        }
        catch (RegexMatchTimeoutException)
        {
            return CheckReason.OwnLag;
        }

        // What is not UTF-8 became U+FFFD in the text: the bytes themselves are wanted.
        Utf8.ToUtf16(bytes, text[..group.Index], out int before, out _);
        Utf8.ToUtf16(bytes[before..], text[..group.Length], out length, out _);
        start = (ushort)before;
        return group.Success ? CheckReason.Matched : CheckReason.Mismatch;
    }
}
