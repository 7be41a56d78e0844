using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.Testing.Tls;
using static LvsMon.SystemTests.Servers.HandChecks;

namespace LvsMon.SystemTests.Servers;

/// <summary>Checks inside TLS, against nginx and Redis.</summary>
public sealed class TlsCheckTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _authority;

    public TlsCheckTests()
    {
        _authority = Write("authority.pem", TestCertificates.AuthorityPem);
    }

    public void Dispose() => _folder.Dispose();

    [SystemFact("nginx", "setsid")]
    public void Https_WholeLife_PassesOnlyWhileItAnswers()
    {
        using NginxServer server = Nginx(TestCertificates.Good);
        server.Start();
        ShouldPass(server, Trusting(Https()));
        server.ClientLines.Should().BeEmpty("a check is no line in a server's log, not even at the level info");

        server.Freeze();
        ShouldFail(server, "tls timeout", Trusting([.. Https(), "--receive-timeout", "500ms"]));

        server.Thaw();
        ShouldPass(server, Trusting(Https()));

        server.Stop();
        ShouldFail(server, "connect refused", Trusting(Https()));
    }

    [SystemFact("nginx", "setsid")]
    public void Https_CertificateThatClientsRefuse_FailsWithTheReason()
    {
        const string Name = TestCertificates.Name;
        ShouldFailWith(TestCertificates.Make(Name, -20, -10), "tls certificate expired \"until ");
        ShouldFailWith(TestCertificates.Make("b.example", -1, 9), "tls name mismatch \"DNS:b.example\"");
        ShouldFailWith(TestCertificates.MakeSelfSigned(Name), $"tls certificate untrusted \"issuer CN={Name}\"");
        ShouldFailWith(
            TestCertificates.Make(Name, -1, 9), "tls certificate expiring \"until ", "--expires-within", "14d");

        using NginxServer server = Nginx(TestCertificates.MakeSelfSigned("b.example"));
        server.Start();
        ShouldPass(server, Trusting([.. Https(), "--no-verify"]));
    }

    [SystemFact("nginx", "setsid")]
    public void Https_ServerWithOtherTerms_NamesTheAlert()
    {
        using NginxServer old = Nginx(TestCertificates.Good, "ssl_protocols TLSv1.2;");
        old.Start();
        ShouldPass(old, Trusting(Https()));
        ShouldFail(old, "tls alert 70", Trusting([.. Https(), "--min-version", "1.3"]));

        using NginxServer plain = new(_folder, "plain", "127.0.1.91");
        plain.Start();
        ShouldFail(plain, "tls handshake \"HTTP/1.1 400 Bad Request", Trusting(Https()));
    }

    [SystemFact("nginx", "setsid")]
    public void Https_ServerThatWantsACertificate_PassesWithIt()
    {
        string own = Write("own.pem", TestCertificates.Pem(TestCertificates.Make("director", -1, 9)));
        using NginxServer server = Nginx(
            TestCertificates.Good, $"ssl_verify_client on; ssl_client_certificate {_authority};");
        server.Start();

        ShouldFail(server, "status 400", Trusting(Https()));
        ShouldPass(server, Trusting([.. Https(), "--cert", own]));
    }

    [SystemFact("redis-server", "setsid")]
    public void Redis_InsideTls_IsCheckedThere()
    {
        string[] inside = ["redis", "--tls", "--server-name", TestCertificates.Name];
        string pem = Write("redis.pem", TestCertificates.Pem(TestCertificates.Good));
        using RedisServer server = new(
            _folder, "redis", "127.0.1.92", "--tls-cert-file", pem, "--tls-key-file", pem,
            "--tls-ca-cert-file", _authority, "--tls-auth-clients", "no", "--tls-cluster", "no")
        {
            SpeaksTls = true,
        };
        server.Start();

        ShouldPass(server, Trusting(inside));
        server.Freeze();
        ShouldFail(server, "tls timeout", Trusting([.. inside, "--receive-timeout", "500ms"]));
    }

    [SystemFact(Needs.Root, "postfix", "master", "setsid")]
    public void Smtp_WithStartTls_TakesItsLeaveInside()
    {
        string[] smtp = Trusting("smtp", "--helo", "[192.0.2.1]", "--starttls", "--server-name", TestCertificates.Name);
        using MailServer server = new(_folder, "mail", "127.0.1.93", pem: Pem(TestCertificates.Good));
        StartServing(server, smtp);
        ShouldPass(server, smtp);
        ShouldFail(server, "tls name mismatch \"", [.. smtp[..5], "b.example", .. smtp[6..]]);
        server.Stop();

        using MailServer plain = new(_folder, "plain", "127.0.1.93");
        StartServing(plain, "smtp");
        ShouldFail(plain, "mismatch after STARTTLS \"502 5.5.1", smtp);
    }

    [SystemFact(Needs.Root, "dovecot", "setsid")]
    public void Imap_WithStartTls_TakesItsLeaveInside() => ShouldSpeakTls(
        "imap", new DovecotServer(_folder, "imap", "127.0.1.94", Pem(TestCertificates.Good)));

    [SystemFact(Needs.Root, "dovecot", "setsid")]
    public void Pop3_WithStartTls_TakesItsLeaveInside() => ShouldSpeakTls(
        "pop3", new DovecotServer(_folder, "pop3", "127.0.1.94", Pem(TestCertificates.Good)));

    [SystemFact(Needs.Root, "vsftpd", "setsid")]
    public void Ftp_WithStartTls_TakesItsLeaveInside() => ShouldSpeakTls(
        "ftp", new FtpServer(_folder, "ftp", "127.0.1.95", Pem(TestCertificates.Good)));

    [SystemFact(Needs.Root, "innd", "setsid")]
    public void Nntp_WithStartTls_TakesItsLeaveInside() => ShouldSpeakTls(
        "nntp", new NewsServer(_folder, "news", "127.0.1.96", Pem(TestCertificates.Good)));

    [SystemFact("nginx", "setsid")]
    public void Daemon_ManyHandshakes_RunsThemInItsOneThread()
    {
        using NginxServer server = Nginx(TestCertificates.Good);
        server.Start();
        using Director director = new();
        director.Configure($$"""
            virtual tcp 192.0.2.80:443 {
                interval 50ms
                check    http --url https://{{TestCertificates.Name}}/health --ca {{_authority}}
                real     {{server.Endpoint}}
            }

            """);
        director.Start("--verbose");
        director.Journal.ShouldComeTo("STARTED: 1 of 1 real server up*");
        int pid = director.Daemon.Pid;
        int descriptors = ProcessView.DescriptorsAtRest(pid);

        Wait.Until(() => Passed(director) >= 100, () => $"100 checks have passed:\n{director.Daemon.Errors}");

        ProcessView.ThreadNames(pid).Where(name => name.StartsWith(".NET TP", StringComparison.Ordinal))
            .Should().BeEmpty("a handshake takes no thread of the pool");
        ProcessView.DescriptorsAtRest(pid).Should().BeLessThanOrEqualTo(descriptors, "a check keeps none");
    }

    [SystemFact("nginx", "setsid")]
    public void Daemon_CertificateEnds_TakesTheServerOut()
    {
        string served = Write("served.pem", TestCertificates.Pem(TestCertificates.Good));
        using NginxServer server = Nginx(served, "");
        server.Start();
        using Director director = new();
        director.Configure($$"""
            virtual tcp 192.0.2.80:443 {
                interval 200ms
                check    http --url https://{{TestCertificates.Name}}/health --ca {{_authority}}
                real     {{server.Endpoint}}
            }

            """);
        director.Start();
        director.Journal.ShouldComeTo("STARTED: 1 of 1 real server up*");

        File.WriteAllBytes(
            served, TestCertificates.Pem(TestCertificates.Make(TestCertificates.Name, -20, -10)));
        server.Reload();

        director.Journal.ShouldComeTo($"DOWN * {server.Endpoint}: tls certificate expired \"until *");
    }

    [SystemFact("nginx", "setsid")]
    public void Daemon_CertificateEndsSoon_TellsItOnceAndThatItWasRenewed()
    {
        const string Name = TestCertificates.Name;
        string served = Write("served.pem", TestCertificates.Pem(TestCertificates.Make(Name, -80, 5.5)));
        using NginxServer server = Nginx(served, "");
        server.Start();
        using Director director = new();
        director.Configure($$"""
            virtual tcp 192.0.2.80:443 {
                interval 100ms
                check    http --url https://{{Name}}/health --ca {{_authority}}
                real     {{server.Endpoint}}
            }

            """);
        director.Start("--verbose");
        director.Journal.ShouldComeTo($"CERTIFICATE * {server.Endpoint}: ends in 5 days");
        Wait.Until(() => Passed(director) >= 10, () => $"ten checks have passed:\n{director.Daemon.Errors}");

        File.WriteAllBytes(served, TestCertificates.Pem(TestCertificates.Good));
        server.Reload();

        director.Journal.ShouldComeTo($"CERTIFICATE renewed * {server.Endpoint}: ends in 29 days");
        director.Journal.All("CERTIFICATE*").Should().HaveCount(2);
    }

    private string[] Trusting(params string[] check) => [.. check, "--ca", _authority];

    private static int Passed(Director director) => director.Daemon.Errors
        .Split('\n').Count(line => line.Contains("Pass, status 200", StringComparison.Ordinal));

    private static string[] Https(string name = TestCertificates.Name) =>
        ["http", "--url", $"https://{name}/health"];

    private void ShouldFailWith(X509Certificate2 certificate, string reason, params string[] more)
    {
        using NginxServer server = Nginx(certificate);
        server.Start();
        ShouldFail(server, reason, Trusting([.. Https(), .. more]));
    }

    private void ShouldSpeakTls(string check, RealServer server)
    {
        using (server)
        {
            string[] starting = Trusting(check, "--starttls", "--server-name", TestCertificates.Name);
            StartServing(server, starting);
            ShouldPass(server, starting);
            ShouldFail(server, "tls name mismatch \"", [.. starting[..3], "b.example", .. starting[4..]]);
        }
    }

    private NginxServer Nginx(X509Certificate2 certificate, string more = "") => Nginx(Pem(certificate), more);

    private string Pem(X509Certificate2 certificate) => Write("server.pem", TestCertificates.Pem(certificate));

    private NginxServer Nginx(string pem, string more) => new(
        _folder, "nginx", "127.0.1.90", tls: $"ssl_certificate {pem}; ssl_certificate_key {pem}; {more}");

    private string Write(string name, byte[] pem)
    {
        string path = _folder[name];
        File.WriteAllBytes(path, pem);
        return path;
    }
}
