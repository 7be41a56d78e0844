using System;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Sockets;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

public sealed class SlotStatesTests
{
    private readonly SlotStates _states = new(3);
    private readonly Ready[] _ready = new Ready[8];

    public SlotStatesTests()
    {
        for (int slot = 0; slot < 3; slot++)
        {
            _states.Begin(slot);
            _states.Expect(slot, Readiness.Receive);
        }
    }

    [Fact]
    public void Edge_SeenOnce_IsReportedUntilExhausted()
    {
        See(1);

        Report().Should().Equal(new Ready(1, Readiness.Receive));
        _states.Prune();
        Report().Should().Equal(new Ready(1, Readiness.Receive));
        _states.Exhaust(1, Readiness.Receive, isCertain: false);
        _states.Prune();
        _states.Queued.Should().Be(0);
    }

    [Fact]
    public void Edge_OfTheEnd_StaysAfterAShortRead()
    {
        _states.See(1, Readiness.Receive, hasEnded: true, hasError: false);

        _states.Exhaust(1, Readiness.Receive, isCertain: false);
        Report().Should().Equal(new Ready(1, Readiness.Receive));
        _states.Exhaust(1, Readiness.Receive, isCertain: true);
        Report().Should().BeEmpty();
    }

    [Fact]
    public void Edge_SeenBeforeExpected_IsReportedThen()
    {
        _states.Expect(1, Readiness.Send);
        See(1);
        Report().Should().BeEmpty();

        _states.Expect(1, Readiness.Receive);
        Report().Should().Equal(new Ready(1, Readiness.Receive));
    }

    [Fact]
    public void Edge_OfAnEndedSlot_IsForgotten()
    {
        See(1);
        _states.End(1);
        _states.Begin(1);
        _states.Expect(1, Readiness.Receive);

        Report().Should().BeEmpty();
        See(1);
        Report().Should().Equal(new Ready(1, Readiness.Receive));
    }

    [Fact]
    public void Again_WithoutAnEdge_ReportsOnce()
    {
        _states.Again(2);

        Report().Should().Equal(new Ready(2, Readiness.Receive));
        _states.Prune();
        Report().Should().BeEmpty();
    }

    [Fact]
    public void Grow_WithAQueueThatWrapsAround_KeepsItsOrder()
    {
        See(0);
        See(1);
        _states.Report(_ready.AsSpan(0, 2)).Should().Be(2);
        _states.Exhaust(0, Readiness.Receive, isCertain: true);
        _states.Prune();
        See(2);
        See(0);

        _states.Grow(9);
        Report().Should().Equal(
            new Ready(1, Readiness.Receive), new Ready(2, Readiness.Receive), new Ready(0, Readiness.Receive));
    }

    private void See(int slot) => _states.See(slot, Readiness.Receive, hasEnded: false, hasError: false);

    private Ready[] Report() => _ready[.._states.Report(_ready)];
}
