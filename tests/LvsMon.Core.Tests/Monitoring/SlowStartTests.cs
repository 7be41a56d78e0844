using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class SlowStartTests
{
    private const long SecondUs = 1_000_000;

    private static readonly Timing Slow = Timings.Every(1000, fall: 1) with { SlowStartUs = 10 * SecondUs };
    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700));

    [Fact]
    public void Start_OfTheDaemon_HasNoSteps()
    {
        LoopHarness harness = Running(PlanOf(Slow));
        harness.RunMs(20_000);

        harness.Facts(FactKind.Up).Should().HaveCount(2);
        harness.Facts(FactKind.Ramped).Should().BeEmpty();
    }

    [Fact]
    public void RealServer_ThatComesBack_GrowsInTenths()
    {
        LoopHarness harness = Running(PlanOf(Slow));
        long upUs = FallAndRecover(harness);
        harness.RunMs(15_000);

        Fact[] steps = [.. harness.Facts(FactKind.Ramped)];
        steps.Select(f => (f.Real, f.A)).Should().Equal(
            (0, 10), (0, 20), (0, 30), (0, 40), (0, 50), (0, 60), (0, 70), (0, 80), (0, 90), (0, 100));
        steps[0].TimeUs.Should().Be(upUs);
        for (int i = 1; i < steps.Length; i++)
        {
            (steps[i].TimeUs - upUs).Should().BeInRange((i + 1) * SecondUs, ((i + 1) * SecondUs) + 101_000);
        }
    }

    [Fact]
    public void RealServer_DownAtTheStart_GrowsWhenItComes()
    {
        LoopHarness harness = new(PlanOf(Slow), s => s.Put(PlanFactory.Host(1), SimulatedPeer.Refusing()));
        harness.RunMs(3_000);
        harness.Put(1, Pong);
        harness.RunMs(2_000);

        harness.Facts(FactKind.Ramped).Should().ContainSingle().Which.A.Should().Be(10);
    }

    [Fact]
    public void RealServer_ThatFallsOnTheWay_BeginsAnew()
    {
        LoopHarness harness = Running(PlanOf(Slow));
        FallAndRecover(harness);
        harness.RunMs(4_500);
        harness.Facts(FactKind.Ramped)[^1].A.Should().BeInRange(40, 60);

        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(5_000);
        int steps = harness.Facts(FactKind.Ramped).Count;
        harness.RunMs(5_000);
        harness.Facts(FactKind.Ramped).Should().HaveCount(steps, "what is down does not grow");
        harness.Put(1, Pong);
        harness.RunMs(13_000);

        harness.Facts(FactKind.Ramped).Skip(steps).Select(f => f.A)
            .Should().Equal(10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
    }

    [Fact]
    public void Reload_OnTheWay_GoesOnWithTheNewTime()
    {
        LoopHarness harness = Running(PlanOf(Slow));
        FallAndRecover(harness);
        harness.RunMs(4_500);
        harness.Follow(PlanOf(Slow with { SlowStartUs = 0 }));
        harness.RunMs(10);

        harness.Facts(FactKind.Ramped)[^1].A.Should().Be(100, "nothing is slow any more");
    }

    [Fact]
    public void Reload_ThatMakesItSlower_TakesNothingBack()
    {
        LoopHarness harness = Running(PlanOf(Slow));
        FallAndRecover(harness);
        harness.RunMs(4_500);
        int before = harness.Facts(FactKind.Ramped)[^1].A;
        before.Should().BeInRange(40, 60);
        harness.Follow(PlanOf(Slow with { SlowStartUs = 40 * SecondUs }));
        int steps = harness.Facts(FactKind.Ramped).Count;
        harness.RunMs(40_000);

        harness.Facts(FactKind.Ramped).Skip(steps).Select(f => f.A)
            .Should().BeInAscendingOrder().And.OnlyContain(share => share > before).And.EndWith(100);
    }

    [Fact]
    public void Reload_ThatAddsARealServer_LetsItGrow()
    {
        LoopHarness harness = Running(PlanOf(Slow));
        harness.Put(3, Pong);
        harness.Follow(new PlanFactory().Service(1).Reals(1, 3, Slow, FakePrograms.Ping).Build());
        harness.RunMs(2_000);

        harness.Facts(FactKind.Ramped)[0].Should().Match<Fact>(f => f.Real == 2 && f.A == 10);
    }

    [Fact]
    public void Steps_BetweenThem_CostNoTurns()
    {
        LoopHarness harness = Running(PlanOf(Slow with { SlowStartUs = 100 * SecondUs, IntervalUs = 60 * SecondUs }));
        FallAndRecover(harness, waitMs: 61_000);
        long turns = harness.Counters.Turns;
        harness.RunMs(50_000);

        (harness.Counters.Turns - turns).Should().BeLessThan(600, "a grid of 100 ms, and the checks");
    }

    private static long FallAndRecover(LoopHarness harness, int waitMs = 1_100)
    {
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(waitMs);
        harness.Put(1, Pong);
        harness.RunMs(waitMs);
        return harness.Facts(FactKind.Up)[^1].TimeUs;
    }

    private static LoopHarness Running(Plan plan)
    {
        LoopHarness harness = new(plan, s =>
        {
            s.Put(PlanFactory.Host(1), Pong);
            s.Put(PlanFactory.Host(2), Pong);
        });
        harness.RunMs(2_000);
        return harness;
    }

    private static Plan PlanOf(Timing timing) =>
        new PlanFactory().Service(1).Reals(1, 2, timing, FakePrograms.Ping).Build();
}
