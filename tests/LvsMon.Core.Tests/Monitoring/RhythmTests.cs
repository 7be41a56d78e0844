using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class RhythmTests
{
    private const int Count = 1000;

    [Fact]
    public void Thousand_ForAMinute_AreEachCheckedEverySecondExactly()
    {
        LoopHarness harness = Thousand();
        harness.RunMs(60_000);

        Dictionary<Endpoint, List<long>> byHost = harness.Sockets.Connects
            .GroupBy(c => c.Target).ToDictionary(g => g.Key, g => g.Select(c => c.TimeUs).ToList());
        byHost.Should().HaveCount(Count);
        foreach (List<long> times in byHost.Values)
        {
            times.Count.Should().BeInRange(59, 61);
            times.Skip(1).Zip(times.Skip(2), (a, b) => b - a).Should().OnlyContain(gap => gap == 1_000_000);
            (times[1] - times[0]).Should().BeInRange(1, 1_300_000, "the grid place may pass while it is in flight");
        }
    }

    [Fact]
    public void Thousand_AfterTheFirstRound_StartEvenlyInEvery10Ms()
    {
        LoopHarness harness = Thousand();
        harness.RunMs(30_000);

        PerWindow(harness, 2_000_000, 30_000_000).Should().OnlyContain(n => n == 10);
    }

    [Fact]
    public void FirstRound_Thousand_IsSpreadOver100Ms()
    {
        LoopHarness harness = Thousand();
        harness.RunMs(110);

        long[] first = [.. harness.Sockets.Connects
            .GroupBy(c => c.Target).Select(g => g.Min(c => c.TimeUs) - harness.StartUs)];
        first.Should().HaveCount(Count);
        first.Max().Should().BeInRange(98_000, 100_000);
        first.GroupBy(t => t / 10_000).Select(g => g.Count()).Should().OnlyContain(n => n <= 101);
    }

    [Fact]
    public void FirstRound_VeryMany_Takes100UsEach()
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 4000, Timings.Every(1000)).Build();
        LoopHarness harness = new(plan);
        harness.RunMs(1_000);

        harness.Sockets.Connects.GroupBy(c => c.Target).Max(g => g.Min(c => c.TimeUs)).Should()
            .Be(harness.StartUs + 399_900);
    }

    [Fact]
    public void FirstRound_ShortInterval_IsSpreadOverTheInterval()
    {
        Timing timing = Timings.Every(100, connectMs: 50, receiveMs: 50, timeoutMs: 90);
        LoopHarness harness = new(new PlanFactory().Service(1).Reals(1, 10, timing).Build());
        harness.RunMs(100);

        harness.Sockets.Connects.Take(10).Select(c => c.TimeUs - harness.StartUs)
            .Should().OnlyContain(t => t <= 90_000);
    }

    [Fact]
    public void FirstRound_Complete_IsToldOnceWithItsNumbers()
    {
        Plan plan = new PlanFactory()
            .Service(1).Reals(1, 3, Timings.Every(1000)).Unmonitored(9)
            .Service(2).Real(4, Timings.Every(1000))
            .Build();
        LoopHarness harness = new(plan, s =>
        {
            s.Put(PlanFactory.Host(1), SimulatedPeer.Accepting());
            s.Put(PlanFactory.Host(2), SimulatedPeer.Accepting(afterUs: 280_000));
            s.Put(PlanFactory.Host(3), SimulatedPeer.Silent());
        });
        harness.RunMs(10_000);

        Fact started = harness.Facts(FactKind.Started).Should().ContainSingle().Subject;
        (started.A, started.B, started.C).Should().Be((3, 5, 1));
        started.DurationUs.Should().Be(50_000 + 300_000, "the third waits for its connect deadline");
        harness.Sink.Facts.Take(harness.Sink.Facts.IndexOf(started)).Count(f => f.Kind == FactKind.Up).Should().Be(2);
    }

    [Fact]
    public void FirstRound_OfNothing_IsCompleteAtOnce()
    {
        LoopHarness harness = new(new PlanFactory().Service(1).Unmonitored(1).Build());
        harness.RunMs(10);

        harness.Facts(FactKind.Started).Should().ContainSingle().Which.A.Should().Be(1);
        harness.Counters.Turns.Should().BeLessThan(5);
    }

    [Fact]
    public void Intervals_FastAndDown_AreKept()
    {
        Timing timing = Timings.Every(10_000, rise: 2, fall: 3, fastMs: 1_000, downMs: 4_000);
        Plan plan = new PlanFactory().Service(1).Real(1, timing).Build();
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), SimulatedPeer.Accepting()), adopted: [true]);
        harness.RunTo(harness.StartUs + 35_000_000);
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunTo(harness.StartUs + 52_000_000);
        harness.Put(1, SimulatedPeer.Accepting());
        harness.RunTo(harness.StartUs + 75_000_000);

        harness.ConnectsOf(1).Select(t => t / 1000).Should().Equal(
            [0, 1000, 10_000, 20_000, 30_000, 40_000, 41_000, 42_000, 46_000, 50_000, 54_000, 55_000, 60_000, 70_000],
            "a first pass is confirmed after a second, then come the grid, three failures a second apart, the down "
            + "interval, two passes a second apart, and the grid again");
    }

    [Fact]
    public void Attempts_LongerThanTheInterval_StayOnTheGrid()
    {
        Timing timing = Timings.Every(1000, connectMs: 2_300, timeoutMs: 2_300);
        Plan plan = new PlanFactory().Service(1).Real(1, timing).Build();
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), SimulatedPeer.Silent()));
        harness.RunMs(20_000);

        harness.ConnectsOf(1).Should().OnlyContain(t => t % 3_000_000 == 0).And.HaveCount(7);
    }

    [Fact]
    public void Idle_NothingToDo_SleepsUntilTold()
    {
        LoopHarness harness = new(new PlanFactory().Service(1).Unmonitored(1).Build());
        harness.RunMs(10);
        long turns = harness.Counters.Turns;
        harness.RunMs(3_600_000);

        (harness.Counters.Turns - turns).Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public void Turns_OfASteadyPlan_AreNoMoreThanItsEvents()
    {
        LoopHarness harness = Thousand();
        harness.RunMs(10_000);

        harness.Counters.Turns.Should().BeLessThan((harness.Counters.Started * 3) + 100);
        harness.Sockets.MostIdleWaits.Should().BeLessThan(3);
    }

    private static LoopHarness Thousand()
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, Count, Timings.Every(1000), FakePrograms.Ping).Build();
        Random random = new(1);
        return new LoopHarness(plan, s =>
        {
            for (int host = 1; host <= Count; host++)
            {
                long delayUs = random.Next(100, 30_000);
                SimulatedPeer peer = host % 10 == 0
                    ? SimulatedPeer.Silent()
                    : SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", delayUs));
                s.Put(PlanFactory.Host(host), peer);
            }
        });
    }

    private static List<int> PerWindow(LoopHarness harness, long fromUs, long toUs)
    {
        int[] windows = new int[(toUs - fromUs) / 10_000];
        foreach ((long timeUs, _) in harness.Sockets.Connects)
        {
            long at = timeUs - harness.StartUs - fromUs;
            if (at >= 0 && at < toUs - fromUs)
            {
                windows[at / 10_000]++;
            }
        }

        return [.. windows];
    }
}
