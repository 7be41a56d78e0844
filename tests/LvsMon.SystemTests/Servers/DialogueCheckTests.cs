using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using static LvsMon.SystemTests.Servers.HandChecks;

namespace LvsMon.SystemTests.Servers;

/// <summary>
/// The checks that take their leave, against Debian's servers: up, hung, back, down, the wrong one, and what the
/// server's log says of them.
/// </summary>
public sealed class DialogueCheckTests
{
    [SystemFact(Needs.Root, "postfix", "master", "setsid")]
    public void Smtp_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using MailServer server = new(folder, "mail", "127.0.1.90");
        ShouldTell(server, "smtp", "--helo", "director.example.com");

        server.Start();
        ShouldPass(server, "smtp");
        ShouldFail(server, "mismatch in the greeting \"220 mail.example.com ESMTP Postfix", "nntp");
        ShouldFail(server, "malformed in the greeting \"220 mail.example.com ESMTP Postfix", "imap");
    }

    [SystemFact(Needs.Root, "postfix", "master", "setsid")]
    public void Smtp_Checked_IsLoggedAsADialogue()
    {
        using TempFolder folder = new();
        using MailServer server = new(folder, "mail", "127.0.1.90");
        StartServing(server, "smtp");

        Told(() => server.Log, 0, "quit=1 commands=1");
        int before = server.Log.Length;

        ShouldPass(server, "smtp", "--helo", "[192.0.2.1]");
        Told(() => server.Log, before, "ehlo=1 quit=1 commands=2").Should().NotContain("lost connection");
        before = server.Log.Length;

        ShouldPass(server, "banner", "--preset", "smtp");
        Told(() => server.Log, before, "lost connection after CONNECT").Should().NotContain("quit=1");
    }

    [SystemFact(Needs.Root, "postfix", "master", "setsid")]
    public void Transaction_WithAMailServer_PassesOrNamesItsStep()
    {
        string[] steps =
        [
            "transaction", "--expect", "220 ", "--send-line", "EHLO director.example.com", "--expect-not", "502",
            "--expect-regex", "^250 ", "--send-line",
        ];
        using TempFolder folder = new();
        using MailServer server = new(folder, "mail", "127.0.1.90");
        StartServing(server, "smtp");

        ShouldSoon(server, "PASS ", [.. steps, "QUIT", "--expect", "221 ", "--close"]);
        ShouldSoon(server, "FAIL mismatch in step 6 expect-not \"500 5.5.2 Error: command not recognized\"",
            [.. steps, "HOLA", "--expect-not", "500", "--expect", "221 "]);
        ShouldSoon(server, "FAIL receive timeout in step 6 close \"250 2.0.0 Ok\"",
            [.. steps, "NOOP", "--close", "--receive-timeout", "500ms"]);
    }

    [SystemFact(Needs.Root, "dovecot", "setsid")]
    public void Imap_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using DovecotServer server = new(folder, "imap", "127.0.1.91");
        ShouldTell(server, "imap");

        server.Start();
        ShouldFail(server, "malformed in the greeting \"* OK ", "pop3");
    }

    [SystemFact(Needs.Root, "dovecot", "setsid")]
    public void Imap_Checked_IsLoggedAsALogout()
    {
        using TempFolder folder = new();
        using DovecotServer server = new(folder, "imap", "127.0.1.91");
        StartServing(server, "imap");
        Told(() => server.Log, 0, "logging out");
        int before = server.Log.Length;

        ShouldPass(server, "imap");
        Told(() => server.Log, before, "logging out").Should().NotContain("reset by peer");
        before = server.Log.Length;

        ShouldPass(server, "banner", "--preset", "imap");
        Told(() => server.Log, before, "reset by peer").Should().NotContain("logging out");
    }

    [SystemFact(Needs.Root, "dovecot", "setsid")]
    public void Pop3_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using DovecotServer server = new(folder, "pop3", "127.0.1.91");
        ShouldTell(server, "pop3");

        server.Start();
        ShouldFail(server, "malformed in the greeting \"+OK ", "smtp");
    }

    [SystemFact(Needs.Root, "vsftpd", "setsid")]
    public void Ftp_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using FtpServer server = new(folder, "ftp", "127.0.1.92");
        ShouldTell(server, "ftp");

        server.Start();
        ShouldFail(server, "mismatch after EHLO \"530 ", "smtp", "--helo", "director.example.com");
        ShouldFail(server, "malformed in the greeting \"220 (vsFTPd ", "pop3");
    }

    [SystemFact(Needs.Root, "innd", "setsid")]
    public void Nntp_WholeLife_PassesOnlyWhileItAnswers()
    {
        using TempFolder folder = new();
        using NewsServer server = new(folder, "news", "127.0.1.93");
        ShouldTell(server, "nntp");
    }

    [SystemFact(Needs.Root, "innd", "setsid")]
    public void Nntp_ServerThatIsThrottled_FailsWithItsReason()
    {
        using TempFolder folder = new();
        using NewsServer server = new(folder, "news", "127.0.1.93");
        StartServing(server, "nntp");
        ShouldFail(server, "mismatch in the greeting \"201 news.example.com InterNetNews NNRP server", "smtp");
        ShouldFail(server, "malformed in the greeting \"201 news.example.com InterNetNews NNRP server", "pop3");

        server.Throttle("No space");
        ShouldFail(server, "mismatch in the greeting \"400 No space\"", "nntp");
        ShouldPass(server, "tcp");
    }

    [SystemFact(Needs.Root, "innd", "setsid")]
    public void Nntp_ServerThatCountsConnections_IsRefusedWhenItAsksTooOften()
    {
        using TempFolder folder = new();
        using NewsServer server = new(folder, "news", "127.0.1.93", options: ["-H", "2", "-X", "60"]);
        server.Start();
        ShouldPass(server, "nntp");
        ShouldFail(server, "mismatch in the greeting \"400 Connection rejected, you're making too many", "nntp");
    }

    /// <summary>On a busy machine a pattern may take longer than it is given, which says nothing of the
    /// server.</summary>
    private static void ShouldSoon(RealServer server, string output, string[] check) => Wait.Until(
        () => Check(server, check).Output.StartsWith(output, StringComparison.Ordinal), $"it says {output}");

    /// <summary>What a log says behind a place, once it has these words there.</summary>
    private static string Told(Func<string> log, int from, string words)
    {
        Wait.Until(() => log()[from..].Contains(words, StringComparison.Ordinal), $"the log says {words}");
        return log()[from..];
    }
}
