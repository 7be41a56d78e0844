using FluentAssertions;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class ReloadLimitTests
{
    private readonly Plan _old = Draft.Plan(Draft.Service(
        "www",
        Draft.Real("10.0.0.11:80") with { Weight = 70 },
        Draft.Real("10.0.0.12:80") with { Weight = 30 },
        Draft.Real("10.0.0.13:80") with { Weight = 0 }));

    [Theory]
    [InlineData(29, true)]
    [InlineData(30, false)]
    [InlineData(100, false)]
    [InlineData(0, false)]
    public void Exceeded_ServerRemoved_ComparesItsShareOfTheWeight(int percent, bool exceeded)
    {
        Plan next = Draft.Plan(Draft.Service("www", Draft.Real("10.0.0.11:80") with { Weight = 70 }));

        PlanChange change = PlanDiff.Between(_old, next);

        ReloadLimit.Exceeded(change, percent).Should().Be(exceeded);
        ReloadLimit.LeavingPercent(change).Should().Be(30);
    }

    [Fact]
    public void Exceeded_WeightBecomesZero_CountsAsLeaving()
    {
        Plan next = Draft.Plan(Draft.Service(
            "www",
            Draft.Real("10.0.0.11:80") with { Weight = 0 },
            Draft.Real("10.0.0.12:80") with { Weight = 3 }));

        ReloadLimit.LeavingPercent(PlanDiff.Between(_old, next)).Should().Be(70);
    }

    [Fact]
    public void Exceeded_WeightsScaledDown_TakesNothingOut()
    {
        Plan next = Draft.Plan(Draft.Service(
            "www",
            Draft.Real("10.0.0.11:80") with { Weight = 7 },
            Draft.Real("10.0.0.12:80") with { Weight = 3 }));

        ReloadLimit.Exceeded(PlanDiff.Between(_old, next), 1).Should().BeFalse();
    }

    [Fact]
    public void Exceeded_NoWeightBefore_IsNever()
    {
        Plan empty = Draft.Plan(Draft.Service("www"));

        PlanChange change = PlanDiff.Between(empty, _old);

        ReloadLimit.Exceeded(change, 1).Should().BeFalse();
        ReloadLimit.LeavingPercent(change).Should().Be(0);
    }
}
