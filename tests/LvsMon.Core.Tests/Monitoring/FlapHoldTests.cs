using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class FlapHoldTests
{
    private const long SecondUs = 1_000_000;

    private static readonly Timing Held =
        Timings.Every(1000, fall: 1) with { HoldDownUs = 10 * SecondUs, HoldDownMaxUs = 60 * SecondUs };

    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(2, 10)]
    [InlineData(3, 20)]
    [InlineData(4, 40)]
    [InlineData(5, 60)]
    [InlineData(255, 60)]
    public void Hold_FurtherFalls_DoublesUpToItsEnd(byte falls, int seconds) =>
        FlapHold.HoldUs(falls, Real(Held)).Should().Be(seconds * SecondUs);

    [Fact]
    public void Hold_TimeOfAYear_DoesNotOverflow()
    {
        const long YearUs = 366 * 86_400 * SecondUs;
        Timing timing = Held with { HoldDownUs = YearUs, HoldDownMaxUs = YearUs };

        FlapHold.HoldUs(200, Real(timing)).Should().Be(YearUs);
    }

    [Fact]
    public void Hold_EndBelowItsBegin_IsTheBegin() =>
        FlapHold.HoldUs(9, Real(Held with { HoldDownMaxUs = SecondUs })).Should().Be(10 * SecondUs);

    [Fact]
    public void Hold_Off_AsksForNothing() => FlapHold.HoldUs(9, Real(Held with { HoldDownUs = 0 })).Should().Be(0);

    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(1, 5, 2)]
    [InlineData(7, 59, 8)]
    [InlineData(7, 60, 1)]
    [InlineData(255, 5, 255)]
    public void Falls_AfterSoLongUp_AreCountedOrForgotten(byte falls, int upSeconds, byte expected) =>
        FlapHold.Fallen(falls, upSeconds * SecondUs, Real(Held)).Should().Be(expected);

    [Fact]
    public void RealServer_ThatFlaps_IsHeldLongerEachTimeAndToldSo()
    {
        LoopHarness harness = Running(Held);
        foreach (int expectedS in new[] { 1, 10, 20 })
        {
            long downUs = FallAndRecover(harness);
            harness.RunMs(expectedS * 1000);

            Fact up = harness.Facts(FactKind.Up)[^1];
            (up.TimeUs - downUs).Should().BeInRange(expectedS * SecondUs, (expectedS + 2) * SecondUs);
        }

        harness.Facts(FactKind.Flapping).Select(f => (f.Service, f.Real, f.A, f.DurationUs / SecondUs))
            .Should().Equal((0, 0, 2, 10), (0, 0, 3, 20));
        harness.Kinds().Should().ContainInConsecutiveOrder(FactKind.Down, FactKind.Flapping);
    }

    [Fact]
    public void RealServer_ThatStaysUp_IsForgiven()
    {
        LoopHarness harness = Running(Held);
        FallAndRecover(harness);
        harness.RunMs(2_000);
        FallAndRecover(harness);
        harness.RunMs(10_000 + 61_000);
        harness.Facts(FactKind.Flapping).Should().ContainSingle();

        long downUs = FallAndRecover(harness);
        harness.RunMs(1_000);

        harness.Facts(FactKind.Up)[^1].TimeUs.Should().BeGreaterThan(downUs, "it is as if it never had fallen");
        harness.Facts(FactKind.Flapping).Should().ContainSingle();
    }

    [Fact]
    public void Reload_WhileItIsHeld_KeepsTheCount()
    {
        LoopHarness harness = Running(Held);
        FallAndRecover(harness);
        harness.RunMs(2_000);
        FallAndRecover(harness);
        harness.Follow(PlanOf(Held with { IntervalUs = 2 * SecondUs }));
        int ups = harness.Facts(FactKind.Up).Count;

        harness.RunMs(7_000);
        harness.Facts(FactKind.Up).Should().HaveCount(ups, "ten seconds have not passed");
        harness.RunMs(5_000);

        harness.Facts(FactKind.Up).Should().HaveCount(ups + 1);
    }

    [Fact]
    public void StableFor_AfterAFailure_DelaysTheReturnOnly()
    {
        LoopHarness harness = Running(Timings.Every(1000, fall: 1) with { StableForUs = 15 * SecondUs });
        harness.Facts(FactKind.Up).Should().ContainSingle("the first verdict does not wait");

        long downUs = FallAndRecover(harness);
        harness.RunMs(14_000);
        harness.Facts(FactKind.Up).Should().ContainSingle();
        harness.RunMs(3_000);

        harness.Facts(FactKind.Up)[^1].TimeUs.Should().BeGreaterThanOrEqualTo(downUs + (15 * SecondUs));
    }

    [Fact]
    public void RealServer_ThatOnlyWaits_IsCheckedAtItsInterval()
    {
        LoopHarness harness = Running(Timings.Every(1000, fall: 1, fastMs: 100) with { StableForUs = 60 * SecondUs });
        FallAndRecover(harness);
        int before = harness.ConnectsOf(1).Count;
        harness.RunMs(30_000);

        (harness.ConnectsOf(1).Count - before).Should().BeInRange(29, 31);
    }

    private static long FallAndRecover(LoopHarness harness)
    {
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(1_100);
        long downUs = harness.Facts(FactKind.Down)[^1].TimeUs;
        harness.Put(1, Pong);
        harness.RunMs(1_000);
        return downUs;
    }

    private static LoopHarness Running(Timing timing)
    {
        LoopHarness harness = new(PlanOf(timing), s => s.Put(PlanFactory.Host(1), Pong));
        harness.RunMs(2_000);
        return harness;
    }

    private static RealPlan Real(Timing timing) => PlanOf(timing).Reals[0];

    private static Plan PlanOf(Timing timing) =>
        new PlanFactory().Service(1).Real(1, timing, FakePrograms.Ping).Build();
}
