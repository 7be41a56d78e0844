using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Checks.Tests.Tls;

/// <summary>The options of TLS, on the checks that have them.</summary>
public sealed class TlsReaderTests
{
    [Theory]
    [InlineData("https://www.example.com/x", "www.example.com")]
    [InlineData("HTTPS://www.example.com:8443/", "www.example.com")]
    [InlineData("https://[2001:db8::1]:8443/", "2001:db8::1")]
    [InlineData("https://10.0.0.1/", "10.0.0.1")]
    public void Url_OfHttps_IsInsideTlsAndVerifiesItsHost(string url, string name)
    {
        TlsSettings? tls = Program("http", "--url", url).Tls;

        tls.Should().NotBeNull();
        (tls!.ServerName, tls.Verifies, tls.MinVersion).Should().Be((name, true, TlsVersion.Tls12));
        Program("http", "--url", url, "--server-name", "b").Tls!.ServerName.Should().Be("b");
    }

    [Fact]
    public void Url_OfHttp_IsInNoTls() => Program("http", "--url", "http://a/").Tls.Should().BeNull();

    [Fact]
    public void Host_OfHttps_HasThePortThatIsNotItsOwn()
    {
        Request("https://a:443/").Should().Contain("Host: a\r\n");
        Request("https://a:80/").Should().Contain("Host: a:80\r\n");
        Request("http://a:443/").Should().Contain("Host: a:443\r\n");
    }

    [Theory]
    [InlineData("tcp")]
    [InlineData("banner")]
    [InlineData("redis")]
    [InlineData("memcached")]
    [InlineData("ldap")]
    public void Tls_OfAStream_BeginsWithTheHandshake(string check)
    {
        CheckProgram program = Program(check, "--tls", "--server-name", "a", "--min-version", "1.3");
        CheckScratch scratch = default;

        program.Tls!.MinVersion.Should().Be(TlsVersion.Tls13);
        program.Connected(ref scratch, default).Kind.Should().Be(CheckStepKind.StartTls);
        CheckStep inside = program.Secured(ref scratch, new byte[program.BufferBytes]);
        CheckScratch plain = default;
        CheckProgram outside = Program(check);
        inside.Kind.Should().Be(outside.Connected(ref plain, new byte[outside.BufferBytes]).Kind);
        program.SpeaksFirst.Should().BeTrue("the hello goes with the end of the connect");
        program.Identity.Should().NotBe(outside.Identity);
    }

    [Fact]
    public void Settings_OfEveryOption_ReachTheHandshake()
    {
        TlsSettings tls = Program("tcp", "--tls", "--no-verify", "--expires-within", "14d").Tls!;

        (tls.Verifies, tls.ExpiresWithinS, tls.ServerName).Should().Be((false, 14 * 86_400L, ""));
        (tls.Authorities.IsEmpty, tls.OwnCertificate.IsEmpty).Should().Be((true, true));
    }

    [Theory]
    [InlineData("--tls", "add --server-name NAME, or --no-verify")]
    [InlineData("--tls --server-name a/b", "is no host name or address")]
    [InlineData("--tls --server-name a --expires-within 30s", "is not a time from 1m to 366d")]
    [InlineData("--tls --server-name a --expires-within soon", "is not a time from 1m to 366d")]
    [InlineData("--server-name a", "--server-name is about TLS and goes with --tls")]
    [InlineData("--no-verify", "--no-verify is about TLS and goes with --tls")]
    [InlineData("--tls --no-verify --key /k", "--key belongs to a certificate; add --cert")]
    public void Options_ThatMakeNoSense_AreRefused(string words, string message) =>
        CheckCompiler.Errors(CheckCatalogue.Find("tcp")!, words.Split(' '))
            .Should().ContainSingle().Which.Should().Contain(message);

    [Fact]
    public void Options_OfTlsBesideHttp_AreRefused() =>
        CheckCompiler.Errors(CheckCatalogue.Find("http")!, "--url", "http://a/", "--no-verify")
            .Should().ContainSingle().Which.Should().Contain("goes with an https:// URL");

    private static CheckProgram Program(string check, params string[] words) =>
        CheckCompiler.Program(CheckCatalogue.Find(check)!, words);

    private static string Request(string url)
    {
        CheckProgram program = Program("http", "--url", url);
        CheckScratch scratch = default;
        Span<byte> buffer = new byte[program.BufferBytes];
        CheckStep step = program.Tls is null
            ? program.Connected(ref scratch, buffer) : program.Secured(ref scratch, buffer);
        return Encoding.ASCII.GetString(step.Bytes.Span);
    }
}
