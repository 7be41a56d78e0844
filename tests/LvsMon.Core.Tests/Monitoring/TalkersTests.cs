using System;
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

/// <summary>Peers that never stop talking wait behind those who have said little, and are not forgotten.</summary>
public sealed class TalkersTests
{
    private const int Thousand = 1_000;
    private const long StepUs = 400;

    /// <summary>Steps until the time of a turn is used up.</summary>
    private const int StepsPerTurn = 3;

    private static readonly SimulatedPeer Talker = new() { OwnUs = StepUs, Steps = [PeerStep.Flood()] };

    [Fact]
    public void Handshake_AmongThousandTalkers_HasEachStepInTheTurnInWhichItIsReady()
    {
        SimulatedPeer honest = new() { OwnUs = StepUs, Steps = [PeerStep.Say("pong\n", 5_000)] };
        LoopHarness harness = AmongTalkers(honest, new SecuredProgram());
        long passed = harness.Counters.Passed;
        int steps = 0;

        while (harness.Counters.Passed == passed)
        {
            MonitorPhase before = PhaseOfLast(harness);
            int talked = Talked(harness);
            long begunUs = harness.Clock.NowUs;
            harness.Loop.RunTurn();

            steps += PhaseOfLast(harness) == before ? 0 : 1;
            IsLastWaiting(harness).Should().BeFalse("it was served before the talkers");
            (Talked(harness) - talked).Should().BePositive("the talkers have a step of each turn");
            (harness.Clock.NowUs - begunUs).Should().BeLessThanOrEqualTo(StepsPerTurn * StepUs);
        }

        steps.Should().Be(4, "it began, connected, had its handshake and its answer");
        harness.Loop.Conclusions[0].CheckUs.Should().BeInRange(
            5_000, 5_200 + (StepsPerTurn * (int)StepUs), "it never waited longer than the turn that was under way");
        harness.Counters.Failed.Should().Be(0);
    }

    [Fact]
    public void Answer_LargeAmongThousandTalkers_IsReadBeforeItsTimeout()
    {
        string page = new string('x', CostlySteps.TalkerBytes - 1) + "\n";
        SimulatedPeer honest = new() { OwnUs = StepUs, Steps = [PeerStep.Say(page, 2_000)] };
        LoopHarness harness = AmongTalkers(honest, new SecuredProgram(CostlySteps.TalkerBytes + 1));
        (long passed, long failed) = (harness.Counters.Passed, harness.Counters.Failed);

        harness.RunMs(3_000);

        (harness.Counters.Passed - passed).Should().BeInRange(29, 31, "one every 100 ms");
        harness.Counters.Failed.Should().Be(failed);
    }

    [Fact]
    public void Talkers_BesideHandshakesThatFillEveryTurn_HaveOneStepOfEach()
    {
        const int Talkers = 5;
        const int Handshakes = 90;
        SimulatedPeer handshaking = new() { HandshakeUs = 400_000, OwnUs = StepUs };
        LoopHarness harness = new(
            new PlanFactory().Service(1)
                .Reals(1, Talkers, Timings.Every(100_000, receiveMs: 90_000, timeoutMs: 95_000), Endless())
                .Reals(1 + Talkers, Handshakes, Timings.Every(100_000, receiveMs: 2_000, timeoutMs: 9_000), Endless())
                .Build(),
            sockets =>
            {
                PutAll(sockets, 1, Talkers, Talker);
                PutAll(sockets, 1 + Talkers, Handshakes, handshaking);
            });
        harness.RunMs(300);
        int[] before = Received(harness, Talkers);
        before.Should().OnlyContain(bytes => bytes >= CostlySteps.TalkerBytes);
        harness.Clock.Advance(500_000);

        // One in three is a talker's, the others are handshakes, all of which are ready.
        int turns = Handshakes / (StepsPerTurn - 1);
        for (int turn = 0; turn < turns; turn++)
        {
            InHandshake().Should().Be(Handshakes - (turn * (StepsPerTurn - 1)));
            harness.Loop.RunTurn();
        }

        InHandshake().Should().Be(0);
        int[] read = [.. Received(harness, Talkers).Zip(before, (now, then) => now - then)];
        read.Should().Equal(Enumerable.Repeat(turns / Talkers * ReadShare.CostlyBytes, Talkers), "they take turns");

        int InHandshake() => Enumerable.Range(0, harness.Loop.Attempts.Capacity)
            .Count(slot => harness.Loop.Attempts[slot].Phase == MonitorPhase.Handshake);
    }

    [Fact]
    public void Talker_WaitingBeyondItsDeadline_IsNoTimeout()
    {
        ManualClock clock = new(1_000_000);
        SimulatedSockets sockets = new(clock);
        string page = new('x', CostlySteps.TalkerBytes);
        sockets.Put(PlanFactory.Host(1), SimulatedPeer.Saying(PeerStep.Say(page), PeerStep.Say("\n", 20_000)));
        Prober prober = new(
            new PlanFactory().Service(1).Real(1, Timings.Every(1_000, fall: 1), Endless()).Build(),
            sockets, new LagMeter(), new DetailPool(), seed: 1);
        prober.Start(0, clock.NowUs);
        Ready[] ready = new Ready[4];
        while (Hear(10_000) > 0)
        {
            prober.Serve(clock, clock.NowUs);
        }

        prober.Attempts[0].Received.Should().Be(CostlySteps.TalkerBytes);
        Hear(20_000).Should().Be(1);
        clock.Advance(10_000_000);
        prober.Expire(clock.NowUs);
        prober.Conclusions.IsEmpty.Should().BeTrue("that nobody looks at it is our doing");
        prober.DueUs.Should().BeInRange(1_020_000, 1_040_000, "it waits since it came");
        prober.Serve(clock, clock.NowUs);

        prober.Conclusions.Length.Should().Be(1);
        prober.Conclusions[0].Result.Reason.Should().Be(CheckReason.Matched);

        int Hear(long us)
        {
            int count = sockets.Wait(clock.NowUs + us, ready);
            for (int index = 0; index < count; index++)
            {
                prober.Advance(ready[index].Slot, ready[index].What, clock.NowUs);
            }

            return count;
        }
    }

