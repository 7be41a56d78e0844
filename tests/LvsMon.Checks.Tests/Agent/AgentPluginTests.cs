using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Agent;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Agent;

/// <summary>The contract, with the lines of agents for HAProxy and of servers that are none.</summary>
public sealed class AgentPluginTests : CheckContractTests
{
    private static readonly string[] None = [];

    protected override ICheckPlugin Plugin { get; } = new AgentPlugin();

    protected override IEnumerable<CheckSample> Samples => [.. Weights(), .. Words(), .. Bounds(), .. Strangers()];

    [Theory]
    [InlineData("")]
    [InlineData("lb1\n")]
    public void Connection_Made_SendsWhatIsAskedFor(string text)
    {
        string[] options = text.Length == 0 ? [] : ["--send", text];
        CheckProgram program = CheckCompiler.Program(Plugin, options);
        CheckRunner runner = new(program);

        runner.Connect();

        Encoding.Latin1.GetString(runner.Sent.Span).Should().Be(text);
        (program.IsAdvice, program.SpeaksFirst).Should().Be((true, text.Length > 0));
    }

    [Theory]
    [InlineData("--least", "101")]
    [InlineData("--least", "-1")]
    [InlineData("--most", "0")]
    [InlineData("--most", "1001")]
    [InlineData("--most", "50%")]
    [InlineData("--send", "")]
    public void Options_OutOfTheirRange_AreRefused(string option, string value) =>
        CheckCompiler.Errors(Plugin, option, value).Should().ContainSingle();

    private static IEnumerable<CheckSample> Weights()
    {
        yield return Advises("75%\n", 75);
        yield return Advises("75%\r\n", 75);
        yield return Advises("0%\n", 0);
        yield return Advises("100%\n", 100);
        yield return Advises("up 60%\n", 60);
        yield return Advises("60%,ready\tmaxconn:30\n", 60);
        yield return Advises("30% 40%\n", 40);
        yield return Advises("50% # half the machine is busy\n", 50);
        yield return Advises("50%#none\n", 50);
        yield return Advises("  50%  \n", 50);
        yield return Advises("50%\nignored\n", 50);
        yield return new(None, "50%", Closes: true, CheckReason.Advised, 50);
        yield return new(None, "50%", Closes: false, CheckReason.None);
        yield return new(None, "", Closes: false, CheckReason.None);
    }

    private static IEnumerable<CheckSample> Words()
    {
        yield return Advises("up\n", 100);
        yield return Advises("READY\n", 100);
        yield return Advises("drain\n", 0);
        yield return Advises("drain 75%\n", 0);
        yield return Says("down\n", CheckReason.AgentDown, "down");
        yield return Says("down#disk full\n", CheckReason.AgentDown, "down#disk full");
        yield return Says("failed 100%\n", CheckReason.AgentDown, "failed 100%");
        yield return Says("Stopped\r\n", CheckReason.AgentDown, "Stopped");
        yield return Says("up down\n", CheckReason.AgentDown, "up down");
        yield return Says("maint\n", CheckReason.AgentMaint, "maint");
        yield return Says("maint drain up 10%\n", CheckReason.AgentMaint, "maint drain up 10%");
        yield return Says("down maint\n", CheckReason.AgentDown, "down maint");
    }

    private static IEnumerable<CheckSample> Bounds()
    {
        string[] bounds = ["--least", "10", "--most", "200"];
        yield return new(bounds, "5%\n", Closes: false, CheckReason.Advised, 10);
        yield return new(bounds, "150%\n", Closes: false, CheckReason.Advised, 150);
        yield return new(bounds, "999999%\n", Closes: false, CheckReason.Advised, 200);
        yield return new(bounds, "drain\n", Closes: false, CheckReason.Advised, 0);
        yield return new(bounds, "up\n", Closes: false, CheckReason.Advised, 100);
        yield return Advises("150%\n", 100);
    }

    private static IEnumerable<CheckSample> Strangers()
    {
        yield return Says("\n", CheckReason.Malformed, "");
        yield return Says("# nothing\n", CheckReason.Malformed, "# nothing");
        yield return Says("%\n", CheckReason.Malformed, "%");
        yield return Says("-5%\n", CheckReason.Malformed, "-5%");
        yield return Says("75 %\n", CheckReason.Malformed, "75 %");
        yield return Says("upstairs\n", CheckReason.Malformed, "upstairs");
        yield return Says("000000075%\n", CheckReason.Malformed, "000000075%");
        yield return Says("HTTP/1.1 400 Bad Request\r\n", CheckReason.Malformed, "HTTP/1.1 400 Bad Request");
        yield return Says("\u0081\0\0\u0001\n", CheckReason.Malformed, "\u0081\0\0\u0001");
        yield return new(None, "", Closes: true, CheckReason.ClosedEarly);
        yield return new(None, new string('x', 5000), Closes: true, CheckReason.TooLong);
    }

    private static CheckSample Advises(string line, short percent) =>
        new(None, line, Closes: false, CheckReason.Advised, percent);

    private static CheckSample Says(string line, CheckReason reason, string evidence) =>
        new(None, line, Closes: false, reason) { Evidence = evidence };
}
