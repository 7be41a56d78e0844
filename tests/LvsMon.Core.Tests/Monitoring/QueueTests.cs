using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class QueueTests
{
    [Fact]
    public void Checks_InFlight_AreNeverMoreThanAllowed()
    {
        LoopHarness harness = Crowd(200, maxInFlight: 7, SimulatedPeer.Silent());
        harness.RunMs(20_000);

        harness.Sockets.MostOpen.Should().Be(7);
        harness.Counters.Started.Should().BeGreaterThan(7 * 60, "the slots are used one after the other");
        harness.Sockets.MostIdleWaits.Should().BeLessThan(3);
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(1, 1000)]
    [InlineData(3, 250)]
    [InlineData(3, 2000)]
    public void Queue_FullForLong_ServesEverybodyEquallyOften(int maxInFlight, long hungMs)
    {
        // Times that divide the interval are the hard case: without a queue the same place would win for ever.
        LoopHarness harness = Crowd(20, maxInFlight, SimulatedPeer.Silent(), hungMs);
        harness.RunMs(120_000);

        int[] starts = [.. Enumerable.Range(1, 20).Select(host => harness.ConnectsOf(host).Count)];
        starts.Min().Should().BeGreaterThanOrEqualTo((int)(120_000 / hungMs * maxInFlight / 20) - 2);
        (starts.Max() - starts.Min()).Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Queue_SlotFreed_GoesToTheOldest()
    {
        LoopHarness harness = Crowd(10, maxInFlight: 1, SimulatedPeer.Silent(), hungMs: 300);
        harness.RunMs(30_000);

        List<uint> order = [.. harness.Sockets.Connects.Select(c => c.Target.Address.V4)];
        for (int i = 10; i < order.Count; i++)
        {
            order.Skip(i - 9).Take(9).Should().NotContain(order[i - 10], "all others come before it does again");
        }
    }

    [Fact]
    public void Starts_ManyAtOnce_AreBoundedInATurn()
    {
        PlanFactory factory = new PlanFactory().Service(1).Reals(1, 1000, Timings.Every(1000));
        Plan plan = factory.Build();
        for (int i = 0; i < plan.Monitors.Length; i++)
        {
            plan.Monitors[i] = plan.Monitors[i] with { PhaseUs = 500_000 };
        }

        LoopHarness harness = new(plan, s => { });
        long before = 0;
        long most = 0;
        harness.AfterTurn = () =>
        {
            most = System.Math.Max(most, harness.Counters.Started - before);
            before = harness.Counters.Started;
        };
        harness.RunMs(2_000);

        most.Should().Be(MonitorLoop.StartsPerTurn);
        harness.Counters.Started.Should().Be(3000);
        harness.Sockets.Connects.Count(c => c.TimeUs == harness.StartUs + 500_000).Should().Be(1000);
    }

    [Fact]
    public void Descriptors_AllGone_TakeNobodyDownAndAreToldOnce()
    {
        LoopHarness harness = Crowd(50, maxInFlight: 50, SimulatedPeer.Accepting());
        harness.RunMs(2_000);
        harness.Facts(FactKind.Up).Should().HaveCount(50);
        harness.Sockets.LocalError = OsError.NoDescriptor;
        harness.RunMs(30_000);
        harness.Sockets.LocalError = OsError.None;
        harness.RunMs(3_000);

        harness.Facts(FactKind.Down).Should().BeEmpty();
        harness.Facts(FactKind.Isolated).Should().BeEmpty();
        harness.Facts(FactKind.Blind).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.NoDescriptor);
        Fact seeing = harness.Facts(FactKind.Seeing).Should().ContainSingle().Subject;
        seeing.DurationUs.Should().BeInRange(27_000_000, 30_000_000);
        harness.Facts(FactKind.Inconclusive).Should().ContainSingle();
        harness.Kinds().Should().NotContain(FactKind.Empty);
    }

    [Fact]
    public void Inconclusive_SteadyTrickle_IsToldAtOnceThenByTheMinute()
    {
        LoopHarness harness = Crowd(2, maxInFlight: 2, SimulatedPeer.Accepting());
        harness.Put(1, SimulatedPeer.Failing(OsError.NoRoute));
        harness.RunMs(121_500);

        IReadOnlyList<Fact> told = harness.Facts(FactKind.Inconclusive);
        told.Select(f => f.A).Should().Equal(1, 59, 60);
        harness.Facts(FactKind.Blind).Should().BeEmpty("the other check of the service sees");
    }

    [Fact]
    public void Inconclusive_Gathered_IsToldWhenTheMinuteIsOver()
    {
        LoopHarness harness = Crowd(2, maxInFlight: 2, SimulatedPeer.Accepting());
        harness.Put(1, SimulatedPeer.Failing(OsError.NoRoute));
        harness.RunMs(10_500);
        harness.Put(1, SimulatedPeer.Accepting());
        harness.RunMs(60_000);

        harness.Facts(FactKind.Inconclusive).Select(f => f.A).Should().Equal(1, 10);
    }

    [Fact]
    public void Descriptors_TooFew_LoseNoSlot()
    {
        LoopHarness harness = Crowd(50, maxInFlight: 50, SimulatedPeer.Silent());
        harness.Sockets.DescriptorLimit = 5;
        harness.RunMs(20_000);

        harness.Sockets.MostOpen.Should().Be(5);
        harness.Loop.Attempts.InFlight.Should().Be(harness.Sockets.Open);
    }

    private static LoopHarness Crowd(int count, int maxInFlight, SimulatedPeer peer, long hungMs = 300)
    {
        PlanFactory factory = new PlanFactory().Service(1).Reals(
            1, count, Timings.Every(1000, connectMs: hungMs, timeoutMs: hungMs), FakePrograms.Connect);
        LoopHarness harness = new(factory.Build(maxInFlight), s =>
        {
            for (int host = 1; host <= count; host++)
            {
                s.Put(PlanFactory.Host(host), peer);
            }
        });
        return harness;
    }
}
