using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Sip;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Sip;

public sealed class SipPluginTests : DatagramContractTests
{
    private const string CallId = "Call-ID: 5eedbeef@lvsmon.invalid\r\n";
    private const string Sequence = "CSeq: 1 OPTIONS\r\n";
    private const string Mine = CallId + Sequence;

    protected override ICheckPlugin Plugin { get; } = new SipPlugin();

    protected override IEnumerable<DatagramSample> Samples => [.. Codes, .. Identity, .. Forms];

    private static IEnumerable<DatagramSample> Codes =>
    [
        Of("SIP/2.0 200 OK", CheckReason.StatusAccepted),
        Of("SIP/2.0 200", CheckReason.StatusAccepted),
        Of("sip/2.0 299 ", CheckReason.StatusAccepted),
        Of("SIP/2.0 483 Too Many Hops", CheckReason.StatusAccepted),
        Of("SIP/2.0 483 Too Many Hops", CheckReason.StatusRefused, "Too Many Hops", "--max-forwards", "70"),
        Of("SIP/2.0 483 Too Many Hops", CheckReason.StatusRefused, "Too Many Hops", "--status", "200-299"),
        Of("SIP/2.0 503 Service Unavailable", CheckReason.StatusRefused, "Service Unavailable"),
        Of("SIP/2.0 503", CheckReason.StatusRefused, ""),
        Of("SIP/2.0 603 Decline", CheckReason.StatusAccepted, null, "--status", "any"),
        Of("SIP/2.0 404 Not Found", CheckReason.StatusAccepted, null, "--status", "200-299,404"),
        Of("SIP/2.0 100 Trying", CheckReason.None),
        Of("SIP/2.0 100 Trying", CheckReason.None, null, "--status", "any"),
        new([], [Answer("SIP/2.0 100 Trying"), Answer("SIP/2.0 200 OK")], CheckReason.StatusAccepted),
        new([], [Answer("SIP/2.0 180 Ringing"), Answer("SIP/2.0 500 No")], CheckReason.StatusRefused, "No"),
    ];

    private static IEnumerable<DatagramSample> Identity =>
    [
        new([], [], CheckReason.None),
        Fields($"i:5eedbeef@lvsmon.invalid\r\n{Sequence}", CheckReason.StatusAccepted),
        Fields($"cALL-id \t:\r\n  5eedbeef@lvsmon.invalid \r\ncseq:1\r\n\tOPTIONS\r\n", CheckReason.StatusAccepted),
        Fields($"Via: a;branch=b,\r\n c;rport\r\nTo: <sip:x>;tag=7\r\n{Mine}", CheckReason.StatusAccepted),
        Fields("Call-ID: 5eedbeee@lvsmon.invalid\r\n" + Sequence, CheckReason.None),
        Fields("Call-ID: 5EEDBEEF@lvsmon.invalid\r\n" + Sequence, CheckReason.None),
        Fields("Call-ID: x\r\n" + Mine, CheckReason.None),
        Fields("CSeq: 2 OPTIONS\r\n" + Mine, CheckReason.None),
        Fields(CallId + "CSeq: 11 OPTIONS\r\n", CheckReason.None),
        Fields(CallId + "CSeq: 1OPTIONS\r\n", CheckReason.None),
        Fields(CallId + "CSeq: 1 INVITE\r\n", CheckReason.None),
        Fields(CallId, CheckReason.None),
        Fields(Sequence, CheckReason.None),
        Fields("", CheckReason.None),
        new([], [Bytes($"OPTIONS sip:localhost SIP/2.0\r\n{Mine}\r\n")], CheckReason.None),
        new([], [[], Bytes("SIP/2.0 200 OK\r\n\r\n"), Answer("SIP/2.0 200 OK")], CheckReason.StatusAccepted),
        new([], [Bytes($"SIP/2.0 200 OK\r\nA: b\r\n\r\n{Mine}\r\n")], CheckReason.None),
    ];

