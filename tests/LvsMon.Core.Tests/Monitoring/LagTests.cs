using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class LagTests
{
    private const long StallUs = 30_000_000;
    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 1000));
    private static readonly SimulatedPeer Late = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 200_000));

    [Fact]
    public void Stall_HundredChecksInFlight_TakesNobodyDown()
    {
        // What starts in the half second before the stall hears nothing; its deadlines are in the stall.
        Timing timing = Timings.Every(1000, fall: 1, connectMs: 900, receiveMs: 900, timeoutMs: 950);
        Plan plan = new PlanFactory().Service(1).Reals(1, 220, timing, FakePrograms.Ping).Build();
        LoopHarness harness = new(plan, adopted: Adopted(220));
        harness.PutAll(1, 220, Pong);
        harness.RunMs(3_000);
        harness.PutAll(1, 220, SimulatedPeer.Accepting());
        harness.RunMs(500);
        harness.Loop.Attempts.InFlight.Should().BeGreaterThan(100);
        harness.Sockets.StallAt(harness.Clock.NowUs + 100, StallUs);
        harness.PutAll(1, 220, Pong);
        harness.RunMs(40_000);

        harness.Facts(FactKind.Down).Should().BeEmpty("fall is 1, so a single charged check would show");
        Fact lag = harness.Facts(FactKind.Lag).Should().ContainSingle().Subject;
        lag.DurationUs.Should().BeInRange(StallUs - 1_000_000, StallUs);
        lag.A.Should().Be((int)harness.Counters.Inconclusive).And.BeGreaterThan(100);
        harness.Facts(FactKind.Isolated).Should().BeEmpty();
        harness.Facts(FactKind.Blind).Should().BeEmpty();
    }

    [Fact]
    public void Stall_AnswersWaiting_AreJudgedByTheirData()
    {
        LoopHarness harness = Hundred(Late);
        harness.RunTo(harness.StartUs + 3_010_000);
        int inFlight = harness.Loop.Attempts.InFlight;
        long passed = harness.Counters.Passed;
        harness.Sockets.StallAt(harness.StartUs + 3_010_001, StallUs);
        harness.Loop.RunTurn(harness.StartUs + 3_010_002);

        harness.Counters.Passed.Should().BeGreaterThan(passed + inFlight - 5);
        harness.Counters.Failed.Should().Be(0);
    }

    [Fact]
    public void Stall_Over_StartsAreEvenAgain()
    {
        LoopHarness harness = Hundred(Pong);
        harness.Sockets.StallAt(harness.StartUs + 3_015_000, StallUs);
        harness.RunTo(harness.StartUs + 60_000_000);

        IEnumerable<IGrouping<long, long>> windows = harness.Sockets.Connects
            .Select(c => c.TimeUs - harness.StartUs).Where(t => t is >= 35_000_000 and < 60_000_000)
            .GroupBy(t => t / 10_000);
        windows.Should().HaveCount(2500).And.OnlyContain(w => w.Count() == 1);
        harness.Sockets.Connects.Count(c => c.TimeUs - harness.StartUs is >= 33_000_000 and < 35_000_000)
            .Should().BeInRange(200, 310, "the missed ones once, and then what is due");
    }

    [Fact]
    public void Stall_ManyMissed_AreCaughtUpWithoutABurst()
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 2000, Timings.Every(1000)).Build();
        LoopHarness harness = new(plan);
        harness.Sockets.StallAt(harness.StartUs + 3_015_000, StallUs);
        harness.RunTo(harness.StartUs + 34_500_000);

        harness.Sockets.Connects.Select(c => c.TimeUs - harness.StartUs).Where(t => t >= 33_000_000)
            .GroupBy(t => t / 10_000).Max(w => w.Count()).Should().BeLessThanOrEqualTo(145, "100 late and 20 due");
    }

    [Fact]
    public void Stall_EveryTurn_StillStartsChecks()
    {
        LoopHarness harness = Hundred(Pong);
        harness.RunMs(1_000);
        harness.Sockets.OversleepUs = 2_500_000;
        harness.RunMs(250_000);
        int[] starts = [.. Enumerable.Range(1, 100).Select(host => harness.ConnectsOf(host).Count)];

        starts.Min().Should().BeGreaterThanOrEqualTo(10, "each turn still starts a millisecond's worth");
        harness.Facts(FactKind.Down).Should().BeEmpty();
    }

    [Fact]
    public void Stall_PeerGaveUpMeanwhile_IsNotItsFault()
    {
        // It accepts, waits two seconds for our request, and closes: the request goes out when the stall is over.
        foreach (PeerStep ending in new[] { PeerStep.End(2_000_000), PeerStep.Reset(2_000_000) })
        {
            foreach (CheckProgram program in new[] { FakePrograms.Ping, FakePrograms.Greeting, FakePrograms.Dialogue })
            {
                SimulatedPeer impatient = new() { ConnectUs = 10_000, Steps = [ending] };
                Timing timing = Timings.Every(20_000, fall: 1, connectMs: 5_000, receiveMs: 5_000, timeoutMs: 9_000);
                Plan plan = new PlanFactory().Service(1).Real(1, timing, program).Build();
                LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), impatient), adopted: [true]);
                harness.Sockets.StallAt(harness.StartUs + 5_000, 6_000_000);
                harness.RunMs(18_000);

                harness.Facts(FactKind.Down).Should().BeEmpty();
                (harness.Counters.Failed, harness.Counters.Inconclusive).Should().Be((0, 1));
                harness.Facts(FactKind.Lag).Should().NotBeEmpty();
            }
        }
    }

    [Fact]
    public void Stall_ShorterThanTheDeadline_IsNoticedAllTheSame()
    {
        // Nothing is due for 5 s and the stall is over after 3 s: only the heartbeat of the wait shows that it was.
        SimulatedPeer impatient = new() { ConnectUs = 10_000, Steps = [PeerStep.End(2_000_000)] };
        Timing timing = Timings.Every(20_000, fall: 1, connectMs: 5_000, receiveMs: 5_000, timeoutMs: 9_000);
        Plan plan = new PlanFactory().Service(1).Real(1, timing, FakePrograms.Ping).Build();
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), impatient), adopted: [true]);
        harness.Sockets.StallAt(harness.StartUs + 5_000, 3_000_000);
        harness.RunMs(18_000);

        (harness.Counters.Failed, harness.Counters.Inconclusive).Should().Be((0, 1));
    }

    [Fact]
    public void Stall_BetweenChecks_IsNoTimeWithoutSuccess()
    {
        Timing timing = Timings.Every(1000, fall: 1000, failAfterMs: 60_000);
        Plan plan = new PlanFactory().Service(1).Real(1, timing, FakePrograms.Ping).Build();
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), Pong));
        harness.RunMs(10_500);
        harness.Sockets.StallAt(harness.Clock.NowUs, 600_000_000);
        harness.Put(1, SimulatedPeer.Refusing());
        harness.Loop.RunTurn(harness.Clock.NowUs + 1);
        long awakeUs = harness.Clock.NowUs;
        harness.RunMs(120_000);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        (down.Reason, (down.TimeUs - awakeUs) / 1_000_000).Should().Be((CheckReason.NoSuccess, 60L));
    }

    [Fact]
    public void Stall_RefusedMeanwhile_IsAFact()
    {
        Timing timing = Timings.Every(20_000, fall: 1, connectMs: 5_000, receiveMs: 5_000, timeoutMs: 9_000);
        Plan plan = new PlanFactory().Service(1).Real(1, timing, FakePrograms.Ping).Build();
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), SimulatedPeer.Refusing(10_000)));
        harness.Sockets.StallAt(harness.StartUs + 5_000, 30_000_000);
        harness.RunMs(31_000);

        harness.Counters.Failed.Should().BeGreaterThanOrEqualTo(1);
    }

    [Fact]
    public void ShortLag_DeadlinePassed_GivesThePeerItsTimeBack()
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(2000, fall: 1), FakePrograms.Ping).Build();
        LoopHarness harness = new(
            plan,
            s => s.Put(PlanFactory.Host(1), SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 490_000))),
            adopted: [true]);
        // The receive deadline is at 300 200; the loop comes 250 ms late and the answer 60 ms before that.
        harness.Sockets.StallAt(harness.StartUs + 250_000, 200_000);
        harness.RunMs(1_500);

        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((1, 0));
    }

    [Fact]
    public void ShortLag_BeforeTheDeadline_MovesItByAsMuch()
    {
        // The loop is to start the second server at 50 ms and comes 150 ms late; the receive deadline was at 300 ms.
        Plan plan = new PlanFactory().Service(1).Reals(1, 2, Timings.Every(2000, fall: 1), FakePrograms.Ping).Build();
        LoopHarness harness = new(plan, adopted: Adopted(2));
        harness.PutAll(1, 2, Pong);
        harness.Put(1, SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 400_000)));
        harness.Sockets.StallAt(harness.StartUs + 50_000, 150_000);
        harness.RunMs(900);

        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((2, 0));
    }

    [Fact]
    public void Lag_BeforeAStart_IsNotThatAttempts()
    {
        SimulatedPeer closing = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.End());
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000, fall: 1), FakePrograms.Ping).Build();
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), closing));
        harness.RunMs(500);
        long failed = harness.Counters.Failed;
        harness.Clock.Advance(2_000_000);
        harness.RunMs(100);

        (harness.Counters.Failed, harness.Counters.Inconclusive).Should().Be((failed + 1, 0));
    }

    [Fact]
    public void Starts_ThatTakeLong_AreNotChargedToWhomTheyReachLast()
    {
        // Sixty are due at once and each connect takes 2 ms: the last server is reached 118 ms after the turn began.
        const int Servers = 60;
        Timing timing = Timings.Every(2000, fall: 1, connectMs: 300, timeoutMs: 310);
        Plan plan = new PlanFactory().Service(1).Reals(1, Servers, timing, FakePrograms.Ping).Build();
        for (int i = 0; i < plan.Monitors.Length; i++)
        {
            plan.Monitors[i] = plan.Monitors[i] with { PhaseUs = 1_500_000 };
        }

        LoopHarness harness = new(plan, adopted: Adopted(Servers));
        SimulatedPeer peer = new() { ConnectUs = 250_000, Steps = [PeerStep.Hear(4), PeerStep.Say("pong", 1000)] };
        harness.RunMs(600);
        long before = harness.Counters.Failed;
        harness.Sockets.Chooser = (_, _) =>
        {
            harness.Clock.Advance(2_000);
            return peer;
        };
        harness.RunMs(1_400);

        before.Should().Be(Servers, "nobody listened in the first round");
        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((Servers, before));
    }

    [Fact]
    public void ShortLag_InAnEarlierPhase_IsNotChargedToTheTotalDeadline()
    {
        // Total 500 ms. The connect stands after 200 ms but is seen after 440; the answer takes another 200 ms.
        Timing timing = Timings.Every(2000, fall: 1, connectMs: 210, receiveMs: 300, timeoutMs: 500);
        Plan plan = new PlanFactory().Service(1).Real(1, timing, FakePrograms.Ping).Build();
        SimulatedPeer peer = new() { ConnectUs = 200_000, Steps = [PeerStep.Hear(4), PeerStep.Say("pong", 200_000)] };
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), peer), adopted: [true]);
        harness.Sockets.StallAt(harness.StartUs + 190_000, 250_000);
        harness.RunMs(1_500);

        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((1, 0));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(50_000)]
    [InlineData(290_000)]
    [InlineData(400_000)]
    public void PersistentLag_DeadServer_IsFound(long oversleepUs)
    {
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(2000), FakePrograms.Ping)
            .Reals(2, 20, Timings.Every(2000), FakePrograms.Ping).Build();
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), SimulatedPeer.Accepting()), Adopted(21));
        harness.PutAll(2, 20, Pong);
        harness.Sockets.OversleepUs = oversleepUs;
        harness.RunMs(60_000);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Real.Should().Be(0);
    }

    [Fact]
    public void ReadyList_Overfull_ExpiresNobodyWhoseAnswerIsThere()
    {
        // All start at once, and all answers come in the very moment of their deadlines: four turns full of them.
        Timing timing = Timings.Every(2000, fall: 1, receiveMs: 400, timeoutMs: 450);
        Plan plan = new PlanFactory().Service(1).Reals(1, 2000, timing, FakePrograms.Greeting).Build();
        for (int i = 0; i < plan.Monitors.Length; i++)
        {
            plan.Monitors[i] = plan.Monitors[i] with { PhaseUs = 1_500_000 };
        }

        LoopHarness harness = new(plan, adopted: Adopted(2000));
        harness.PutAll(1, 2000, SimulatedPeer.Saying(PeerStep.Say("OK", 400_000)));
        harness.RunMs(3_000);

        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((4000, 0));
    }

    [Fact]
    public void ReadyList_AlwaysFull_StillLetsDeadlinesPass()
    {
        Timing timing = Timings.Every(2000, fall: 1);
        Plan plan = new PlanFactory().Service(1).Reals(1, 700, timing, new DialogueProgram(1, int.MaxValue)).Build();
        LoopHarness harness = new(plan, adopted: Adopted(700));
        harness.PutAll(1, 700, SimulatedPeer.Repeating(PeerStep.Say("x", 5_000)));
        harness.RunMs(240);
        harness.Sockets.OversleepUs = 9_000;
        harness.RunMs(1_500);

        harness.Counters.Failed.Should().BeGreaterThan(600);
    }

    [Fact]
    public void Lag_EveryTurn_IsNotToldEveryTurn()
    {
        LoopHarness harness = Hundred(SimulatedPeer.Accepting());
        harness.Sockets.OversleepUs = 600_000;
        harness.RunMs(60_000);

        harness.Facts(FactKind.Lag).Count.Should().BeInRange(1, 61);
        harness.Facts(FactKind.Lag).Sum(f => f.A).Should().BeLessThanOrEqualTo((int)harness.Counters.Inconclusive);
    }

    [Fact]
    public void SleepUntilTold_Overdue_IsNoLagOfAServer()
    {
        Plan plan = new PlanFactory().Service(1).Unmonitored(1).Build();
        LoopHarness harness = new(plan);
        harness.RunMs(100_000);

        harness.Facts(FactKind.Lag).Should().BeEmpty();
        harness.Counters.LargestLagUs.Should().Be(0);
    }

    private static bool[] Adopted(int count) => [.. Enumerable.Repeat(true, count)];

    private static LoopHarness Hundred(SimulatedPeer peer)
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 100, Timings.Every(1000, fall: 1), FakePrograms.Ping).Build();
        LoopHarness harness = new(plan, adopted: Adopted(100));
        harness.PutAll(1, 100, peer);
        return harness;
    }
}
