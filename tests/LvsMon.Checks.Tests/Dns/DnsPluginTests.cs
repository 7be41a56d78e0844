using System.Collections.Generic;
using FluentAssertions;
using LvsMon.Checks.Dns;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;
using static LvsMon.Checks.Tests.Dns.DnsMessage;

namespace LvsMon.Checks.Tests.Dns;

public sealed class DnsPluginTests : DatagramContractTests
{
    private const int A = 1;
    private const int Ns = 2;
    private const int Cname = 5;
    private const int Soa = 6;
    private const int Ptr = 12;
    private const int Mx = 15;
    private const int Txt = 16;
    private const int Aaaa = 28;
    private const string Www = "www.example.com";

    private static readonly byte[] Address = Record(ToQuestion, A, [192, 0, 2, 80]);
    private static readonly byte[] Good = Answer(Www, A, [Address]);

    protected override ICheckPlugin Plugin { get; } = new DnsPlugin();

    protected override IEnumerable<DatagramSample> Samples =>
    [
        .. Identity, .. Codes, .. Contents, .. Names,
    ];

    private static IEnumerable<DatagramSample> Identity =>
    [
        ForWww([], CheckReason.None),
        ForWww([Good], CheckReason.Matched),
        ForWww([Answer("WWW.Example.COM", A, [Address])], CheckReason.Matched),
        ForWww([Answer(Www, A, [Address], id: 0xBEEE)], CheckReason.None),
        ForWww([Answer("www.example.org", A, [Address])], CheckReason.None),
        ForWww([Answer(Www, Aaaa, [Address])], CheckReason.None),
        ForWww([[.. Good[..2], 1, .. Good[3..]]], CheckReason.None),
        ForWww([[.. Good[..2], 0xA8, .. Good[3..]]], CheckReason.None),
        ForWww([[], Answer(Www, A, [], id: 1), Good], CheckReason.Matched),
        ForWww([[0xBE, 0xEF, 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0]], CheckReason.Mismatch, "FORMERR"),
        ForWww([[0xBE, 0xEF, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0]], CheckReason.None),
    ];

    private static IEnumerable<DatagramSample> Codes =>
    [
        ForWww([Answer(Www, A, [], code: 3)], CheckReason.Mismatch, "NXDOMAIN"),
        ForWww([Answer(Www, A, [], code: 2)], CheckReason.Mismatch, "SERVFAIL"),
        ForWww([Answer(Www, A, [], code: 15)], CheckReason.Mismatch, "unknown response code"),
        ForWww([Answer(Www, A, [], code: 3)], CheckReason.Matched, null, "--rcode", "NXDOMAIN"),
        ForWww([Good], CheckReason.Mismatch, "NOERROR", "--rcode", "REFUSED"),
        ForWww([Good], CheckReason.Mismatch, "not authoritative", "--authoritative"),
        ForWww([Answer(Www, A, [Address], flags: 4)], CheckReason.Matched, null, "--authoritative"),
    ];

