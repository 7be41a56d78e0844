using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Radius;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;
using static LvsMon.Checks.Tests.Radius.RadiusMessage;

namespace LvsMon.Checks.Tests.Radius;

public sealed class RadiusPluginTests : DatagramContractTests
{
    private const int Accept = 2;
    private const int Reject = 3;
    private const int Accounted = 5;
    private const int Challenge = 11;

    private static readonly byte[] Signature = Attribute(80, new byte[16]);
    private static readonly byte[] Text = Attribute(18, "hello"u8.ToArray());
    private static readonly byte[] Good = Answer(Accept, [.. Signature, .. Text]);

    protected override ICheckPlugin Plugin { get; } = new FilledPlugin(new RadiusPlugin());

    protected override IEnumerable<DatagramSample> Samples => [.. Identity, .. Codes, .. Forms];

    private static IEnumerable<DatagramSample> Identity =>
    [
        Status([], CheckReason.None),
        Status([Good], CheckReason.Matched),
        Status([Answer(Accept, [])], CheckReason.Matched),
        Status([[.. Good, 1, 2, 3]], CheckReason.Matched),
        Status([Answer(Accept, [], id: 0xEE)], CheckReason.None),
        Status([Answer(Accept, [], secret: "other")], CheckReason.None),
        Status([Answer(Accept, [], authenticator: new byte[16])], CheckReason.None),
        Status([Answer(Accept, [], secret: "other"), Good], CheckReason.Matched),
        Status([Forged()], CheckReason.None),
        Status([Packet(Accept, Identifier, Authenticator, [])], CheckReason.None),
    ];

    private static IEnumerable<DatagramSample> Codes =>
    [
        Status([Answer(Accounted, [.. Text, .. Signature])], CheckReason.Matched),
        Status([Answer(Reject, [])], CheckReason.Mismatch, "Access-Reject"),
        Status([Answer(52, [])], CheckReason.Mismatch, "unknown code"),
        User(null, Accept, CheckReason.Matched),
        User(null, Accounted, CheckReason.Mismatch, "Accounting-Response"),
        User("accept", Accept, CheckReason.Matched),
        User("accept", Reject, CheckReason.Mismatch, "Access-Reject"),
        User("accept", Challenge, CheckReason.Mismatch, "Access-Challenge"),
        User("reject", Reject, CheckReason.Matched),
        User("reject", Accept, CheckReason.Mismatch, "Access-Accept"),
        User("any", Accept, CheckReason.Matched),
        User("any", Reject, CheckReason.Matched),
        User("any", Challenge, CheckReason.Matched),
        User("any", Accounted, CheckReason.Mismatch, "Accounting-Response"),
    ];

    private static IEnumerable<DatagramSample> Forms =>
    [
        Broken(Answer(Accept, [18])),
        Broken(Answer(Accept, [18, 1])),
        Broken(Answer(Accept, [18, 9, 0])),
        Broken(Answer(Accept, [80, 17, .. new byte[15]])),
        Broken(Answer(Accept, [.. Signature, .. Attribute(80, new byte[16])])),
        Status([new byte[19]], CheckReason.None),
        Status([Good[..^1]], CheckReason.None),
        Status([Answer(Accept, new byte[4097 - 20])], CheckReason.None),
    ];

