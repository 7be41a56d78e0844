using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class ReloadTests
{
    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 100_000));
    private static readonly Timing Timing = Timings.Every(1000);

    [Fact]
    public void SamePlan_Followed_ChangesNothing()
    {
        LoopHarness followed = Ten();
        LoopHarness untouched = Ten();
        for (int i = 0; i < 50; i++)
        {
            followed.RunMs(137);
            untouched.RunMs(137);
            followed.Follow(TenPlan());
        }

        followed.Sockets.Connects.Should().Equal(untouched.Sockets.Connects);
        followed.Sink.Facts.Should().Equal(untouched.Sink.Facts);
        followed.Counters.Passed.Should().Be(untouched.Counters.Passed);
    }

    [Theory]
    [InlineData(MonitorPhase.Connect)]
    [InlineData(MonitorPhase.Query)]
    [InlineData(MonitorPhase.Recv)]
    public void Monitor_RemovedInFlight_LeavesNothing(MonitorPhase phase)
    {
        SimulatedPeer peer = phase switch
        {
            MonitorPhase.Connect => SimulatedPeer.Silent(),
            MonitorPhase.Query => new SimulatedPeer { Window = 1 },
            _ => SimulatedPeer.Accepting(),
        };
        LoopHarness harness = new(TenPlan());
        harness.PutAll(1, 10, Pong);
        harness.Put(10, peer);
        while (harness.Loop.Attempts.InFlight == 0 || !InPhase(harness, 9, phase))
        {
            harness.RunMs(1);
        }

        long concluded = Concluded(harness);
        harness.Follow(new PlanFactory().Service(1).Reals(1, 9, Timing, FakePrograms.Ping).Build());
        harness.Sockets.Open.Should().Be(harness.Loop.Attempts.InFlight);
        InPhase(harness, 9, phase).Should().BeFalse();
        int before = harness.ConnectsOf(10).Count;
        harness.RunMs(5_000);

        harness.ConnectsOf(10).Should().HaveCount(before);
        harness.Facts(FactKind.Down).Should().BeEmpty();
        Concluded(harness).Should().BeGreaterThan(concluded + 40);
    }

    [Fact]
    public void Monitor_KeptInFlight_ConcludesUnderItsNewNumber()
    {
        LoopHarness harness = Ten();
        harness.RunTo(harness.StartUs + 3_950_000);
        harness.Loop.Attempts.InFlight.Should().Be(1);
        long passed = harness.Counters.Passed;
        harness.Follow(new PlanFactory().Service(1).Real(20, Timing, FakePrograms.Ping)
            .Reals(1, 10, Timing, FakePrograms.Ping).Build());
        harness.RunMs(60);

        harness.Counters.Passed.Should().Be(passed + 1);
        harness.Loop.Schedule.Contains(10).Should().BeTrue();
        harness.RunMs(10_000);
        harness.ConnectsOf(10).Should().HaveCount(15);
    }

    [Fact]
    public void Server_Added_StartsQuicklyAndComesUpByItself()
    {
        LoopHarness harness = Ten();
        harness.RunMs(10_500);
        harness.PutAll(11, 1, Pong);
        harness.Follow(new PlanFactory().Service(1).Reals(1, 11, Timing, FakePrograms.Ping).Build());
        harness.Facts(FactKind.Up).Should().HaveCount(10);
        harness.RunMs(300);

        Fact up = harness.Facts(FactKind.Up).Should().HaveCount(11).And.Subject.Last();
        (up.Real, up.DurationUs).Should().Be((10, -1L));
        harness.Facts(FactKind.Started).Should().ContainSingle();
    }

    [Fact]
    public void Interval_Changed_KeepsTheVerdictAndTakesTheNewGrid()
    {
        LoopHarness harness = Ten();
        harness.RunMs(10_050);
        harness.Follow(new PlanFactory().Service(1).Reals(1, 10, Timings.Every(400), FakePrograms.Ping).Build());
        int told = harness.Sink.Facts.Count;
        harness.RunMs(20_000);

        harness.Sink.Facts.Should().HaveCount(told);
        for (int host = 1; host <= 10; host++)
        {
            long[] times = [.. harness.ConnectsOf(host).Where(t => t > 10_500_000)];
            times.Zip(times.Skip(1), (a, b) => b - a).Should().OnlyContain(gap => gap == 400_000);
        }

        harness.Sockets.Connects.Where(c => c.TimeUs > harness.StartUs + 11_000_000).GroupBy(c => c.TimeUs)
            .Should().OnlyContain(g => g.Count() == 1, "they stand evenly again");
    }

    [Fact]
    public void DownInterval_MadeShorter_IsNotWaitedOut()
    {
        Timing slow = Timings.Every(1000, fall: 1, downMs: 3_600_000);
        LoopHarness harness = new(new PlanFactory().Service(1).Reals(1, 20, slow).Build());
        harness.RunMs(10_000);
        int before = harness.Sockets.Connects.Count;
        harness.Follow(new PlanFactory().Service(1)
            .Reals(1, 20, Timings.Every(1000, fall: 1, downMs: 5_000)).Build());
        harness.RunMs(5_010);

        harness.Sockets.Connects.Skip(before).Select(c => c.Target).Distinct().Should().HaveCount(20);
        harness.Sockets.Connects.Skip(before).GroupBy(c => c.TimeUs).Max(g => g.Count()).Should().BeLessThan(5);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Check_Changed_KeepsTheVerdictUntilItDecides(bool isUp)
    {
        LoopHarness harness = One(Timings.Every(1000, rise: 2, fall: 2), FakePrograms.Ping);
        harness.Put(1, isUp ? Pong : SimulatedPeer.Refusing());
        harness.RunMs(10_000);
        int told = harness.Sink.Facts.Count;
        harness.Put(1, isUp ? SimulatedPeer.Refusing() : SimulatedPeer.Accepting());
        harness.Follow(new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000, rise: 2, fall: 2), FakePrograms.Connect).Build());
        harness.Sink.Facts.Should().HaveCount(told);
        harness.Loop.Table.Reals[0].IsUp.Should().Be(isUp);
        harness.RunMs(300);
        harness.Sink.Facts.Should().HaveCount(told, "one result is not yet fall or rise");
        harness.RunMs(3_000);

        harness.Facts(isUp ? FactKind.Down : FactKind.Up).Should().ContainSingle().Which.A.Should().Be(2);
    }

    [Fact]
    public void FailingCheck_Removed_BringsTheServerUp()
    {
        LoopHarness harness = One(Timing, FakePrograms.Greeting, FakePrograms.Ping);
        harness.Put(1, Pong);
        harness.RunMs(10_000);
        harness.Facts(FactKind.Up).Should().BeEmpty();
        harness.Follow(new PlanFactory().Service(1).Real(1, Timing, FakePrograms.Ping).Build());
        harness.RunMs(10);

        Fact up = harness.Facts(FactKind.Up).Should().ContainSingle().Subject;
        (up.Real, up.C).Should().Be((0, 1));
        harness.Facts(FactKind.Served).Should().ContainSingle();
    }

    [Fact]
    public void LastServerUp_Removed_LeavesTheServiceEmptyAndSaysSo()
    {
        LoopHarness harness = Ten();
        harness.Put(2, SimulatedPeer.Refusing());
        harness.RunMs(10_000);
        harness.Follow(new PlanFactory().Service(1).Real(2, Timing, FakePrograms.Ping).Build());
        harness.RunMs(10);
        harness.Facts(FactKind.Empty).Should().ContainSingle();
        harness.Put(2, Pong);
        harness.RunMs(2_000);

        harness.Facts(FactKind.Served).Should().HaveCount(2);
    }

    [Fact]
    public void SeeingCheck_Removed_LeavesTheServiceBlindAndSaysSo()
    {
        LoopHarness harness = Ten();
        harness.Put(2, SimulatedPeer.Failing(OsError.NoRoute));
        harness.RunMs(10_000);
        harness.Facts(FactKind.Blind).Should().BeEmpty();
        harness.Follow(new PlanFactory()
            .Service(1).Real(2, Timing, FakePrograms.Ping)
            .Service(2).Real(2, Timing, FakePrograms.Ping).Build());
        harness.RunMs(10);

        harness.Facts(FactKind.Blind).Select(f => f.Reason).Should().Equal(CheckReason.NoRoute, CheckReason.NoRoute);
    }

    [Fact]
    public void Unmonitored_NowChecked_StaysUpUntilItFails()
    {
        LoopHarness harness = new(new PlanFactory().Service(1).Unmonitored(1).Unmonitored(2).Build());
        harness.Put(1, Pong);
        harness.RunMs(1_000);
        harness.Follow(new PlanFactory().Service(1)
            .Reals(1, 2, Timings.Every(1000, fall: 2), FakePrograms.Ping, FakePrograms.Connect).Build());
        harness.RunMs(200);
        harness.Loop.Table.Reals.Should().OnlyContain(r => r.IsUp);
        harness.RunMs(5_000);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        (down.Real, down.DurationUs, down.C).Should().Be((1, -1L, 1));
        harness.Facts(FactKind.Confirmed).Should().ContainSingle().Which.Real.Should().Be(0);
    }

    [Fact]
    public void DownServer_NowUnmonitored_ComesUpAndIsProbedNoMore()
    {
        LoopHarness harness = One(Timings.Every(1000, fall: 1), FakePrograms.Ping);
        harness.RunMs(5_000);
        harness.Follow(new PlanFactory().Service(1).Unmonitored(1).Build());
        int connects = harness.Sockets.Connects.Count;
        harness.RunMs(10_000);

        harness.Facts(FactKind.Up).Should().ContainSingle();
        harness.Sockets.Connects.Should().HaveCount(connects);
    }

    [Fact]
    public void DownServer_Unchanged_KeepsItsReason()
    {
        LoopHarness harness = One(Timings.Every(1000, fall: 2), FakePrograms.Ping);
        harness.RunMs(5_000);
        harness.Follow(new PlanFactory().Service(1).Real(1, Timings.Every(1000, fall: 2), FakePrograms.Ping)
            .Real(2, Timing, FakePrograms.Ping).Build());
        RealState real = harness.Loop.Table.Reals[0];

        (real.Reason, real.Count, real.Threshold).Should().Be((CheckReason.ConnectRefused, 2u, 2u));
    }

    [Fact]
    public void FirstRound_ReloadInIt_IsStillToldComplete()
    {
        foreach (int left in new[] { 10, 5, 1 })
        {
            LoopHarness harness = Ten();
            harness.RunMs(130);
            harness.Facts(FactKind.Started).Should().BeEmpty();
            harness.Follow(new PlanFactory().Service(1).Reals(1, left, Timing, FakePrograms.Ping).Build());
            harness.RunMs(5_000);

            harness.Facts(FactKind.Started).Should().ContainSingle().Which.A.Should().Be(left);
        }
    }

    [Fact]
    public void InFlightLimit_GrownAndShrunk_IsKept()
    {
        PlanFactory factory = new PlanFactory().Service(1).Reals(1, 100, Timing, FakePrograms.Ping);
        LoopHarness harness = new(factory.Build(10));
        harness.PutAll(1, 100, SimulatedPeer.Silent());
        harness.RunMs(3_000);
        harness.Loop.Attempts.InFlight.Should().BeInRange(9, 10);
        harness.Follow(factory.Build(40));
        harness.RunMs(3_000);
        harness.Sockets.MostOpen.Should().BeInRange(28, 40);
        harness.Follow(factory.Build(5));
        harness.RunMs(400);
        int most = 0;
        harness.AfterTurn = () => most = Math.Max(most, harness.Sockets.Open);
        harness.RunMs(20_000);

        most.Should().Be(5);
        harness.Sockets.MostIdleWaits.Should().BeLessThan(3);
    }

    [Fact]
    public void Reloads_TenThousandAtRandom_LeakNothing()
    {
        Random random = new(5);
        LoopHarness harness = new(RandomPlan(random));
        harness.Sockets.IsRecording = false;
        for (int host = 1; host <= 30; host++)
        {
            harness.Put(host, host % 3 == 0 ? SimulatedPeer.Silent()
                : host % 3 == 1 ? SimulatedPeer.Saying(PeerStep.Say("OK", 20_000))
                : SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 20_000)));
        }

        for (int i = 0; i < 10_000; i++)
        {
            harness.RunFor(random.Next(60_000));
            harness.Follow(RandomPlan(random));
            harness.Loop.Attempts.InFlight.Should().Be(harness.Sockets.Open);
            EveryMonitorHasItsPlace(harness);
        }

        harness.Sockets.Capacity.Should().BeLessThanOrEqualTo(20);
        harness.Follow(new PlanFactory().Service(1).Unmonitored(1).Build());
        harness.Sockets.Open.Should().Be(0);
        harness.Loop.Attempts.InFlight.Should().Be(0);
    }

    private static void EveryMonitorHasItsPlace(LoopHarness harness)
    {
        HashSet<int> inFlight = [.. Enumerable.Range(0, harness.Loop.Attempts.Capacity)
            .Select(slot => harness.Loop.Attempts[slot].Monitor).Where(m => m >= 0)];
        for (int monitor = 0; monitor < harness.Plan.Monitors.Length; monitor++)
        {
            harness.Loop.Schedule.Contains(monitor).Should().Be(!inFlight.Contains(monitor));
        }
    }

    private static Plan RandomPlan(Random random)
    {
        PlanFactory factory = new();
        CheckProgram[] programs = [FakePrograms.Ping, FakePrograms.Greeting, FakePrograms.Buffered];
        int services = random.Next(1, 4);
        for (int service = 0; service < services; service++)
        {
            factory.Service(service + 1);
            for (int host = 1; host <= 30; host++)
            {
                if (random.Next(5) == 0)
                {
                    factory.Unmonitored(host);
                }
                else if (random.Next(3) == 0)
                {
                    Timing timing = Timings.Every(random.Next(1, 4) * 100, connectMs: 50, timeoutMs: 90);
                    factory.Real(host, timing, [.. programs.Where(_ => random.Next(2) == 0)]);
                }
            }
        }

        return factory.Build(random.Next(1, 21));
    }

    private static bool InPhase(LoopHarness harness, int monitor, MonitorPhase phase)
    {
        for (int slot = 0; slot < harness.Loop.Attempts.Capacity; slot++)
        {
            ref Attempt attempt = ref harness.Loop.Attempts[slot];
            if (attempt.Monitor == monitor && attempt.Phase == phase)
            {
                return true;
            }
        }

        return false;
    }

    private static long Concluded(LoopHarness harness) =>
        harness.Counters.Passed + harness.Counters.Failed + harness.Counters.Inconclusive;

    private static Plan TenPlan() => new PlanFactory().Service(1).Reals(1, 10, Timing, FakePrograms.Ping).Build();

    private static LoopHarness Ten()
    {
        LoopHarness harness = new(TenPlan());
        harness.PutAll(1, 10, Pong);
        return harness;
    }

    private static LoopHarness One(Timing timing, params CheckProgram[] programs) =>
        new(new PlanFactory().Service(1).Real(1, timing, programs).Build());
}
