using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class ServiceSetsTests
{
    [Fact]
    public void Sets_OfAPlan_AreNumberedAsTheyAreNamedFirst()
    {
        Plan plan = new PlanFactory().Service(1).Service(2).Service(3).Service(4).Build();
        plan.Services[1] = plan.Services[1] with { ServiceSet = "shop" };
        plan.Services[2] = plan.Services[2] with { ServiceSet = "mail" };
        plan.Services[3] = plan.Services[3] with { ServiceSet = "shop" };

        ServiceSets sets = new(plan);

        sets.Count.Should().Be(2);
        (sets.Name(0), sets.Name(1)).Should().Be(("shop", "mail"));
        (sets.ServiceCount(0), sets.ServiceCount(1)).Should().Be((2, 1));
        (sets.Of(0), sets.Of(1), sets.Of(2), sets.Of(3)).Should().Be((-1, 0, 1, 0));
    }
}
