using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class FailureCausesTests
{
    private readonly Diagnostics _diagnostics = new();

    [Fact]
    public void All_EveryFailureReason_HasOneWordWithoutBlanks()
    {
        FailureCauses.All.Should().Equal(
            "connect-refused",
            "connect-timeout",
            "connect-unreachable",
            "connect-reset",
            "self-connect",
            "send-timeout",
            "receive-timeout",
            "receive-reset",
            "closed-early",
            "too-long",
            "malformed",
            "status",
            "mismatch",
            "tls-handshake",
            "tls-timeout",
            "tls-alert",
            "tls-certificate-expired",
            "tls-certificate-expiring",
            "tls-certificate-untrusted",
            "tls-name-mismatch",
            "exit",
            "killed-by-signal",
            "program-timeout",
            "no-success",
            "agent-down",
            "agent-maint");
    }

    [Fact]
    public void QuiesceReasons_NoLine_RemovesAlways()
    {
        ServicePlan service = Resolve();

        Reasons.Failures.Should().OnlyContain(r => service.ActionFor(r) == FailureAction.Remove);
    }

    [Fact]
    public void QuiesceReasons_LineWithCauses_QuiescesOnlyThose()
    {
        ServicePlan service = Resolve(
            new FailureRule(FailureAction.Remove, []),
            Rule(FailureAction.Quiesce, "connect-timeout", "status"));

        Reasons.Failures.Where(r => service.ActionFor(r) == FailureAction.Quiesce)
            .Should().BeEquivalentTo(new[] { CheckReason.ConnectTimeout, CheckReason.StatusRefused });
    }

    [Fact]
    public void QuiesceReasons_QuiesceAsRule_RemovesOnlyTheCausesNamed()
    {
        ServicePlan service = Resolve(
            Rule(FailureAction.Remove, "connect-refused"),
            new FailureRule(FailureAction.Quiesce, []));

        Reasons.Failures.Where(r => service.ActionFor(r) == FailureAction.Remove)
            .Should().Equal(CheckReason.ConnectRefused);
    }

    [Theory]
    [InlineData("conect-refused", "unknown failure cause \"conect-refused\"; did you mean \"connect-refused\"?")]
    [InlineData("status-404", "\"status-404\" names one status code; write \"status\", which is every code that is not "
        + "accepted")]
    [InlineData("own-lag", "\"own-lag\" is trouble of the director itself: it never fails a real server "
        + "and has no action")]
    public void QuiesceReasons_UnknownCause_IsAnErrorAtItsWord(string cause, string message)
    {
        Resolve(Rule(FailureAction.Quiesce, cause));

        _diagnostics.InFileOrder.Should().Equal(
            new Diagnostic(DiagnosticSeverity.Error, PlanningRules.UnknownCause, Draft.Line(1), message));
    }

    [Fact]
    public void QuiesceReasons_CauseLikeNoOther_ListsAll()
    {
        Resolve(Rule(FailureAction.Quiesce, "everything"));

        _diagnostics.InFileOrder[0].Message.Should()
            .StartWith("unknown failure cause \"everything\"; known are connect-refused, ")
            .And.EndWith(", agent-maint");
    }

    private static FailureRule Rule(FailureAction action, params string[] causes) =>
        new(action, [.. causes.Select(c => Draft.Word(c))]);

    private ServicePlan Resolve(params FailureRule[] rules)
    {
        Configuration configuration = Draft.Configuration(
            Draft.Service("www", Draft.Real("10.0.0.11:80")) with { OnFailure = rules });
        Plan? plan = Draft.Plan(configuration, _diagnostics);
        return plan?.Services[0] ?? Draft.Plan(Draft.Service("www", Draft.Real("10.0.0.11:80"))).Services[0];
    }
}
