using System.Linq;
using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>What operators order changes who carries traffic, and no verdict.</summary>
public sealed class OrderTests
{
    private const long SecondUs = 1_000_000;

    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700));

    [Fact]
    public void Disabled_TheLastOne_LeavesTheServiceEmpty()
    {
        LoopHarness harness = Running();
        Order(harness, 0, OrderKind.Disabled);
        harness.Facts(FactKind.Empty).Should().BeEmpty();
        Order(harness, 1, OrderKind.Draining);

        harness.Facts(FactKind.Empty).Should().ContainSingle().Which.B.Should().Be(0, "nobody would carry traffic");
        harness.Facts(FactKind.Down).Should().BeEmpty();
        Order(harness, 1, OrderKind.None);
        harness.Facts(FactKind.Served).Where(f => f.TimeUs > harness.StartUs + SecondUs)
            .Should().ContainSingle().Which.Should().Match<Fact>(f => f.A == 1 && f.B == 1);
    }

    [Fact]
    public void Weight_OfNought_IsStandby()
    {
        LoopHarness harness = Running();
        harness.Loop.Order(OrderOf(harness, 0, OrderKind.None, weight: 0));
        harness.Loop.Table.Services[0].Up.Should().Be(1);
        harness.Loop.Order(OrderOf(harness, 0, OrderKind.None, weight: 9));

        harness.Loop.Table.Services[0].Up.Should().Be(2);
    }

    [Fact]
    public void Disabled_OneThatFailsAndRecovers_IsCountedOnlyWhenEnabled()
    {
        LoopHarness harness = Running();
        Order(harness, 0, OrderKind.Disabled);
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(5_000);
        harness.Facts(FactKind.Down).Should().ContainSingle().Which.C.Should().Be(1);
        harness.Put(1, Pong);
        harness.RunMs(5_000);
        harness.Loop.Table.Services[0].Up.Should().Be(1);

        Order(harness, 0, OrderKind.None);

        harness.Loop.Table.Services[0].Up.Should().Be(2);
    }

    [Fact]
    public void Enabled_WithSlowStart_GrowsFromATenth()
    {
        LoopHarness harness = Running(slowStartUs: 10 * SecondUs);
        Order(harness, 0, OrderKind.Disabled);
        harness.RunMs(60_000);
        harness.Facts(FactKind.Ramped).Should().BeEmpty();
        Order(harness, 0, OrderKind.None);
        harness.RunMs(15_000);

        harness.Facts(FactKind.Ramped).Select(f => f.A).Should().Equal(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
    }

    [Fact]
    public void Weight_Alone_StartsNothingSlowly()
    {
        LoopHarness harness = Running(slowStartUs: 10 * SecondUs);
        harness.Loop.Order(OrderOf(harness, 0, OrderKind.None, weight: 5));
        harness.RunMs(2_000);

        harness.Facts(FactKind.Ramped).Should().BeEmpty();
    }

    [Fact]
    public void Reload_OfAnOrderedRealServer_KeepsItOut()
    {
        LoopHarness harness = Running();
        Order(harness, 0, OrderKind.Disabled);
        harness.Follow(PlanOf(slowStartUs: SecondUs));
        harness.RunMs(2_000);

        harness.Loop.Table.Services[0].Up.Should().Be(1);
        harness.Loop.Table.Reals[0].Order.Should().Be(OrderKind.Disabled);
    }

    [Fact]
    public void Order_AndReload_BetweenTheSameTurns_AreBothTaken()
    {
        LoopHarness harness = Running();
        harness.Loop.Order(OrderOf(harness, 0, OrderKind.Disabled));
        harness.Loop.Order(OrderOf(harness, 1, OrderKind.Disabled));
        harness.Stream.Flush(harness.Clock.NowUs);
        harness.Follow(PlanOf(slowStartUs: SecondUs));
        harness.RunMs(10);

        harness.Facts(FactKind.Empty).Should().ContainSingle();
        harness.Loop.Table.Services[0].Up.Should().Be(0);
    }

    [Fact]
    public void Order_OfEveryKind_AllocatesNothing()
    {
        LoopHarness harness = Running();
        Order(harness, 0, OrderKind.Disabled);
        long before = System.GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            harness.Loop.Order(OrderOf(harness, 0, (OrderKind)(i % 4), weight: i - 1));
        }

        (System.GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private static LoopHarness Running(long slowStartUs = 0)
    {
        LoopHarness harness = new(PlanOf(slowStartUs), s =>
        {
            s.Put(PlanFactory.Host(1), Pong);
            s.Put(PlanFactory.Host(2), Pong);
        });
        harness.RunMs(2_000);
        return harness;
    }

    private static Plan PlanOf(long slowStartUs) => new PlanFactory()
        .Service(1).Reals(1, 2, Timings.Every(1000) with { SlowStartUs = slowStartUs }).Build();

    private static Fact OrderOf(LoopHarness harness, int real, OrderKind kind, int weight = -1) =>
        new(FactKind.Ordered)
        { TimeUs = harness.Clock.NowUs, Service = 0, Real = real, A = (int)kind, B = weight };

    private static void Order(LoopHarness harness, int real, OrderKind kind)
    {
        harness.Loop.Order(OrderOf(harness, real, kind));
        harness.RunMs(1);
    }
}
