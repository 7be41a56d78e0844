using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class LoadRulesTests
{
    private readonly Diagnostics _diagnostics = new();

    [Fact]
    public void Build_MoreChecksThanAnyMachineMakes_IsRefused()
    {
        Timing fast = Draft.Timing with { IntervalUs = 10_000, TimeoutUs = 1_000 };

        Plan? plan = Draft.Plan(Draft.Configuration(Draft.Farm("www", 80, 2_001, fast)), _diagnostics);

        plan.Should().BeNull();
        _diagnostics.InFileOrder.Should().Equal(new Diagnostic(
            DiagnosticSeverity.Error,
            PlanningRules.Load,
            Draft.Line(7),
            "200100 checks a second are more than the 200000 that can be made; write longer intervals"));
    }

    [Fact]
    public void Build_AsManyChecksAsCanBeMade_IsTaken()
    {
        Timing fast = Draft.Timing with { IntervalUs = 10_000, TimeoutUs = 1_000 };

        Draft.Plan(Draft.Configuration(Draft.Farm("www", 80, 2_000, fast)), _diagnostics).Should().NotBeNull();

        _diagnostics.InFileOrder.Should().BeEmpty();
    }

    [Fact]
    public void Build_HangingServersPastTheLimit_WarnsWithNumbers()
    {
        Configuration configuration = Draft.Configuration(Draft.Farm("www", 80, 1_000)) with
        {
            Global = new GlobalSettings { MaxInFlight = 100 },
        };

        Plan? plan = Draft.Plan(configuration, _diagnostics);

        plan!.MaxInFlight.Should().Be(100);
        _diagnostics.InFileOrder.Should().Equal(new Diagnostic(
            DiagnosticSeverity.Warning,
            PlanningRules.InFlight,
            Draft.Line(7),
            "if every server hung, 500 checks would be in flight and 100 may be; intervals would then become 5.0 "
            + "times as long"));
    }

    [Fact]
    public void Build_TimeoutsLongerThanTheInterval_CountOneCheckEach()
    {
        Timing slow = Draft.Timing with { IntervalUs = 1_000_000, TimeoutUs = 5_000_000 };
        Configuration configuration = Draft.Configuration(Draft.Farm("www", 80, 50, slow)) with
        {
            Global = new GlobalSettings { MaxInFlight = 50 },
        };

        Draft.Plan(configuration, _diagnostics);

        _diagnostics.WarningCount.Should().Be(0, "a monitor never has two attempts at once");
    }

    [Theory]
    [InlineData(4096, 1024, 10_000, 960)]
    [InlineData(100, 1024, 10_000, 100)]
    [InlineData(4096, 1024, 7, 7)]
    [InlineData(4096, 64, 10_000, 1)]
    [InlineData(4096, 3, 10_000, 1)]
    [InlineData(4096, 1024, 0, 1)]
    public void MaxInFlight_EachBound_TheSmallestHoldsButOneIsAlwaysAllowed(
        int configured, int descriptors, int monitors, int expected)
    {
        new PlanLimits(descriptors).MaxInFlight(configured, monitors).Should().Be(expected);
    }
}
