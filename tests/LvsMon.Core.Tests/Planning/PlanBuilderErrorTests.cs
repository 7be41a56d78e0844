using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class PlanBuilderErrorTests
{
    /// <summary>A rule of reading the options of a check.</summary>
    private const string ValueRule = "check-option-value";

    private readonly Diagnostics _diagnostics = new();

    [Theory]
    [InlineData("htp", "unknown check \"htp\"; did you mean \"http\"?")]
    [InlineData("HTTP", "unknown check \"HTTP\"; did you mean \"http\"?")]
    [InlineData("htpt", "unknown check \"htpt\"; did you mean \"http\"?")]
    [InlineData("storefrnt", "unknown check \"storefrnt\"; did you mean \"storefront\"?")]
    [InlineData("ldap", "unknown check \"ldap\"; known are banner, http, storefront, tcp")]
    public void Build_UnknownCheck_SaysWhatWasMeant(string name, string message)
    {
        Configuration configuration = Draft.Configuration(
            Draft.Service("www", Draft.Real("10.0.0.11:80", Draft.Check(name, line: 6)))) with
        {
            NamedChecks = [new NamedCheck(Draft.Word("storefront"), Draft.Check("http"))],
        };

        Draft.Plan(configuration, _diagnostics).Should().BeNull();

        _diagnostics.InFileOrder.Should().Equal(
            new Diagnostic(DiagnosticSeverity.Error, PlanningRules.UnknownCheck, Draft.Line(6), message));
    }

    [Fact]
    public void Build_WrongCheckSharedByMany_IsReportedOnce()
    {
        CheckReference shared = Draft.Check("htp");

        Draft.Plan(
            Draft.Configuration(Draft.Service(
                "www", Draft.Real("10.0.0.11:80", shared), Draft.Real("10.0.0.12:80", shared))),
            _diagnostics);

        _diagnostics.ErrorCount.Should().Be(1);
    }

    [Fact]
    public void Build_SeveralMistakes_AreAllReported()
    {
        Draft.Plan(
            Draft.Configuration(Draft.Service(
                "www",
                Draft.Real("10.0.0.11:80", Draft.Check("htp", line: 1)),
                Draft.Real("10.0.0.12:80", Draft.Check("http --text wrong", 2)),
                Draft.Real("10.0.0.13:80", Draft.Check("http --port 0", 3)),
                Draft.Real("10.0.0.14:80", Draft.Check("http --connect www.example.com", 4)),
                Draft.Real("10.0.0.15:80", Draft.Check("http --source 0.0.0.0", 5)))),
            _diagnostics);

        _diagnostics.InFileOrder.Select(d => (d.Rule, d.Span.Line, d.Message)).Should().Equal(
            (PlanningRules.UnknownCheck, 1, "unknown check \"htp\"; did you mean \"http\"?"),
            (ValueRule, 2, "the text is wrong; write another"),
            (ValueRule, 3, "\"0\" is not a port; write a number from 1 to 65535"),
            (ValueRule, 4,
                "\"www.example.com\" is not the IPv4 or IPv6 address of a host; write --connect ADDRESS"),
            (ValueRule, 5,
                "\"0.0.0.0\" is not the IPv4 or IPv6 address of a host; write --source ADDRESS"));
    }

    [Fact]
    public void Build_NamedCheckThatNothingUses_IsStillCompiled()
    {
        Configuration configuration = Draft.Configuration(Draft.Service("www", Draft.Real("10.0.0.11:80"))) with
        {
            NamedChecks = [new NamedCheck(Draft.Word("web"), Draft.Check("http --text wrong"))],
        };

        Draft.Plan(configuration, _diagnostics).Should().BeNull();

        _diagnostics.InFileOrder.Should().ContainSingle(d => d.Rule == ValueRule);
    }

    [Fact]
    public void Build_NamedCheckWithAPluginsName_IsRefused()
    {
        Configuration configuration = Draft.Configuration(Draft.Service("www", Draft.Real("10.0.0.11:80"))) with
        {
            NamedChecks = [new NamedCheck(Draft.Word("http", 2), Draft.Check("tcp"))],
        };

        Draft.Plan(configuration, _diagnostics).Should().BeNull();

        _diagnostics.InFileOrder.Should().ContainSingle(d => d.Rule == PlanningRules.CheckName)
            .Which.Span.Should().Be(Draft.Line(2));
    }

    [Fact]
    public void Build_MarkedServerWithoutPort_NeedsAPortOfItsCheck()
    {
        Draft.Plan(
            Draft.Configuration(Draft.Service(
                "mail",
                Draft.Real("10.0.0.11:0", Draft.Check("banner --port 25")),
                Draft.Real("10.0.0.12:0", Draft.Check("banner")),
                Draft.Real("10.0.0.13:0") with { CheckPort = 25 })),
            _diagnostics);

        _diagnostics.InFileOrder.Should().ContainSingle()
            .Which.Should().Be(new Diagnostic(
                DiagnosticSeverity.Error,
                PlanningRules.CheckPort,
                Draft.Line(7),
                "real server 10.0.0.12 has no port to check; write ADDRESS:PORT or give its check --port"));
    }

    [Fact]
    public void Build_SourceOfAnotherFamily_IsReportedOnce()
    {
        CheckReference shared = Draft.Check("http --source 2001:db8::1", 4);

        Draft.Plan(
            Draft.Configuration(Draft.Service(
                "www", Draft.Real("10.0.0.11:80", shared), Draft.Real("10.0.0.12:80", shared))),
            _diagnostics);

        _diagnostics.InFileOrder.Should().Equal(new Diagnostic(
            DiagnosticSeverity.Error,
            PlanningRules.CheckSource,
            Draft.Line(4),
            "source 2001:db8::1 cannot reach 10.0.0.11:80; write an IPv4 address"));
    }

    [Fact]
    public void Build_ErrorsOfReading_GiveNoPlan()
    {
        _diagnostics.Error("unknown-directive", Draft.Line(1), "from before");

        Draft.Plan(Draft.Configuration(Draft.Service("www", Draft.Real("10.0.0.11:80"))), _diagnostics)
            .Should().BeNull();

        _diagnostics.ErrorCount.Should().Be(1);
    }
}
