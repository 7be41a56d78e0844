using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Transaction;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Transaction;

/// <summary>The contract, with conversations of every kind of step.</summary>
public sealed class TransactionPluginTests : CheckContractTests
{
    private const string Greeting = "220 mail.example.com ESMTP\r\n";

    private static readonly string[] Mail =
    [
        "--expect", "220 ", "--send-line", "EHLO lvsmon", "--expect-regex", "^250 ", "--send-line", "QUIT",
        "--expect", "221 ",
    ];

    private static readonly string[] Apop =
    [
        "--capture", "STAMP=(<[^>]+>)", "--send-line", "APOP x %{STAMP}", "--expect", "+OK",
    ];

    private static readonly string[] Polite =
        ["--expect", "ready", "--expect-not", "error", "--expect-not", "fail", "--send", "bye", "--close"];

    protected override ICheckPlugin Plugin { get; } = new TransactionPlugin(NoHurry);

    protected override IEnumerable<CheckSample> Samples => [.. Mails(), .. Texts(), .. Captures(), .. Ends()];

    [Fact]
    public void Steps_MetOneByOne_SendWhatStandsBetween()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, Mail));
        runner.Connect();
        runner.Sent.IsEmpty.Should().BeTrue();

        Say(runner, Greeting).Should().Be("EHLO lvsmon\r\n");
        Say(runner, "250-PIPELINING\r\n250 SIZE\r\n").Should().Be("QUIT\r\n");
        Say(runner, "221 bye\r\n");

        runner.Result.Reason.Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Steps_MetAtOnce_SendAllThatIsOwed()
    {
        string[] words =
            ["--send", "a", "--send-hex", "00 ff", "--expect", "x", "--send-line", "b", "--expect", "y", "--close"];
        CheckRunner runner = new(CheckCompiler.Program(Plugin, words));
        runner.Connect();
        Encoding.Latin1.GetString(runner.Sent.Span).Should().Be("a\0\u00FF");

        Say(runner, "xy").Should().Be("b\r\n");
    }

    [Fact]
    public void Capture_InWhatIsSent_StandsAsItCame()
    {
        CheckRunner runner = new(CheckCompiler.Program(
            Plugin, "--capture", "A=^a(.*)z$", "--capture", "B-1=(?:b)(.?)", "--send", "%{B-1}<%{A}%{A}>%{ %{}%",
            "--close"));
        runner.Connect();

        Say(runner, "no\r\na\u00FF\u00E9\u00FFz\r\n").Should().BeEmpty();
        Say(runner, "b\r\n").Should().Be("<\u00FF\u00E9\u00FF\u00FF\u00E9\u00FF>%{ %{}%");
    }

    [Fact]
    public void Place_OfAFailure_NamesItsStep()
    {
        PlaceAfter(Mail, "").Should().Be("in step 1 expect");
        PlaceAfter(Mail, "220 ").Should().Be("in step 3 expect-regex");
        PlaceAfter(Mail, "220 \r\n250 \r\n").Should().Be("in step 5 expect");
        PlaceAfter(Polite, "ready\r\nno fail").Should().Be("in step 3 expect-not");
        PlaceAfter(Polite, "ready\r\n").Should().Be("in step 5 close");
        PlaceAfter(["--expect-regex", "a", "--send", "b", "--expect", "c"], "a").Should().Be("in step 1 expect-regex");
    }

    [Fact]
    public void Place_WhenTheStreamEndsInALineThatMatches_IsTheStepAfterIt()
    {
        CheckRunner runner = Connected(["--expect-regex", "a", "--send", "b", "--expect", "c"]);
        Say(runner, "a");
        runner.Close();

        runner.Result.Reason.Should().Be(CheckReason.ClosedEarly);
        runner.Place.Should().Be("in step 3 expect");
    }

    [Fact]
    public void Heard_OfAnAttemptWithoutAnswer_IsTheLastLine()
    {
        CheckRunner runner = Connected(["--expect", "never"]);
        Say(runner, "554 first\r\n554 no service\r\n");

        runner.Heard.Should().Be("554 no service");
    }

    [Fact]
    public void Identity_OfSteps_KeepsTheirOrder()
    {
        string one = Identity("--expect", "a", "--send", "b", "--max-bytes", "1kB", "--expect", "c");
        one.Should().Be("transaction --max-bytes \"1kB\" --expect \"a\" --send \"b\" --expect \"c\"");
        Identity("--max-bytes=1kB", "--expect", "a", "--send", "b", "--expect", "c").Should().Be(one);
        Identity("--max-bytes=1kB", "--send", "b", "--expect", "a", "--expect", "c").Should().NotBe(one);
    }

    [Theory]
    [InlineData("--send a", "step 1: the last step must wait for the server; add --expect, --expect-regex or --close "
        + "behind --send")]
    [InlineData("--expect a --expect-not b", "step 2: the last step must wait for the server; add --expect, "
        + "--expect-regex or --close behind --expect-not")]
    [InlineData("--close --expect a", "step 1: --close is the last step: nothing can come after the end of the "
        + "connection")]
    [InlineData("--send %{X} --close", "step 1: no step before captures \"X\"; write --capture X=PATTERN there, or "
        + "--send-hex for the characters themselves")]
    [InlineData("--capture X --close", "step 1: \"X\" is not NAME=PATTERN; a name is 1 to 32 letters, digits, _ and -")]
    [InlineData("--capture X=a --close", "step 1: the pattern of a capture has one group, such as <(.*)>, and others "
        + "as (?:...)")]
    [InlineData("--capture X=(a) --capture X=(b)", "step 2: \"X\" is captured before; use another name")]
    [InlineData("--send-hex 0 --close", "step 1: \"0\" is not bytes of two hexadecimal digits each, such as 0a0b or "
        + "\"0a 0b\"")]
    [InlineData("--expect-regex (", "step 1: \"(\" is no regular expression: look at its end")]
    [InlineData("--expect=", "step 1: it has 1 to 512 bytes")]
    [InlineData("--send= --close", "step 1: an empty text cannot be sent")]
    public void Steps_Wrong_AreReportedWithTheirNumber(string line, string message) =>
        CheckCompiler.Errors(Plugin, line.Split(' ')).Should().Equal(message);

    [Fact]
    public void Steps_TooManyOrNone_AreRefused()
    {
        CheckCompiler.Errors(Plugin).Single().Should().StartWith("say what to send and what to wait for");
        CheckCompiler.Errors(Plugin, [.. Enumerable.Repeat("--expect=a", 17)]).Single()
            .Should().Be("a transaction has at most 16 steps, not 17");
        CheckCompiler.Errors(
            Plugin, "--capture", "A=(a)", "--send", $"{new string('x', 385)}%{{A}}", "--close").Single()
            .Should().Contain("at most 512 bytes");
    }

    [Fact]
    public void Pattern_OnLines_AllocatesNothing()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, Mail));
        byte[] answer = Encoding.ASCII.GetBytes("220 a\r\n250-b\r\n250 c\r\n221 d\r\n");
        long bytes = 0;
        for (int run = 0; run < 50; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            runner.Connect();
            runner.Receive(answer);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        runner.Result.Reason.Should().Be(CheckReason.Matched);
        bytes.Should().Be(0);
    }

    private static IEnumerable<CheckSample> Mails()
    {
        yield return Passes(Mail, Greeting + "250-PIPELINING\r\n250 SIZE\r\n221 bye\r\n");
        yield return Passes(Mail, "220 \n250 \n221 ");
        yield return Passes(Mail, $"{Greeting}250-{new string('x', 5000)}\r\n250 ok\r\n221 bye\r\n");
        yield return new(Mail, "554 no\r\n", Closes: false, CheckReason.None);
        yield return Closes(Mail, "554 no\r\n", "554 no");
        yield return Closes(Mail, "", "");
        yield return Closes(Mail, Greeting + "502 what?\r\n", "502 what?");
        yield return Closes(Mail, Greeting + "250 ok", "250 ok");
        yield return new(Mail, new string('x', 20_000), Closes: true, CheckReason.TooLong);
        yield return new(Mail, "220 " + new string('\n', 300), Closes: true, CheckReason.TooLong);
        yield return new(Mail, "220 " + new string('\n', 256), Closes: true, CheckReason.ClosedEarly);
    }

    private static IEnumerable<CheckSample> Texts()
    {
        string[] binary = ["--send-hex", "01 02", "--expect-hex", "00 ff 00", "--expect", "\r\n\r\n"];
        yield return Passes(["--expect", "aab"], "aaab");
        yield return Passes(["--expect", "220 ", "--expect", "ok"], "220 is ok");
        yield return Passes(binary, "\0\0\u00FF\0\u00FF\0x\r\n\r\n");
        yield return Closes(binary, "\0\u00FF\r\n\r\n", "");
        yield return Passes(["--expect", "é"], "\u00C3\u00A9");
        yield return Passes(["--expect-not", "no", "--expect", "yes"], "yes no");
        yield return Fails(["--expect-not", "no", "--expect", "yes"], "not yes", "not yes");
        yield return Fails(["--expect-not", "yes", "--expect", "yes"], "yes\r\n", "yes");
        yield return Fails(["--expect", "a", "--expect-not", "b\n", "--expect", "c"], "b\na\nb\nc", "b");
        yield return Passes(["--expect", "a", "--expect-not", "b", "--expect", "c", "--expect", "d"], "bac bd");
    }

    private static IEnumerable<CheckSample> Captures()
    {
        yield return Passes(Apop, "+OK pop <12.34@host>\r\n+OK\r\n");
        yield return new(Apop, "+OK pop\r\n", Closes: false, CheckReason.None);
        yield return Closes(Apop, "+OK pop <12.34@host>", "+OK pop <12.34@host>");
        yield return new(Apop, $"<{new string('x', 127)}>\r\n", Closes: true, CheckReason.TooLong);
        yield return Passes(Apop, $"<{new string('x', 126)}>\r\n+OK");
        yield return new(["--capture", "A=a|(b)", "--close"], "a\r\n", Closes: false, CheckReason.None);
        yield return Ended(["--capture", "A=a|(b)", "--close"], "a\r\nb\r\n");
    }

    private static IEnumerable<CheckSample> Ends()
    {
        yield return Ended(Polite, "ready\r\n");
        yield return Ended(Polite, "ready\r\nanything\r\n");
        yield return new(Polite, "ready\r\nanything\r\n", Closes: false, CheckReason.None);
        yield return Fails(Polite, "ready\r\nan error\r\n", "an error");
        yield return Fails(Polite, "error, not ready: fail", "error, not ready: fail");
        yield return Closes(Polite, "error", "error");
        yield return Ended(["--close"], "");
        yield return Ended(["--expect-regex", "^b$", "--close"], "a\nb");
        yield return Ended(["--expect-regex", "^b$"], "a\nb");
        yield return Closes(["--expect-regex", "^b$"], "a\nc", "c");
        yield return Closes(["--expect-regex", "^b$", "--send", "x", "--close"], "a\nb", "b");
    }

    private static CheckSample Passes(string[] options, string answer) =>
        new(options, answer, Closes: false, CheckReason.Matched);

    private static CheckSample Ended(string[] options, string answer) =>
        new(options, answer, Closes: true, CheckReason.Matched);

    private static CheckSample Fails(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: false, CheckReason.Mismatch) { Evidence = evidence };

    private static CheckSample Closes(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: true, CheckReason.ClosedEarly) { Evidence = evidence };

    private static string Say(CheckRunner runner, string answer)
    {
        runner.Forget();
        runner.Receive(Encoding.Latin1.GetBytes(answer));
        return Encoding.Latin1.GetString(runner.Sent.Span);
    }

    private CheckRunner Connected(string[] words)
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, words));
        runner.Connect();
        return runner;
    }

    private string PlaceAfter(string[] words, string answer)
    {
        CheckRunner runner = Connected(words);
        Say(runner, answer);
        return runner.Place;
    }

    private string Identity(params string[] words) => CheckCompiler.Program(Plugin, words).Identity;
}