    [Fact]
    public void StatusRequest_Sent_IsSignedAndSaysWhoAsks()
    {
        byte[] sent = Sent(["--secret", Secret]);

        byte[] expected = Packet(12, Identifier, Authenticator, [.. Signature, .. Attribute(32, "lvsmon"u8.ToArray())]);
        FrameworkDigests.Hmac(Encoding.ASCII.GetBytes(Secret), expected).CopyTo(expected, 22);
        sent.Should().Equal(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("arctangent")]
    [InlineData("sixteen bytes ok")]
    [InlineData("seventeen bytes !")]
    [InlineData("\xe4\xff")]
    public void Password_OfAUser_IsHiddenAsTheServerReadsIt(string password)
    {
        byte[] sent = Sent(["--secret", Secret, "--user", "nemo", "--password", $"{password}\r\n"]);

        byte[] name = Attribute(1, "nemo"u8.ToArray());
        int at = sent.AsSpan().IndexOf(name) + name.Length;
        sent[0].Should().Be(1);
        sent[at].Should().Be(2);
        sent[at + 1].Should().Be((byte)(sent.Length - at));
        Reveal(sent[(at + 2)..], Authenticator).Should().Be(password);
        byte[] signature = sent[22..38];
        sent.AsSpan(22, 16).Clear();
        FrameworkDigests.Hmac(Encoding.ASCII.GetBytes(Secret), sent).Should().Equal(signature);
    }

    [Fact]
    public void Password_OfTheMostBytes_FitsThePacket()
    {
        string user = new('u', 253);
        byte[] sent = Sent(["--secret", Secret, "--user", user, "--password", new('p', 128)]);

        Reveal(sent[^128..], Authenticator).Should().Be(new string('p', 128));
        ((sent[2] << 8) | sent[3]).Should().Be(sent.Length);
    }

    [Fact]
    public void Authenticator_OfTwoAttempts_IsAnother()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, "--secret", Secret));
        HashSet<string> seen = [];
        for (uint number = 0; number < 1000; number++)
        {
            runner.Connect(number);
            seen.Add(Convert.ToHexString(runner.Sent.Span[4..20])).Should().BeTrue();
        }
    }

    [Fact]
    public void Answer_WithAnotherSecret_IsShownWhenNoneFollows()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, "--secret", Secret));
        runner.Connect(DatagramSample.Nonce);
        runner.Heard.Should().BeEmpty();
        runner.Receive(Answer(Accept, [], secret: "other"));

        (runner.IsDone, runner.Heard).Should().Be((false, "answer with another secret"));
    }

    [Fact]
    public void Secrets_OfAProgram_AreComparedButNotShown()
    {
        CheckProgram one = Named("s");
        CheckProgram same = Named("s\n");
        CheckProgram other = Named("t");

        one.Identity.Should().Be("radius --secret \"/s\" --user \"u\"").And.Be(other.Identity).And.Be(same.Identity);
        one.Unshown.Should().Be(same.Unshown).And.NotBe(other.Unshown);
    }

    [Theory]
    [InlineData("\"\" is to hold one line of 1 to 255 bytes", "--secret", "")]
    [InlineData("\"\\n\" is to hold one line of 1 to 255 bytes", "--secret", "\n")]
    [InlineData("\"a\\nb\" is to hold one line of 1 to 255 bytes", "--secret", "a\nb")]
    [InlineData("the name has 1 to 253 bytes", "--secret", "s", "--user", "")]
    [InlineData("--password is about a user and goes with --user", "--secret", "s", "--password", "p")]
    [InlineData("--expect is about a user and goes with --user", "--secret", "s", "--expect", "any")]
    public void Options_Wrong_AreRefused(string message, params string[] words) =>
        CheckCompiler.Errors(Plugin, words).Should().ContainSingle().Which.Should().EndWith(message);

    [Fact]
    public void Password_TooLong_IsRefused() =>
        CheckCompiler.Errors(Plugin, "--secret", "s", "--user", "u", "--password", new string('p', 129))
            .Should().ContainSingle().Which.Should().EndWith("is to hold one line of 0 to 128 bytes");

    /// <summary>Rightly signed as a whole, with a Message-Authenticator that is not.</summary>
    private static byte[] Forged()
    {
        byte[] attributes = Attribute(80, [.. Enumerable.Repeat((byte)7, 16)]);
        return Answer(Accept, attributes);
    }

    private static DatagramSample Status(byte[][] datagrams, CheckReason reason, string? evidence = null) =>
        new(["--secret", Secret], datagrams, reason, evidence);

    private static DatagramSample Broken(byte[] datagram) =>
        Status([datagram], CheckReason.Malformed, "an attribute that does not fit");

    private static DatagramSample User(string? expected, int code, CheckReason reason, string? evidence = null)
    {
        string[] words = ["--secret", Secret, "--user", "nemo", "--password", "arctangent"];
        return new(expected is null ? words : [.. words, "--expect", expected], [Answer(code, [])], reason, evidence);
    }

    private static CheckProgram Named(string content) =>
        CheckCompiler.Program(new FilledPlugin(new RadiusPlugin(), content), "--user", "u", "--secret", "/s");

    private byte[] Sent(string[] words)
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, words));
        runner.Connect(DatagramSample.Nonce);
        return runner.Sent.ToArray();
    }
}
