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

/// <summary>What takes long waits for its turn and holds up nothing else.</summary>
public sealed class CostlyStepsTests
{
    private const int Crowd = 64;
    private const long StepUs = 400;

    /// <summary>Steps until the time of a turn is used up.</summary>
    private const int StepsPerTurn = 3;

    private static readonly SimulatedPeer Secured = new()
    {
        ConnectUs = 200_000,
        OwnUs = StepUs,
        Steps = [PeerStep.Say("pong\n", 2_000)],
    };

    [Fact]
    public void Handshakes_ManyAtOnce_AreSharedOutAmongTurnsAndHoldUpNoPlainCheck()
    {
        LoopHarness harness = Crowded(new SecuredProgram(), Secured, SimulatedPeer.Accepting(290_000));
        Connect(harness);
        long atUs = harness.Clock.NowUs;

        harness.Loop.RunTurn();

        harness.Counters.Passed.Should().Be(1, "the plain check, the last of all, has its turn");
        (harness.Clock.NowUs - atUs).Should().Be(StepsPerTurn * StepUs);
        int turns = 1;
        for (; turns < Crowd && harness.Counters.Passed <= Crowd; turns++)
        {
            long begunUs = harness.Clock.NowUs;
            harness.Loop.RunTurn();
            (harness.Clock.NowUs - begunUs).Should().BeInRange(1, StepsPerTurn * StepUs, "the next follows at once");
        }

        // Each has its step of the handshake and its answer.
        turns.Should().BeInRange(2 * Crowd / StepsPerTurn, (2 * Crowd / StepsPerTurn) + 2);
        harness.Counters.Passed.Should().Be(Crowd + 1);
    }

    [Fact]
    public void Handshakes_WaitingBeyondTheirDeadline_AreNoTimeout()
    {
        // 64 of 25 ms: more than the 500 ms that the whole check may take.
        SimulatedPeer slow = new() { OwnUs = 25_000, Steps = [PeerStep.Say("pong\n", 2_000)] };
        LoopHarness harness = Crowded(new SecuredProgram(), slow, SimulatedPeer.Accepting());

        harness.RunMs(5_000);

        (harness.Counters.Failed, harness.Counters.Inconclusive).Should().Be((0L, 0L));
        harness.Counters.Passed.Should().BeGreaterThan(Crowd);
    }

    [Fact]
    public void Talkers_ThatNeverEnd_LeaveEachOtherTheirTurnAndEndAtTheirTimeout()
    {
        SimulatedPeer talker = new() { OwnUs = StepUs, Steps = [PeerStep.Flood()] };
        SimulatedPeer honest = new() { OwnUs = StepUs, Steps = [PeerStep.Say("pong\n", 2_000)] };
        LoopHarness harness = new(
            new PlanFactory().Service(1)
                .Reals(1, Crowd, Timings.Every(100_000, fall: 1), new SecuredProgram(int.MaxValue))
                .Real(Crowd + 1, Timings.Every(1_000, fall: 1), new SecuredProgram())
                .Build(),
            sockets => PutAll(sockets, talker, honest));

        harness.RunMs(480);
        harness.Loop.Attempts.InFlight.Should().BeInRange(Crowd, Crowd + 1);
        harness.RunMs(2_000);

        // Twice more the time that fell to the others, and once round all that wait.
        harness.Counters.Failed.Should().BeInRange(Crowd, Crowd + 6, "a few have begun again");
        harness.Counters.Inconclusive.Should().Be(0);
        harness.Counters.Passed.Should().BeInRange(2, 3, "the honest one passes every second");
    }

    [Fact]
    public void Talker_ServedAfterItsDeadline_EndsThere()
    {
        (Prober prober, SimulatedSockets sockets, ManualClock clock) = Begun(PeerStep.Flood());
        Ready[] ready = new Ready[4];

        // As in turns whose list is full: nobody else looks at deadlines then.
        for (int turn = 0; turn < 2_000 && prober.Conclusions.IsEmpty; turn++)
        {
            int count = sockets.Wait(clock.NowUs + 1_000, ready);
            clock.Advance(500);
            for (int index = 0; index < count; index++)
            {
                prober.Advance(ready[index].Slot, ready[index].What, clock.NowUs);
            }

            prober.Serve(clock, clock.NowUs);
        }

        prober.Conclusions.Length.Should().Be(1);
        prober.Conclusions[0].Result.Reason.Should().Be(CheckReason.ReceiveTimeout);
        (clock.NowUs - 1_000_000).Should().BeInRange(300_000, 510_000);
    }

