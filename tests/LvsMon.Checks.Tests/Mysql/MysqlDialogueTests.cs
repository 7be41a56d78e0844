using FluentAssertions;
using LvsMon.Checks.Mysql;
using LvsMon.Core.Checks;
using Xunit;
using static LvsMon.Checks.Tests.Mysql.MysqlPackets;

namespace LvsMon.Checks.Tests.Mysql;

/// <summary>What the check says, and when: never before the greeting, and good-bye only when it was let in.</summary>
public sealed class MysqlDialogueTests
{
    private const string Quit = "\u0001\0\0\0\u0001";

    [Fact]
    public void Connection_Made_SendsNothingBeforeTheGreetingIsWhole()
    {
        MysqlDialogue dialogue = Dialogue();

        dialogue.Play(Greeting[..^1]).Reason.Should().Be(CheckReason.None);
        dialogue.Sent.Should().BeEmpty();
        dialogue.Play(Greeting[^1..]);
        dialogue.Sent.Should().HaveCount(1);
    }

    [Fact]
    public void Login_Sent_IsAHandshakeResponseWithoutPassword()
    {
        MysqlDialogue dialogue = Dialogue("--user", "probe");

        dialogue.Play(Greeting);

        dialogue.Sent.Should().Equal(Packet(
            1,
            "\u0001\u0082\u0008\0\0\0\0\u0001\u0021" + new string('\0', 23) + "probe\0\0mysql_native_password\0"));
    }

    [Fact]
    public void Account_LetIn_SaysGoodByeAndPassesWhenTheServerCloses()
    {
        MysqlDialogue dialogue = Dialogue();

        dialogue.Play(Greeting, Ok).Reason.Should().Be(CheckReason.None);

        dialogue.Sent.Should().HaveCount(2);
        dialogue.Sent[1].Should().Be(Quit);
        dialogue.Close().Should().Be(new CheckResult(CheckReason.Matched));
    }

    [Theory]
    [InlineData("caching_sha2_password", "\u0001\0\0\u0003\0")]
    [InlineData("sha256_password", "\u0001\0\0\u0003\0")]
    [InlineData("mysql_native_password", "\0\0\0\u0003")]
    [InlineData("client_ed25519", "\0\0\0\u0003")]
    [InlineData("caching_sha2_passwordx", "\0\0\0\u0003")]
    public void Method_ChangedByTheServer_GetsItsKindOfNoPassword(string method, string reply)
    {
        MysqlDialogue dialogue = Dialogue();

        dialogue.Play(Greeting, Switch(method), Packet(4, "\0\0\0\u0002\0\0\0"));

        dialogue.Sent.Should().HaveCount(3);
        dialogue.Sent[1].Should().Be(reply);
        dialogue.Sent[2].Should().Be(Quit);
    }

    [Fact]
    public void Account_Refused_SaysNothingMore()
    {
        MysqlDialogue dialogue = Dialogue();

        dialogue.Play(Greeting, Denied).Should().Be(new CheckResult(CheckReason.Matched, 1045));

        dialogue.Sent.Should().HaveCount(1);
    }

    private static MysqlDialogue Dialogue(params string[] options) => new(new MysqlPlugin(), options);
}