    private static IEnumerable<DatagramSample> Forms =>
    [
        new([], [Bytes($"SIP/2.0 200 OK\n{Mine}\n".Replace("\r", ""))], CheckReason.StatusAccepted),
        new([], [Bytes($"SIP/2.0 200 OK\r\n{Mine}\r\nbody\r\n\r\n")], CheckReason.StatusAccepted),
        new([], [Bytes($"SIP/2.0 200 OK\r\n{Mine}")], CheckReason.Malformed, "SIP/2.0 200 OK"),
        new([], [Bytes($"SIP/2.0 200 OK\r\n{Mine}Content-Le")], CheckReason.Malformed, "SIP/2.0 200 OK"),
        Of("SIP/3.0 200 OK", CheckReason.Malformed, "SIP/3.0 200 OK"),
        Of("SIP/2.0 700 OK", CheckReason.Malformed, "SIP/2.0 700 OK"),
        Of("SIP/2.0 2000 OK", CheckReason.Malformed, "SIP/2.0 2000 OK"),
        Of("SIP/2.0 20", CheckReason.Malformed, "SIP/2.0 20"),
        Of("SIP/2.0 2\xb20 OK", CheckReason.Malformed),
        Of($"SIP/2.0 500 {new string('x', 100)}", CheckReason.StatusRefused, new string('x', 64)),
    ];

    [Fact]
    public void Request_WithoutOptions_StaysAtTheServer() => Sent().Should().Be(
        "OPTIONS sip:localhost SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP lvsmon.invalid;rport;branch=z9hG4bK5eedbeef\r\n"
        + "Max-Forwards: 0\r\n"
        + "From: <sip:lvsmon@lvsmon.invalid>;tag=5eedbeef\r\n"
        + "To: <sip:localhost>\r\n"
        + "Call-ID: 5eedbeef@lvsmon.invalid\r\n"
        + "CSeq: 1 OPTIONS\r\n"
        + "User-Agent: lvsmon\r\n"
        + "Accept: application/sdp\r\n"
        + "Content-Length: 0\r\n\r\n");

    [Fact]
    public void Request_WithOptions_HasThemInTheirFields()
    {
        string sent = Sent(
            "--uri", "sip:;tag=", "--from", "sip:a@b", "--max-forwards", "70", "--user-agent", "probe 1");

        sent.Should().StartWith("OPTIONS sip:;tag= SIP/2.0\r\n").And.Contain("\r\nTo: <sip:;tag=>\r\n");
        sent.Should().Contain("\r\nFrom: <sip:a@b>;tag=5eedbeef\r\n").And.Contain("\r\nMax-Forwards: 70\r\n");
        sent.Should().Contain("\r\nUser-Agent: probe 1\r\n").And.Contain("\r\nCall-ID: 5eedbeef@");
    }

    [Fact]
    public void Answer_NotFinal_IsShownWhenNoneFollows()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin));
        runner.Connect(DatagramSample.Nonce);
        runner.Heard.Should().BeEmpty();
        runner.Receive(Answer($"SIP/2.0 180 {new string('x', 100)}"));
        runner.Heard.Should().Be($"SIP/2.0 180 {new string('x', 52)}");
        runner.Receive(Answer("SIP/2.0 100 Trying"));

        runner.Heard.Should().Be("SIP/2.0 100 Trying");
    }

    [Theory]
    [InlineData("\"sips:a\" is no URI such as sip:example.com, of at most 128 characters", "--uri", "sips:a")]
    [InlineData("\"sip:\" is no URI such as sip:example.com, of at most 128 characters", "--uri", "sip:")]
    [InlineData("\"sip:a b\" is no URI such as sip:example.com, of at most 128 characters", "--uri", "sip:a b")]
    [InlineData("\"<sip:a>\" is no URI such as sip:example.com, of at most 128 characters", "--from", "<sip:a>")]
    [InlineData("\"71\" is not a number from 0 to 70", "--max-forwards", "71")]
    [InlineData("\"-1\" is not a number from 0 to 70", "--max-forwards=-1")]
    [InlineData("it has 1 to 64 printable ASCII characters", "--user-agent", "a\r\nb")]
    [InlineData("it has 1 to 64 printable ASCII characters", "--user-agent", " ")]
    [InlineData(
        "\"700\" is no list of status codes 100 to 699; write such as 200-299,404 or any", "--status", "700")]
    public void Options_Wrong_AreRefused(string message, params string[] words) =>
        CheckCompiler.Errors(Plugin, words).Should().ContainSingle().Which.Should().EndWith(message);

    private static DatagramSample Of(
        string line, CheckReason reason, string? evidence = null, params string[] options) =>
        new(options, [Answer(line)], reason, evidence);

    private static DatagramSample Fields(string fields, CheckReason reason) =>
        new([], [Bytes($"SIP/2.0 200 OK\r\n{fields}\r\n")], reason);

    private static byte[] Answer(string line) => Bytes($"{line}\r\nVia: SIP/2.0/UDP a\r\n{Mine}\r\n");

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private string Sent(params string[] options)
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, options));
        runner.Connect(DatagramSample.Nonce);
        return Encoding.ASCII.GetString(runner.Sent.Span);
    }
}
