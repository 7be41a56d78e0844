using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Checks.Banner;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Banner;

/// <summary>The contract, with greetings for each rule of docs/reference/checks.md.</summary>
public sealed class BannerPluginTests : CheckContractTests
{
    private static readonly string[] None = [];
    private static readonly string[] Expect = ["--expect", "SSH-2.0-"];
    private static readonly string[] Pattern = ["--regex", "^220 .*ready$"];
    private static readonly string[] Ssh = ["--preset", "ssh"];
    private static readonly string[] Smtp = ["--preset", "smtp"];
    private static readonly string[] Pop3 = ["--preset", "pop3"];
    private static readonly string[] Imap = ["--preset", "imap"];
    private static readonly string[] Ftp = ["--preset", "ftp"];
    private static readonly string[] Nntp = ["--preset", "nntp"];

    protected override ICheckPlugin Plugin { get; } = new BannerPlugin(NoHurry);

    protected override IEnumerable<CheckSample> Samples =>
        [.. Texts(), .. SshLines(), .. SmtpReplies(), .. FtpReplies(), .. OneLiners(), .. Caps()];

    [Fact]
    public void Connection_Made_SendsNothing()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, Smtp));

        runner.Connect();

        runner.IsDone.Should().BeFalse();
        runner.Sent.Length.Should().Be(0);
    }

    [Fact]
    public void Ways_TwoGiven_AreRefused()
    {
        CheckCompiler.Errors(Plugin, "--expect", "x", "--preset", "ssh").Should()
            .Equal("--expect and --preset do not go together; keep one");
    }

    [Fact]
    public void Values_Wrong_AreRefused()
    {
        CheckCompiler.Errors(Plugin, "--expect", "").Single().Should().Be("the expected text has 1 to 512 bytes");
        CheckCompiler.Errors(Plugin, "--expect", new string('x', 513)).Should().HaveCount(1);
        CheckCompiler.Errors(Plugin, "--regex", "(").Single().Should().StartWith("\"(\" is no regular expression");
        CheckCompiler.Errors(Plugin, "--preset", "shh").Single().Should().EndWith("did you mean \"ssh\"?");
        CheckCompiler.Errors(Plugin, "--max-bytes", "1").Single().Should().Contain("1kB to 1MB");
    }

    private static IEnumerable<CheckSample> Texts()
    {
        yield return Welcomes(None, "\0");
        yield return Closes(None, "", "");
        yield return new(None, "", Closes: false, CheckReason.None);
        yield return Welcomes(Expect, "SSH-2.0-");
        yield return Welcomes(Expect, "SSH-2.0-OpenSSH_9.6p1\r\n");
        yield return Refuses(Expect, "SSH-1.5-x\r\nmore", "SSH-1.5-x");
        yield return Closes(Expect, "SSH-2.", "SSH-2.");
        yield return Welcomes(["--expect", "\uDCFF\uDCFD"], "\xFF\xFD\x18");
        yield return Refuses(["--expect", "\uDCFF"], "\xC3\xBF", "\xC3\xBF");
        yield return Welcomes(Pattern, "220 all ready\r\nmore");
        yield return Welcomes(Pattern, "220 all ready\n");
        yield return Welcomes(Pattern, "220 all ready", closes: true);
        yield return new(Pattern, "220 all ready", Closes: false, CheckReason.None);
        yield return Refuses(Pattern, "421 not ready\r\n220 ready\r\n", "421 not ready");
        yield return Refuses(Pattern, "\r\n220 ready\r\n", "");
        yield return Closes(Pattern, "", "");
        yield return Refuses(Pattern, new string('x', 5000), new string('x', 64));
    }

    private static IEnumerable<CheckSample> SshLines()
    {
        yield return Welcomes(Ssh, "SSH-2.0-OpenSSH_9.6p1 Debian-3\r\n");
        yield return Welcomes(Ssh, "SSH-1.99-Cisco-1.25\n");
        yield return Welcomes(Ssh, "Warning: this is\r\n\nS\r\nSSx\r\nours\r\nSSH-2.0-x\r\n");
        yield return Welcomes(Ssh, $"SSH-2.0-{new string('x', 245)}\r\n");
        yield return Breaks(Ssh, $"SSH-2.0-{new string('x', 246)}\r\n");
        yield return Breaks(Ssh, "SSH-2.0-x\0y\r\n");
        yield return Breaks(Ssh, "SSH-2.\r\n");
        yield return Refuses(Ssh, "SSH-1.5-x\r\n", "SSH-1.5-x");
        yield return Refuses(Ssh, "SSH-2.1-x\r\n", "SSH-2.1-x");
        yield return Closes(Ssh, "SSH-2.0-OpenSSH", "SSH-2.0-OpenSSH");
        yield return Closes(Ssh, "Exceeded MaxStartups\r\n", "Exceeded MaxStartups");
        yield return new(Ssh, "Not yet\r\n", Closes: false, CheckReason.None);
    }

    private static IEnumerable<CheckSample> SmtpReplies()
    {
        yield return Welcomes(Smtp, "220 host ESMTP Postfix\r\n", 220);
        yield return Welcomes(Smtp, "220\r\n", 220);
        yield return Welcomes(Smtp, "220-first\r\n220-\r\n220 last\n", 220);
        yield return new(Smtp, "220-postscreen\r\n", Closes: false, CheckReason.None);
        yield return new(Smtp, "220 half", Closes: false, CheckReason.None);
        yield return Refuses(Smtp, "554 no service\r\n", "554 no service", 554);
        yield return Refuses(Smtp, "554-no\r\n554 service\r\n", "554-no", 554);
        yield return Refuses(Smtp, "421\r\n", "421", 421);
        yield return Breaks(Smtp, "220-first\r\n250 last\r\n");
        yield return Breaks(Smtp, "220-first\r\nsecond\r\n");
        yield return Breaks(Smtp, "220x\r\n");
        yield return Breaks(Smtp, "22\r\n");
        yield return Breaks(Smtp, "HTTP/1.1 400 Bad Request\r\n");
        yield return Closes(Smtp, "220 host", "220 host");
        yield return Closes(Smtp, "", "");
    }

    private static IEnumerable<CheckSample> FtpReplies()
    {
        yield return Welcomes(Ftp, "220 ProFTPD ready.\r\n", 220);
        yield return Welcomes(Ftp, "220-Welcome\r\n text\r\n230 files\r\n220-more\r\n22\r\n\r\n220x\r\n220 ready\r\n",
            220);
        yield return Welcomes(Ftp, "220-Welcome\r\n220\r\n", 220);
        yield return Welcomes(Ftp, "120 in 3 minutes\r\n220 ready\r\n", 220);
        yield return Welcomes(Ftp, "120-in\r\n220 no\r\n120 3 minutes\r\n220-x\r\n220 ready\r\n", 220);
        yield return new(Ftp, "120 in 3 minutes\r\n", Closes: false, CheckReason.None);
        yield return Closes(Ftp, "220-Welcome\r\n", "220-Welcome");
        yield return Refuses(Ftp, "421 too many\r\n", "421 too many", 421);
        yield return Refuses(Ftp, "120 later\r\n530 no\r\n", "530 no", 530);
        yield return Breaks(Ftp, "Welcome\r\n220 ready\r\n");
        yield return Breaks(Ftp, "220_\r\n");
        yield return Breaks(Ftp, "120 later\r\n\r\n");
    }

    private static IEnumerable<CheckSample> OneLiners()
    {
        yield return Welcomes(Pop3, "+OK Dovecot ready.\r\n");
        yield return Welcomes(Pop3, "+OK\r\n");
        yield return Welcomes(Pop3, "+OK\n");
        yield return Refuses(Pop3, "-ERR busy\r\n", "-ERR busy");
        yield return Breaks(Pop3, "+OKAY\r\n");
        yield return Breaks(Pop3, "+ok\r\n");
        yield return Closes(Pop3, "+OK", "+OK");
        yield return Welcomes(Imap, "* OK [CAPABILITY IMAP4rev1] ready.\r\n");
        yield return Welcomes(Imap, "* ok\r\n");
        yield return Welcomes(Imap, "* PREAUTH hello\r\n");
        yield return Refuses(Imap, "* BYE later\r\n", "* BYE later");
        yield return Breaks(Imap, "* NO\r\n");
        yield return Breaks(Imap, "* OKAY\r\n");
        yield return Breaks(Imap, "a OK\r\n");
        yield return Welcomes(Nntp, "200 posting\r\n", 200);
        yield return Welcomes(Nntp, "201 no posting\r\n", 201);
        yield return Refuses(Nntp, "400 later\r\n", "400 later", 400);
        yield return Refuses(Nntp, "502 never\r\n", "502 never", 502);
        yield return Breaks(Nntp, "200-many\r\n200 lines\r\n");
    }

    private static IEnumerable<CheckSample> Caps()
    {
        const int Cap = 1024;
        string[] small = ["--max-bytes", "1kB"];
        yield return Welcomes([.. small, .. Smtp], $"220 {new string('x', Cap - 5)}\n", 220);
        yield return new([.. small, .. Smtp], $"220 {new string('x', Cap - 4)}\n", Closes: false, CheckReason.TooLong);
        yield return new([.. small, .. Ssh], new string('\n', 5000), Closes: true, CheckReason.TooLong);
        yield return new([.. small, .. Pattern], new string('x', 5000), Closes: true, CheckReason.TooLong);
        yield return Closes([.. small, .. Ssh], new string('x', Cap), new string('x', 64));
    }

    private static CheckSample Welcomes(string[] options, string answer, short code = 0, bool closes = false) =>
        new(options, answer, closes, CheckReason.Matched, code);

    private static CheckSample Refuses(string[] options, string answer, string evidence, short code = 0) =>
        new(options, answer, Closes: false, CheckReason.Mismatch, code) { Evidence = evidence };

    private static CheckSample Breaks(string[] options, string answer) =>
        new(options, answer, Closes: false, CheckReason.Malformed);

    private static CheckSample Closes(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: true, CheckReason.ClosedEarly) { Evidence = evidence };
}