    private static IEnumerable<DatagramSample> Contents =>
    [
        ForWww([Answer(Www, A, [])], CheckReason.Mismatch, "no record of this type"),
        ForWww([Answer(Www, A, [Record(ToQuestion, Cname, Name("a.b"))])],
            CheckReason.Mismatch, "no record of this type"),
        ForWww([Answer(Www, A, [Record(ToQuestion, Cname, Name("a.b")), Record(Name("a.b"), A, [192, 0, 2, 80])])],
            CheckReason.Matched),
        ForWww([Good], CheckReason.Matched, null, "--answer", "192.0.2.80"),
        ForWww([Good], CheckReason.Mismatch, "other records", "--answer", "192.0.2.81"),
        ForWww([Good], CheckReason.Matched, null, "--answer", "192.0.2.81", "--answer", "192.0.2.80"),
        ForWww([Good[..^1]], CheckReason.Malformed),
        ForWww([[.. Good[..^4], 1]], CheckReason.Malformed),
        ForWww([Answer(Www, A, [[0xC0]])], CheckReason.Malformed),
        ForWww([Answer(Www, A, [[64, 1, 2]])], CheckReason.Malformed),
        ForWww([Answer(Www, A, [Address, [0]], flags: 2)], CheckReason.Matched),
        ForWww([Answer(Www, A, [[0]], flags: 2)], CheckReason.Mismatch, "truncated"),
        ForWww([Answer(Www, A, [], flags: 2)], CheckReason.Mismatch, "truncated"),
        Of(Aaaa, "AAAA", Record(ToQuestion, Aaaa, [0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
            CheckReason.Matched, "2001:db8::1"),
        Of(Txt, "TXT", Record(ToQuestion, Txt, [3, .. "v=s"u8, 2, .. "pf"u8]), CheckReason.Matched, "v=spf"),
        Of(Txt, "TXT", Record(ToQuestion, Txt, [3, .. "v=s"u8, 2, .. "pf"u8]), CheckReason.Mismatch, "v=spf1"),
        Of(Txt, "TXT", Record(ToQuestion, Txt, [3, .. "v=s"u8, 9, .. "pf"u8]), CheckReason.Mismatch, "v=spf"),
        Of(Mx, "MX", Record(ToQuestion, Mx, [0, 10, .. Name("mail.example.com")]), CheckReason.Matched,
            "mail.example.com"),
        Of(Mx, "MX", Record(ToQuestion, Mx, [0, 10, .. Name("mail.example.com")]), CheckReason.Matched,
            "10 mail.example.com"),
        Of(Mx, "MX", Record(ToQuestion, Mx, [0, 10, .. Name("mail.example.com")]), CheckReason.Mismatch,
            "20 mail.example.com"),
        Of(Mx, "MX", Record(ToQuestion, Mx, [0]), CheckReason.Mismatch, "mail.example.com"),
        Of(Soa, "SOA", Record(ToQuestion, Soa, [.. Name("ns.example.com"), .. Name("root"), .. new byte[20]]),
            CheckReason.Matched, "ns.example.com."),
        Of(Ns, "NS", Record(ToQuestion, Ns, []), CheckReason.Mismatch, "ns.example.com"),
    ];

    /// <summary>Names with pointers; www.example.com begins at 12, example.com at 16.</summary>
    private static IEnumerable<DatagramSample> Names =>
    [
        Of(Cname, "CNAME", Record(ToQuestion, Cname, [2, .. "ns"u8, 0xC0, 16]), CheckReason.Matched, "NS.example.com"),
        Of(Cname, "CNAME", Record(ToQuestion, Cname, [0xC0, 16]), CheckReason.Matched, "example.com"),
        Of(Cname, "CNAME", Record(ToQuestion, Cname, [0xC0, 16]), CheckReason.Mismatch, "example.com.au"),
        Of(Cname, "CNAME", Record(ToQuestion, Cname, [0xC0, 45]), CheckReason.Mismatch, "example.com"),
        Of(Cname, "CNAME", Record(ToQuestion, Cname, [1, (byte)'a', 0xC0, 45]), CheckReason.Mismatch, "a.a.a.a"),
        Of(Cname, "CNAME", Record(ToQuestion, Cname, [0xFF, 0xFF]), CheckReason.Mismatch, "example.com"),
        Of(Cname, "CNAME", Record(ToQuestion, Cname, [0xC0]), CheckReason.Mismatch, "example.com"),
        new(["--query", "192.0.2.80", "--type", "PTR", "--answer", Www],
            [Answer("80.2.0.192.in-addr.arpa", Ptr, [Record(ToQuestion, Ptr, Name(Www))])], CheckReason.Matched),
        new(["--query", "2001:db8::1", "--type", "PTR"],
            [Answer("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa", Ptr,
                [Record(ToQuestion, Ptr, Name(Www))])], CheckReason.Matched),
        new(["--query", ".", "--type", "NS"],
            [Answer(".", Ns, [Record([0], Ns, Name("a.root-servers.net"))])], CheckReason.Matched),
    ];

    [Fact]
    public void Query_Compiled_IsTheMessageOfTheStandard()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, "--query", "a.bc", "--type", "MX", "--no-recursion"));
        runner.Connect(DatagramSample.Nonce);

        runner.Sent.ToArray().Should().Equal(
            0xBE, 0xEF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1, (byte)'a', 2, (byte)'b', (byte)'c', 0, 0, 15, 0, 1);
    }

    [Theory]
    [InlineData("\"10.0.0.1\" is an address; ask for its name with --type PTR", "--query", "10.0.0.1")]
    [InlineData(
        "\"a..b\" is no name such as www.example.com: at most 253 characters, 1 to 63 a label", "--query", "a..b")]
    [InlineData("\"x\" is not an IPv4 address", "--query", "a.b", "--answer", "x")]
    [InlineData("\"10.0.0.1\" is not an IPv6 address", "--query", "a.b", "--type", "AAAA", "--answer", "10.0.0.1")]
    [InlineData("\"x y\" is not a name, or \"PREFERENCE NAME\"", "--query", "a.b", "--type", "MX", "--answer", "x y")]
    [InlineData(
        "--answer goes with --rcode NOERROR only: another answer has no records to compare",
        "--query", "a.b", "--rcode", "NXDOMAIN", "--answer", "10.0.0.1")]
    public void Options_Wrong_AreRefused(string message, params string[] words) =>
        CheckCompiler.Errors(Plugin, words).Should().ContainSingle().Which.Should().EndWith(message);

    private static DatagramSample ForWww(
        byte[][] datagrams, CheckReason reason, string? evidence = null, params string[] more) =>
        new(["--query", Www, .. more], datagrams, reason, evidence);

    private static DatagramSample Of(int type, string word, byte[] record, CheckReason reason, string answer) => new(
        ["--query", Www, "--type", word, "--answer", answer], [Answer(Www, type, [record])], reason);
}