    [Fact]
    public void Reload_WhileTalkersAndHandshakesWait_ForgetsThoseThatLeftOfBoth()
    {
        const int Each = 20;
        SimulatedPeer handshaking = new() { HandshakeUs = 400_000, OwnUs = StepUs };
        LoopHarness harness = new(
            Plan(_ => true),
            sockets =>
            {
                PutAll(sockets, 1, Each, Talker);
                PutAll(sockets, 1 + Each, Each, handshaking);
            });
        harness.RunMs(350);
        harness.Clock.Advance(500_000);
        harness.Loop.RunTurn();
        Waiting().Should().Be((2 * Each) - StepsPerTurn);

        // Every second one leaves: the first, some in the middle, the last.
        harness.Follow(Plan(host => host % 2 == 0));
        Waiting().Should().BeLessThanOrEqualTo(Each).And.BePositive();
        int[] before = Received(harness, Each / 2);
        for (int turn = 0; turn < 2 * Each; turn++)
        {
            harness.Loop.RunTurn();
        }

        harness.Loop.Attempts.InFlight.Should().Be(Each);
        Received(harness, Each / 2).Zip(before, (now, then) => now - then).Should().OnlyContain(read => read > 0);
        harness.Loop.Stop();
        harness.Loop.RunTurn(harness.Clock.NowUs + 1_000);
        harness.Sockets.Open.Should().Be(0);
        harness.Loop.DueUs.Should().Be(long.MaxValue, "nothing waits any more");

        int Waiting() => Enumerable.Range(0, harness.Loop.Attempts.Capacity)
            .Count(slot => harness.Loop.Attempts[slot].IsWaiting);

        static Plan Plan(Func<int, bool> stays)
        {
            PlanFactory plan = new PlanFactory().Service(1);
            foreach (int host in Enumerable.Range(1, 2 * Each).Where(stays))
            {
                plan.Real(host, Timings.Every(100_000, receiveMs: 90_000, timeoutMs: 95_000), Endless());
            }

            return plan.Build();
        }
    }

    private static SecuredProgram Endless() => new(int.MaxValue);

    /// <summary>A thousand that have become talkers, and one honest server that is checked every 100 ms; between two
    /// checks of it.</summary>
    private static LoopHarness AmongTalkers(SimulatedPeer honest, SecuredProgram check)
    {
        LoopHarness harness = new(
            new PlanFactory().Service(1)
                .Reals(1, Thousand, Timings.Every(100_000, receiveMs: 90_000, timeoutMs: 95_000), Endless())
                .Real(Thousand + 1, Timings.Every(100), check)
                .Build(),
            sockets =>
            {
                PutAll(sockets, 1, Thousand, Talker);
                sockets.Put(PlanFactory.Host(Thousand + 1), honest);
            });
        harness.RunMs(5_000);
        Received(harness, Thousand).Min().Should().BeGreaterThanOrEqualTo(CostlySteps.TalkerBytes);
        for (long passed = harness.Counters.Passed; harness.Counters.Passed == passed;)
        {
            harness.Loop.RunTurn();
        }

        harness.Loop.Attempts.InFlight.Should().BeInRange(Thousand, Thousand + 1, "no talker has ended");
        return harness;
    }

    private static void PutAll(SimulatedSockets sockets, int first, int count, SimulatedPeer peer)
    {
        for (int host = first; host < first + count; host++)
        {
            sockets.Put(PlanFactory.Host(host), peer);
        }
    }

    /// <summary>What each of the first monitors has received so far.</summary>
    private static int[] Received(LoopHarness harness, int monitors)
    {
        int[] received = new int[monitors];
        for (int slot = 0; slot < harness.Loop.Attempts.Capacity; slot++)
        {
            ref readonly Attempt attempt = ref harness.Loop.Attempts[slot];
            if (attempt.Monitor >= 0 && attempt.Monitor < monitors)
            {
                received[attempt.Monitor] = attempt.Received;
            }
        }

        return received;
    }

    private static int Talked(LoopHarness harness) => Received(harness, Thousand).Sum() / ReadShare.CostlyBytes;

    private static MonitorPhase PhaseOfLast(LoopHarness harness) =>
        SlotOfLast(harness) is { } slot ? harness.Loop.Attempts[slot].Phase : MonitorPhase.Wait;

    private static bool IsLastWaiting(LoopHarness harness) =>
        SlotOfLast(harness) is { } slot && harness.Loop.Attempts[slot].IsWaiting;

    private static int? SlotOfLast(LoopHarness harness) => Enumerable.Range(0, harness.Loop.Attempts.Capacity)
        .Where(slot => harness.Loop.Attempts[slot].Monitor == Thousand).Select(slot => (int?)slot).FirstOrDefault();
}
