using System.Text;
using FluentAssertions;
using LvsMon.Composition;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Tests.Commands;
using Xunit;

namespace LvsMon.Tests.Composition;

public sealed class HandCheckTests
{
    [Fact]
    public void Line_OfAPass_IsTheOneOfTheReference()
    {
        SingleCheckReport report = new(
            new CheckResult(CheckReason.StatusAccepted, 200), 1_800, 300, 0, 20, 1_480, 512, []);

        HandCheck.Line(report).Should().Be(
            "PASS 200 in 1.8ms (connect 0.3ms, send 0.0ms, receive 1.5ms; 512 bytes) | time=0.0018s;;;0");
    }

    [Fact]
    public void Line_OfAnAlert_HasItsNumberAndTheTimeOfTheHandshake()
    {
        SingleCheckReport report = new(new CheckResult(CheckReason.TlsAlert, 40), 1_800, 300, 1_500, 0, 0, 0, []);

        HandCheck.Line(report).Should().Be(
            "FAIL tls alert 40 in 1.8ms (connect 0.3ms, tls 1.5ms, send 0.0ms, receive 0.0ms; 0 bytes) "
            + "| time=0.0018s;;;0");
    }

    [Theory]
    [InlineData("/bin/true", 0, "PASS exit 0 in ")]
    [InlineData("/bin/false", 0, "PASS exit 1 in ")]
    [InlineData("/bin/false", 2, "FAIL exit 1 in ", "--warning", "fail")]
    public void Exec_ByHand_TellsHowItEnded(string program, int code, string begin, params string[] more)
    {
        CommandRun run = CommandRun.Of(["check", "exec", "--program", program, .. more, "127.0.0.1:80"]);

        run.Output.Should().StartWith(begin);
        run.Code.Should().Be(code);
    }

    [Fact]
    public void Exec_OfNoProgram_IsRefusedBeforeItIsRun()
    {
        CommandRun run = CommandRun.Of("check", "exec", "--program", "/nonexistent/check", "127.0.0.1:80");

        run.Error.Should().Contain("\"/nonexistent/check\" is not there");
        run.Code.Should().Be(3);
    }

    [Fact]
    public void Line_OfAConversation_SaysWhere()
    {
        byte[] evidence = Encoding.ASCII.GetBytes("554 no");
        SingleCheckReport report = new(new CheckResult(CheckReason.ReceiveTimeout), 400, 0, 0, 0, 0, 100, evidence)
        {
            Place = "in step 1 expect"u8.ToArray(),
        };

        HandCheck.Line(report).Should().Be(
            "FAIL receive timeout in step 1 expect \"554 no\" in 0.4ms | time=0.0004s;;;0");
    }

    [Fact]
    public void Line_OfEvidence_IsQuotedAndCut()
    {
        byte[] evidence = Encoding.ASCII.GetBytes(new string('x', 100));
        SingleCheckReport report = new(new CheckResult(CheckReason.Mismatch), 400, 0, 0, 0, 0, 100, evidence);

        HandCheck.Line(report).Should().Be($"FAIL mismatch \"{new string('x', 64)}\" in 0.4ms | time=0.0004s;;;0");
    }
}