    [Fact]
    public void Talkers_ThatWait_TakeNoPlaceOfTheListThatIsReady()
    {
        LoopHarness harness = Crowded(
            new DialogueProgram(1, maxBytes: int.MaxValue),
            new SimulatedPeer { OwnUs = StepUs, Steps = [PeerStep.Say(new string('x', 3_000), 1_000)], Repeats = true },
            SimulatedPeer.Accepting());
        harness.RunMs(450);
        harness.Loop.Attempts.InFlight.Should().Be(Crowd);
        harness.Loop.RunTurn();
        harness.Clock.Advance(5_000);

        int reported = harness.Sockets.Wait(harness.Clock.NowUs, new Ready[Crowd]);

        reported.Should().BeLessThanOrEqualTo(StepsPerTurn, "the others are in the queue already");
    }

    [Fact]
    public void Talkers_ThatNeverEnd_LeaveTheTimeoutsOfOthersAlone()
    {
        LoopHarness harness = new(
            new PlanFactory().Service(1)
                .Reals(1, Crowd, Timings.Every(1_000, fall: 1), new SecuredProgram(int.MaxValue))
                .Real(Crowd + 1, Timings.Every(10_000, fall: 1), FakePrograms.Ping)
                .Build(),
            sockets => PutAll(
                sockets,
                new SimulatedPeer { OwnUs = StepUs, Steps = [PeerStep.Flood()] },
                SimulatedPeer.Accepting()),
            adopted: [.. Enumerable.Repeat(true, Crowd + 1)]);

        harness.RunMs(1_000);

        long begunUs = harness.Sockets.Connects.Single(one => one.Target == PlanFactory.Host(Crowd + 1)).TimeUs;
        Fact down = harness.Facts(FactKind.Down).Single(fact => fact.Real == Crowd);
        down.Reason.Should().Be(CheckReason.ReceiveTimeout);
        (down.TimeUs - begunUs).Should().BeInRange(300_000, 310_000, "the loop looked at it all the time");
    }

    [Fact]
    public void Talkers_Plain_AreBoundedByTimeAsWell()
    {
        LoopHarness harness = Crowded(
            new DialogueProgram(1, maxBytes: int.MaxValue),
            new SimulatedPeer { OwnUs = StepUs, Steps = [PeerStep.Flood()] },
            SimulatedPeer.Accepting());
        harness.RunMs(450);
        harness.Loop.Attempts.InFlight.Should().Be(Crowd, "each has been begun and none has ended");
        int[] before = Received();
        long atUs = harness.Clock.NowUs;

        const int Turns = 44;
        for (int turn = 0; turn < Turns; turn++)
        {
            harness.Loop.RunTurn();
        }

        (harness.Clock.NowUs - atUs).Should().BeInRange(Turns * StepUs, Turns * StepsPerTurn * StepUs);
        int[] read = [.. Received().Zip(before, (now, then) => now - then)];
        read.Sum().Should().Be(Turns * StepsPerTurn * ReadShare.CostlyBytes);
        (read.Max() - read.Min()).Should().BeLessThanOrEqualTo(ReadShare.CostlyBytes, "they take turns");

        int[] Received() => [.. Enumerable.Range(0, Crowd).Select(slot => harness.Loop.Attempts[slot].Received)];
    }

    [Fact]
    public void Reload_WhileManyWait_ForgetsThoseThatLeftAndServesTheOthers()
    {
        LoopHarness harness = Crowded(new SecuredProgram(), Secured, SimulatedPeer.Accepting(290_000));
        Connect(harness);
        harness.Loop.RunTurn();

        // Every second one leaves: the first, some in the middle, the last.
        PlanFactory rest = new PlanFactory().Service(1);
        for (int host = 2; host < Crowd; host += 2)
        {
            rest.Real(host, Timings.Every(100_000, fall: 1), new SecuredProgram());
        }

        harness.Follow(rest.Build());
        harness.Loop.Attempts.InFlight.Should().Be((Crowd / 2) - 1);
        harness.RunMs(1_000);

        harness.Loop.Attempts.InFlight.Should().Be(0);
        harness.Sockets.Open.Should().Be(0);
        harness.Counters.Passed.Should().Be(Crowd / 2, "those that stayed, and the plain one before");
        harness.Counters.Failed.Should().Be(0);
    }

