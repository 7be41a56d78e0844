using FluentAssertions;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class PlanReportTests
{
    [Fact]
    public void Of_Plan_CountsWhatItCosts()
    {
        Plan plan = Draft.Plan(
            Draft.Farm("www", 80, 40),
            Draft.Farm("api", 81, 10, Draft.Timing with { IntervalUs = 2_000_000 }));

        PlanReport report = PlanReport.Of(plan);

        report.Services.Should().Be(2);
        report.Reals.Should().Be(50);
        report.ChecksPerSecond.Should().BeApproximately(9, 0.0001);
        report.InFlightWhenAllHang.Should().BeApproximately(30, 0.0001);
        report.MaxInFlight.Should().Be(50);
        report.Monitors.Should().HaveCount(50);
        report.Monitors[41].Should().Be(new PlanReportMonitor(
            plan.Monitors[41].Target,
            plan.Monitors[41].Source,
            plan.Monitors[41].Program.Identity,
            2_000_000,
            plan.Monitors[41].PhaseUs,
            Subscribers: 1));
    }

    [Fact]
    public void MemoryBytes_MoreServersAndBuffers_GrowsByTheirSizes()
    {
        long one = PlanReport.Of(Draft.Plan(Draft.Farm("www", 80, 1))).MemoryBytes;
        long thousand = PlanReport.Of(Draft.Plan(Draft.Farm("www", 80, 1_001))).MemoryBytes;

        // A buffer of 4096 bytes and some hundred bytes of state for each.
        ((thousand - one) / 1_000).Should().BeInRange(4_096 + 400, 4_096 + 1_000);
    }
}
