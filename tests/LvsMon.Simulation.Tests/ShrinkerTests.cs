using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Simulation.Episodes;
using LvsMon.Simulation.Shrinking;
using Xunit;

namespace LvsMon.Simulation.Tests;

public sealed class ShrinkerTests
{
    private static readonly StormEvent[] All =
        [.. Enumerable.Range(0, 500).Select(i => new StormEvent(i * 1000, StormKind.Peer, i, 0, 0))];

    [Fact]
    public void Shortest_TwoEventsMatter_LeavesThese()
    {
        Shrinker shrinker = new(events =>
            Has(events, 17) && Has(events, 390) ? new SimulationFailure($"broken by {events.Count}") : null);

        shrinker.Shortest(All, new SimulationFailure("broken by all")).Select(one => one.A).Should().Equal(17, 390);
        shrinker.Failure!.Message.Should().Be("broken by 2");
    }

    [Fact]
    public void Shortest_AnotherFailureOnTheWay_IsNotFollowed()
    {
        Shrinker shrinker = new(events => !Has(events, 3) ? new InvalidOperationException("something else")
            : Has(events, 4) ? new SimulationFailure("broken as before")
            : null);

        shrinker.Shortest(All, new SimulationFailure("broken as before")).Select(one => one.A).Should().Equal(3, 4);
    }

    [Fact]
    public void Shortest_CannotBeRepeated_StaysWhole()
    {
        Shrinker shrinker = new(_ => null);

        shrinker.Shortest(All, new SimulationFailure("once")).Should().HaveCount(All.Length);
    }

    private static bool Has(IReadOnlyList<StormEvent> events, int number) => events.Any(one => one.A == number);
}
