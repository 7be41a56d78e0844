using System;
using System.IO;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.Testing.Tls;
using static LvsMon.SystemTests.Servers.HandChecks;

namespace LvsMon.SystemTests.Servers;

/// <summary>
/// Dialogues inside TLS from the first byte (<c>--tls</c>), for which mail, news and files have ports of their own,
/// against Debian's servers: the certificate, a whole life, and what the server's log says of a check.
/// </summary>
public sealed class ImplicitTlsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _authority;
    private readonly string _pem;

    public ImplicitTlsTests()
    {
        _authority = Write("authority.pem", TestCertificates.AuthorityPem);
        _pem = Write("server.pem", TestCertificates.Pem(TestCertificates.Good));
    }

    public void Dispose() => _folder.Dispose();

    [SystemFact(Needs.Root, "postfix", "master", "setsid")]
    public void Smtps_WholeLife_IsAVisitWithALeave()
    {
        using MailServer server = new(_folder, "mail", "127.0.1.97", pem: _pem, isInside: true);
        ShouldLive(server, () => server.Log, "smtp", "quit=1", "lost connection");

        using MailServer plain = new(_folder, "plain", "127.0.1.97");
        StartServing(plain, "smtp");
        ShouldFail(plain, "tls handshake \"220 mail.example.com", Inside("smtp"));
    }

    [SystemFact(Needs.Root, "dovecot", "setsid")]
    public void Imaps_WholeLife_IsAVisitWithALeave()
    {
        using DovecotServer server = new(_folder, "imap", "127.0.1.98", _pem, isInside: true);
        ShouldLive(server, () => server.Log, "imap", "logging out", "reset by peer");

        using DovecotServer plain = new(_folder, "imap", "127.0.1.98");
        StartServing(plain, "imap");
        ShouldFail(plain, "tls handshake \"* OK ", Inside("imap"));
    }

    [SystemFact(Needs.Root, "dovecot", "setsid")]
    public void Pop3s_WholeLife_IsAVisitWithALeave()
    {
        using DovecotServer server = new(_folder, "pop3", "127.0.1.99", _pem, isInside: true);
        ShouldLive(server, () => server.Log, "pop3", "logging out", "reset by peer");

        using DovecotServer plain = new(_folder, "pop3", "127.0.1.99");
        StartServing(plain, "pop3");
        ShouldFail(plain, "tls handshake \"+OK ", Inside("pop3"));
    }

    [SystemFact(Needs.Root, "vsftpd", "setsid")]
    public void Ftps_WholeLife_IsAVisitWithALeave()
    {
        using FtpServer server = new(_folder, "ftp", "127.0.1.100", _pem, isInside: true);
        ShouldLive(server, () => server.Log, "ftp", "\"221 Goodbye.\"", "DEBUG");

        using FtpServer plain = new(_folder, "plain", "127.0.1.100");
        StartServing(plain, "ftp");
        ShouldFail(plain, "tls handshake \"220 (vsFTPd ", Inside("ftp"));
    }

    [SystemFact(Needs.Root, "innd", "setsid")]
    public void Nntps_WholeLife_PassesOnlyWhileItAnswers()
    {
        using NewsServer server = new(_folder, "news", "127.0.1.101", _pem, isInside: true);
        ShouldLive(server, null, "nntp");

        using NewsServer plain = new(_folder, "plain", "127.0.1.101");
        StartServing(plain, "nntp");
        ShouldFail(plain, "tls handshake \"201 ", Inside("nntp"));
    }

    /// <summary>Up, with another certificate than wanted, hung, back, down; and what the log says of a visit.</summary>
    private void ShouldLive(RealServer server, Func<string>? log, string check, string leave = "", string loss = "")
    {
        string[] inside = Inside(check);
        StartServing(server, inside);
        if (log is not null)
        {
            Wait.Until(() => log().Contains(leave, StringComparison.Ordinal), () => $"it says {leave}:\n{log()}");
            int before = log().Length;
            ShouldPass(server, inside);
            Wait.Until(() => log()[before..].Contains(leave, StringComparison.Ordinal), () => $"again {leave}");
            log()[before..].Should().NotContain(loss);
        }

        ShouldFail(server, "tls name mismatch \"", Inside(check, "b.example"));
        ShouldFail(
            server, "tls certificate untrusted \"issuer ", check, "--tls", "--server-name", TestCertificates.Name);

        server.Freeze();
        ShouldFail(server, "tls timeout", [.. inside, "--receive-timeout", "500ms"]);

        server.Thaw();
        ShouldPass(server, inside);

        server.Stop();
        ShouldFail(server, "connect refused", inside);
    }

    private string[] Inside(string check, string name = TestCertificates.Name) =>
        [check, "--tls", "--server-name", name, "--ca", _authority];

    private string Write(string name, byte[] pem)
    {
        string path = _folder[name];
        File.WriteAllBytes(path, pem);
        return path;
    }
}