    [Fact]
    public void Stop_WhileManyWait_FreesAll()
    {
        LoopHarness harness = Crowded(new SecuredProgram(), Secured, SimulatedPeer.Accepting(290_000));
        Connect(harness);
        harness.Loop.RunTurn();

        harness.Loop.Stop();
        harness.Loop.RunTurn(harness.Clock.NowUs + 1_000);

        harness.Sockets.Open.Should().Be(0);
        harness.Loop.DueUs.Should().Be(long.MaxValue, "nothing waits any more");
    }

    [Fact]
    public void Work_ThatWaits_IsDueSinceItCame()
    {
        LoopHarness harness = Crowded(new SecuredProgram(), Secured, SimulatedPeer.Accepting(290_000));
        Connect(harness);
        long cameUs = harness.Clock.NowUs;
        for (int turn = 0; turn < 3; turn++)
        {
            harness.Loop.RunTurn();
        }

        harness.Loop.DueUs.Should().Be(cameUs, "who watches the loop must see a step that is never done");
    }

    [Theory]
    [InlineData(Readiness.Receive)]
    [InlineData(Readiness.Send)]
    public void Slot_ReportedForNothing_StillHearsWhatItWaitsFor(Readiness what)
    {
        (Prober prober, SimulatedSockets sockets, ManualClock clock) = Begun(PeerStep.Say("\n", 20_000));
        Ready[] ready = new Ready[4];
        for (int turn = 0; turn < 2_000 && prober.Conclusions.IsEmpty; turn++)
        {
            int count = sockets.Wait(clock.NowUs + 400, ready);
            ready[count++] = new Ready(0, what);
            for (int index = 0; index < count; index++)
            {
                prober.Advance(ready[index].Slot, ready[index].What, clock.NowUs);
            }

            prober.Serve(clock, clock.NowUs);
            prober.Expire(clock.NowUs);
        }

        prober.Conclusions.Length.Should().Be(1);
        prober.Conclusions[0].Result.Reason.Should().Be(CheckReason.Matched);
    }

    /// <summary>One check in flight whose server says something inside TLS.</summary>
    private static (Prober Prober, SimulatedSockets Sockets, ManualClock Clock) Begun(params PeerStep[] steps)
    {
        ManualClock clock = new(1_000_000);
        SimulatedSockets sockets = new(clock);
        sockets.Put(PlanFactory.Host(1), SimulatedPeer.Saying(steps));
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1_000, fall: 1), new SecuredProgram(int.MaxValue)).Build();
        Prober prober = new(plan, sockets, new LagMeter(), new DetailPool(), seed: 1);
        prober.Start(0, clock.NowUs);
        return (prober, sockets, clock);
    }

    /// <summary>Until all are in their handshake; then the process stands still until each has an answer.</summary>
    private static void Connect(LoopHarness harness)
    {
        while (harness.Loop.Attempts.InFlight <= Crowd)
        {
            harness.RunMs(1);
        }

        harness.Clock.Advance(200_000);
        harness.Loop.RunTurn();
        harness.Counters.Passed.Should().Be(0);
        Enumerable.Range(0, Crowd + 1).Count(slot => harness.Loop.Attempts[slot].Phase == MonitorPhase.Handshake)
            .Should().Be(Crowd);
        harness.Clock.Advance(95_000);
    }

    /// <summary>Many servers of one kind and a plain one after them.</summary>
    private static LoopHarness Crowded(CheckProgram program, SimulatedPeer peer, SimulatedPeer last) => new(
        new PlanFactory().Service(1)
            .Reals(1, Crowd, Timings.Every(100_000, fall: 1), program)
            .Real(Crowd + 1, Timings.Every(100_000, fall: 1))
            .Build(),
        sockets => PutAll(sockets, peer, last));

    private static void PutAll(SimulatedSockets sockets, SimulatedPeer peer, SimulatedPeer last)
    {
        for (int host = 1; host <= Crowd; host++)
        {
            sockets.Put(PlanFactory.Host(host), peer);
        }

        sockets.Put(PlanFactory.Host(Crowd + 1), last);
    }
}
