using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class PlanChangeTextTests
{
    [Fact]
    public void Lines_OfTheSamePlan_AreNone() =>
        PlanChangeText.Lines(PlanDiff.Between(First(), First())).Should().BeEmpty();

    [Fact]
    public void Lines_OfAChange_NameWhatComesGoesAndChanges()
    {
        Plan next = new PlanMaker()
            .Service("tcp 10.0.0.9:80").Real("10.1.0.9:80", weight: 3)
            .Service("tcp 10.0.0.1:80", floor: new Core.Config.Floor(1, 0))
            .Real("10.1.0.1:80", weight: 7).Real("10.1.0.2:80", upper: 9).Real("10.1.0.4:80").Build();

        PlanChangeText.Lines(PlanDiff.Between(First(), next)).Should().Equal(
            "+ tcp 10.0.0.9:80  tcp 10.0.0.9:80",
            "+ tcp 10.0.0.9:80 10.1.0.9:80 weight 3",
            "~ tcp 10.0.0.1:80  tcp 10.0.0.1:80",
            "~ tcp 10.0.0.1:80 10.1.0.1:80 weight 1 -> 7",
            "~ tcp 10.0.0.1:80 10.1.0.2:80 settings or checks",
            "+ tcp 10.0.0.1:80 10.1.0.4:80 weight 1",
            "- tcp 10.0.0.1:80 10.1.0.3:80 weight 1",
            "- tcp 10.0.0.2:80  tcp 10.0.0.2:80",
            "- tcp 10.0.0.2:80 10.1.0.1:80 weight 1");
    }

    private static Plan First() => new PlanMaker()
        .Service("tcp 10.0.0.1:80").Real("10.1.0.1:80").Real("10.1.0.2:80").Real("10.1.0.3:80")
        .Service("tcp 10.0.0.2:80").Real("10.1.0.1:80").Build();
}
