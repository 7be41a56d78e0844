using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Checks.Banner;
using LvsMon.Core.Checks;

namespace LvsMon.Fuzz.Targets;

/// <summary>The greetings that the check <c>banner</c> reads: all presets, and the other ways to say what is
/// right.</summary>
internal sealed class BannerTarget : IFuzzTarget
{
    private const int Cap = 1024;

    private static readonly BannerPlugin Plugin = new(TimeSpan.FromMinutes(1));

    private readonly (CheckPlay Play, Func<string, CheckResult?> Reference)[] _checks =
    [
        Make(BannerReference.Ssh, "--preset", "ssh"),
        Make(BannerReference.Smtp, "--preset", "smtp"),
        Make(BannerReference.Nntp, "--preset", "nntp"),
        Make(BannerReference.Ftp, "--preset", "ftp"),
        Make(BannerReference.Pop3, "--preset", "pop3"),
        Make(BannerReference.Imap, "--preset", "imap"),
        Make(text => text.Length > 0 ? new CheckResult(CheckReason.Matched) : null),
        Make(Prefix, "--expect", "220 ready"),
        Make(FirstLine, "--regex", "^220.*ready$"),
    ];

    /// <inheritdoc/>
    public string Name => "banner";

    /// <inheritdoc/>
    public IReadOnlyList<string> Scopes { get; } =
    [
        "LvsMon.Checks.ByteProgram", "LvsMon.Checks.Preview", "LvsMon.Checks.TextPattern", "LvsMon.Checks.Banner.C",
        "LvsMon.Checks.Banner.F", "LvsMon.Checks.Banner.G", "LvsMon.Checks.Banner.P", "LvsMon.Checks.Banner.R",
        "LvsMon.Checks.Banner.S",
        "LvsMon.Checks.Banner.W",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Words { get; } =
    [
        "SSH-", "SSH-2.0-", "SSH-1.99-", "SSH-1.", "2.0-", "220", "220-", "220 ", "120 ", "120-", "200 ", "201 ", "221",
        "554 ", "421 ", "000", "+OK", "-ERR", "* OK", "* PREAUTH", "* BYE", "* ok", " ", "-", "\r\n", "\n", "\r", "\0",
        "ready", "220 ready\r\n", "OpenSSH_9.2p1", "ESMTP",
        "0123456789012345678901234567890123456789012345678901234567890123456789",
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Seeds { get; } =
    [
        "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "welcome\r\nSSH-1.99-x\n", "220 mail ESMTP ready\r\n",
        "220-one\r\n220-two\r\n220 ready\r\n", "120 later\r\n220-free\r\n 220 text\r\n999 x\r\n220 now\r\n",
        "554 no\r\n", "200 posting\r\n", "201 no posting\r\n", "+OK ready\r\n", "-ERR busy\r\n",
        "* OK [CAPABILITY] x\r\n",
        "* PREAUTH x\r\n", "* BYE\r\n", "SSH-2.0-" + new string('x', 240) + "\r\n",
    ];

    /// <inheritdoc/>
    public int MaxLength => 1200;

    /// <inheritdoc/>
    public long Steps(int length) => 200_000 + (4_000L * length);

    /// <inheritdoc/>
    public void Try(ReadOnlySpan<byte> input)
    {
        int cut = Cuts.Of(input);
        string text = Encoding.Latin1.GetString(input[..Math.Min(input.Length, Cap)]);
        CheckResult cutOff = new(input.Length > Cap ? CheckReason.TooLong : CheckReason.ClosedEarly);
        foreach ((CheckPlay play, Func<string, CheckResult?> reference) in _checks)
        {
            CheckResult result = play.Play(input, cut);
            CheckResult expected = reference(text) ?? cutOff;

            // The end of the stream ends the first line too; past the cap nothing does.
            expected = reference == FirstLine && expected.Reason == CheckReason.ClosedEarly && text.Length > 0
                ? FirstLine(text + "\n")!.Value
                : expected;
            if (result != expected)
            {
                throw new PromiseBroken("right-verdict", $"{play.Name}: {result}, by the reference {expected}");
            }
        }
    }

    private static (CheckPlay Play, Func<string, CheckResult?> Reference) Make(
        Func<string, CheckResult?> reference, params string[] words) =>
        (new CheckPlay(Plugin, [.. words, "--max-bytes", "1kB"]), reference);

    private static CheckResult? Prefix(string text)
    {
        const string Wanted = "220 ready";
        return text.StartsWith(Wanted, StringComparison.Ordinal) ? new CheckResult(CheckReason.Matched)
            : Wanted.StartsWith(text, StringComparison.Ordinal) ? null
            : new CheckResult(CheckReason.Mismatch);
    }

    private static CheckResult? FirstLine(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        string line = end > 0 && text[end - 1] == '\r' ? text[..(end - 1)] : text[..end];
        bool isRight = line.StartsWith("220", StringComparison.Ordinal)
            && line.AsSpan(3).EndsWith("ready", StringComparison.Ordinal);
        return new CheckResult(isRight ? CheckReason.Matched : CheckReason.Mismatch);
    }
}
