using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Tls;

/// <summary>TLS that begins on the way.</summary>
public sealed class StartTlsTests
{
    private const string Tls = "--starttls --server-name a";

    [Theory]
    [InlineData("smtp", "--helo me", "220 a\r\n|250-x\r\n250 y\r\n|220 go\r\n", "EHLO me|STARTTLS|QUIT", "221 b\r\n")]
    [InlineData("pop3", "", "+OK a\r\n|+OK go\r\n", "STLS|QUIT", "+OK bye\r\n")]
    [InlineData("imap", "", "* OK a\r\n|A1 OK go\r\n", "A1 STARTTLS|A1 LOGOUT", "* BYE\r\nA1 OK\r\n")]
    [InlineData("ftp", "", "220 a\r\n|234 go\r\n", "AUTH TLS|QUIT", "221 bye\r\n")]
    [InlineData("nntp", "", "200 a\r\n|382 go\r\n", "STARTTLS|QUIT", "205 bye\r\n")]
    public void Dialogue_WithStartTls_TakesItsLeaveInside(
        string check, string options, string heard, string said, string goodBye)
    {
        CheckRunner runner = Runner(check, $"{options} {Tls}");
        string[] answers = heard.Split('|');
        string[] commands = said.Split('|');
        for (int turn = 0; turn < answers.Length; turn++)
        {
            runner.IsSecure.Should().BeFalse();
            Say(runner, answers[turn]).Should().Be(commands[turn] + "\r\n");
        }

        runner.IsSecure.Should().BeTrue("the last of the answers was the server's consent");
        Say(runner, goodBye);
        runner.Result.Reason.Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Dialogue_RefusedStartTls_IsAMismatchThere()
    {
        CheckRunner runner = Runner("smtp", $"--helo me {Tls}");
        Say(runner, "220 a\r\n");
        Say(runner, "250 a\r\n");
        Say(runner, "454 no\r\n");

        runner.Result.Should().Be(new CheckResult(CheckReason.Mismatch, 454));
        runner.IsSecure.Should().BeFalse();
    }

    [Theory]
    [InlineData("220 go\r\n250 injected\r\n")]
    [InlineData("220 go\r\n2")]
    public void StartTls_WithBytesBehindTheConsent_IsMalformed(string consent)
    {
        CheckRunner runner = Runner("smtp", $"--helo me {Tls}");
        Say(runner, "220 a\r\n");
        Say(runner, "250 a\r\n");
        Say(runner, consent);

        runner.Result.Reason.Should().Be(CheckReason.Malformed, "they would be read as if from inside");
        runner.IsSecure.Should().BeFalse();
        runner.Place.Should().Be("after STARTTLS");
    }

    [Fact]
    public void Transaction_WithStartTls_GoesOnInside()
    {
        CheckRunner runner = Runner(
            "transaction",
            $"--expect ready --send-line TLS --expect go {Tls} --send-line BYE --expect bye");

        Say(runner, "ready").Should().Be("TLS\r\n");
        Say(runner, "go").Should().Be("BYE\r\n");
        runner.IsSecure.Should().BeTrue();
        Say(runner, "bye");
        runner.Result.Reason.Should().Be(CheckReason.Matched);
    }

    [Theory]
    [InlineData("transaction", "--starttls --expect x --server-name a", "right behind the step that waits")]
    [InlineData("transaction", "--expect x --send y --starttls --expect z --server-name a", "right behind the step")]
    [InlineData("transaction", "--expect x --starttls --expect y", "add --server-name NAME")]
    [InlineData("transaction", "--expect x --starttls --expect y --tls --no-verify", "do not go together")]
    [InlineData("transaction", "--expect x --no-verify", "goes with --tls or --starttls")]
    [InlineData("smtp", Tls, "add --helo NAME")]
    [InlineData("imap", "--starttls", "add --server-name NAME")]
    public void Options_ThatMakeNoSense_AreRefused(string check, string words, string message) =>
        CheckCompiler.Errors(CheckCatalogue.Find(check)!, words.Split(' '))
            .Should().ContainSingle().Which.Should().Contain(message);

    [Fact]
    public void Dialogue_InsideTls_KeepsItsPlaces()
    {
        CheckRunner runner = Runner("imap", "--tls --server-name a");

        runner.IsSecure.Should().BeTrue();
        runner.Place.Should().Be("in the greeting");
        Say(runner, "* OK\r\n").Should().Be("A1 LOGOUT\r\n");
        runner.Place.Should().Be("after LOGOUT");
    }

    private static CheckRunner Runner(string check, string words)
    {
        CheckRunner runner = new(CheckCompiler.Program(
            CheckCatalogue.Find(check)!, words.Split(' ', System.StringSplitOptions.RemoveEmptyEntries)));
        runner.Connect();
        return runner;
    }

    private static string Say(CheckRunner runner, string text)
    {
        runner.Forget();
        runner.Receive(Encoding.ASCII.GetBytes(text));
        return Encoding.ASCII.GetString(runner.Sent.Span);
    }
}
