using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>What one attempt concludes from what the peer or the kernel does, phase by phase.</summary>
public sealed class OutcomeTests
{
    private static readonly PeerStep Pong = PeerStep.Say("pong");

    [Theory]
    [InlineData(OsError.Refused, CheckReason.ConnectRefused)]
    [InlineData(OsError.Reset, CheckReason.ConnectReset)]
    [InlineData(OsError.HostUnreachable, CheckReason.ConnectUnreachable)]
    [InlineData(OsError.TimedOut, CheckReason.ConnectTimeout)]
    [InlineData(OsError.SelfConnect, CheckReason.SelfConnect)]
    public void Connect_EndedByThePeer_IsAFailure(OsError error, CheckReason expected)
    {
        Conclude(FakePrograms.Ping, SimulatedPeer.Ending(error)).Should().Be(expected);
        if (error != OsError.SelfConnect)
        {
            Conclude(FakePrograms.Ping, SimulatedPeer.Failing(error)).Should().Be(expected);
        }
    }

    [Theory]
    [InlineData(OsError.NoDescriptor, CheckReason.NoDescriptor)]
    [InlineData(OsError.NoLocalPort, CheckReason.NoLocalPort)]
    [InlineData(OsError.NoMemory, CheckReason.NoMemory)]
    [InlineData(OsError.NoLocalAddress, CheckReason.NoLocalAddress)]
    [InlineData(OsError.NoRoute, CheckReason.NoRoute)]
    [InlineData(OsError.NotPermitted, CheckReason.NotPermitted)]
    [InlineData(OsError.Other, CheckReason.SystemError)]
    [InlineData(OsError.NotFound, CheckReason.SystemError)]
    [InlineData(OsError.WouldBlock, CheckReason.SystemError)]
    public void Connect_FailedByOurselves_IsInconclusiveAndMovesNothing(OsError error, CheckReason expected)
    {
        SimulatedPeer[] peers = error == OsError.WouldBlock
            ? [SimulatedPeer.Failing(error)]
            : [SimulatedPeer.Failing(error), SimulatedPeer.Ending(error)];
        foreach (SimulatedPeer peer in peers)
        {
            LoopHarness harness = Harness(FakePrograms.Ping, peer);
            harness.RunMs(5_500);

            harness.Loop.Table.Subscriptions[0].Fails.Should().Be(0u);
            harness.Counters.Inconclusive.Should().BeInRange(5, 7);
            (harness.Counters.Passed + harness.Counters.Failed).Should().Be(0);
            harness.Facts(FactKind.Down).Should().BeEmpty();
            harness.Facts(FactKind.Inconclusive).Should().ContainSingle().Which.Reason.Should().Be(expected);
            harness.Facts(FactKind.Blind).Should().ContainSingle().Which.Reason.Should().Be(expected);
            harness.Sockets.Open.Should().Be(0);
        }
    }

    [Fact]
    public void Connect_NoAnswer_IsAConnectTimeout()
    {
        Conclude(FakePrograms.Ping, SimulatedPeer.Silent()).Should().Be(CheckReason.ConnectTimeout);
    }

    [Fact]
    public void Connect_Only_Passes()
    {
        Conclude(FakePrograms.Connect, SimulatedPeer.Accepting()).Should().Be(CheckReason.Connected);
    }

    [Fact]
    public void Send_WindowShut_IsASendTimeout()
    {
        Conclude(FakePrograms.Ping, new SimulatedPeer { Window = 2 }).Should().Be(CheckReason.SendTimeout);
    }

    [Fact]
    public void Send_InPieces_GoesOnWhenTheSocketHasRoom()
    {
        SimulatedPeer peer = new() { SendChunk = 1, Steps = [PeerStep.Hear(4), Pong] };

        Conclude(FakePrograms.Ping, peer).Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Answer_Whole_Passes()
    {
        Conclude(FakePrograms.Ping, SimulatedPeer.Saying(PeerStep.Hear(4), Pong)).Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Answer_InSingleBytes_Passes()
    {
        PeerStep[] steps = [PeerStep.Hear(4), .. "pong".Select(c => PeerStep.Say(c.ToString(), 50_000))];

        Conclude(FakePrograms.Ping, SimulatedPeer.Saying(steps)).Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Answer_BeforeTheConnectIsTaken_IsNotLost()
    {
        PeerStep early = PeerStep.Say("OK", 0);

        Conclude(FakePrograms.Greeting, SimulatedPeer.Saying(early)).Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Answer_ThenReset_Passes()
    {
        Conclude(FakePrograms.Ping, SimulatedPeer.Saying(PeerStep.Hear(4), Pong, PeerStep.Reset()))
            .Should().Be(CheckReason.Matched);
        Conclude(FakePrograms.Ping, SimulatedPeer.Saying(PeerStep.Say("pong", 0), PeerStep.Reset()))
            .Should().Be(CheckReason.Matched, "the send is reset, but the answer had come");
    }

    [Fact]
    public void Answer_ThenEnd_Passes()
    {
        Conclude(FakePrograms.Ping, SimulatedPeer.Saying(PeerStep.Hear(4), Pong, PeerStep.End()))
            .Should().Be(CheckReason.Matched);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pon")]
    public void Answer_CutByReset_IsAReceiveReset(string part)
    {
        SimulatedPeer peer = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say(part), PeerStep.Reset());

        Conclude(FakePrograms.Ping, peer).Should().Be(CheckReason.ReceiveReset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pon")]
    public void Answer_CutByTheEnd_IsClosedEarly(string part)
    {
        SimulatedPeer peer = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say(part), PeerStep.End());

        Conclude(FakePrograms.Ping, peer).Should().Be(CheckReason.ClosedEarly);
    }

    [Fact]
    public void Accept_ThenEnd_IsNeverAPass()
    {
        Conclude(FakePrograms.Greeting, SimulatedPeer.Saying(PeerStep.End())).Should().Be(CheckReason.ClosedEarly);
        Conclude(FakePrograms.Greeting, SimulatedPeer.Saying(PeerStep.Reset())).Should().Be(CheckReason.ReceiveReset);
    }

    [Fact]
    public void Answer_None_IsAReceiveTimeout()
    {
        Conclude(FakePrograms.Ping, SimulatedPeer.Accepting()).Should().Be(CheckReason.ReceiveTimeout);
    }

    [Fact]
    public void Answer_Wrong_KeepsTheEvidence()
    {
        LoopHarness harness = Harness(FakePrograms.Ping, SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("nope")));
        harness.RunMs(3_000);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        down.Reason.Should().Be(CheckReason.Mismatch);
        Encoding.ASCII.GetString(harness.Details.Find(down.Detail, out bool foreign)).Should().Be("nope");
        foreign.Should().BeTrue();
    }

    [Fact]
    public void Answer_Endless_IsTooLongAndTakesNoMoreThanTheCap()
    {
        CheckProgram program = new DialogueProgram(1, maxBytes: 100_000);
        LoopHarness harness = Harness(program, SimulatedPeer.Saying(PeerStep.Flood()));
        harness.RunMs(3_000);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.TooLong);
        harness.Sockets.Open.Should().Be(0);
    }

    [Fact]
    public void Answer_EndlessWithALargeCap_DoesNotHoldTheLoop()
    {
        CheckProgram program = new DialogueProgram(1, maxBytes: int.MaxValue);
        LoopHarness harness = Harness(program, SimulatedPeer.Saying(PeerStep.Flood()));
        harness.Loop.RunTurn();
        long turns = 1;
        for (; harness.Loop.Attempts.InFlight > 0 && turns < 1000; turns++)
        {
            harness.Loop.RunTurn();
        }

        turns.Should().Be(1000, "each turn takes no more than 64 kB");
        harness.Loop.Attempts[0].Received.Should().BeInRange(1, 1000 * 64 * 1024);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Dialogue_CapReachedByALine_EndsWithoutReadingNothing(int maxBytes)
    {
        SimulatedPeer peer = SimulatedPeer.Saying(
            PeerStep.Say("123456789\n"), PeerStep.Hear(5), PeerStep.Say("x\n"), PeerStep.Hear(10), PeerStep.Say("y\n"));

        Conclude(new DialogueProgram(3, maxBytes), peer).Should().Be(CheckReason.TooLong);
    }

    [Fact]
    public void Dialogue_Broken_TellsWhereAndWhatWasHeard()
    {
        SimulatedPeer[] peers =
        [
            SimulatedPeer.Accepting(),
            SimulatedPeer.Saying(PeerStep.Say("a\n")),
            SimulatedPeer.Saying(PeerStep.Say("a\n"), PeerStep.Reset(1_000)),
            SimulatedPeer.Saying(PeerStep.End()),
            SimulatedPeer.Refusing(),
        ];
        string[] told =
        [
            "in the first line:", "after the first line:heard", "after the first line:heard", "in the first line:", ":",
        ];

        peers.Select(Detail).Should().Equal(told);

        static string Detail(SimulatedPeer peer)
        {
            LoopHarness harness = Harness(FakePrograms.Dialogue, peer);
            harness.RunMs(3_000);
            int ticket = harness.Facts(FactKind.Down).Should().ContainSingle().Subject.Detail;
            return Encoding.ASCII.GetString(harness.Details.FindPlace(ticket)) + ":"
                + Encoding.ASCII.GetString(harness.Details.Find(ticket, out _));
        }
    }

    [Fact]
    public void Dialogue_SeveralLines_Passes()
    {
        SimulatedPeer peer = SimulatedPeer.Saying(
            PeerStep.Say("a\n"), PeerStep.Hear(5), PeerStep.Say("b\n"), PeerStep.Hear(10), PeerStep.Say("c\n"));

        Conclude(FakePrograms.Dialogue, peer).Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Dialogue_LinesAfterAFullRead_AreNotForgotten()
    {
        // The first read fills the room exactly; the rest is there already and no new event will tell of it.
        SimulatedPeer peer = SimulatedPeer.Saying(
            PeerStep.Say(new string('x', (16 * 1024) - 1) + "\n" + "b\n" + "c\n", 0));

        Conclude(new DialogueProgram(3, maxBytes: 64 * 1024), peer).Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Program_SendingAfterTheEnd_DoesNotSpin()
    {
        CheckProgram program = new DialogueProgram(3, sendsWhenClosed: true);
        LoopHarness harness = Harness(program, SimulatedPeer.Saying(PeerStep.End()));
        harness.RunMs(3_000);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.ClosedEarly);
        harness.Counters.Turns.Should().BeLessThan(100);
    }

    [Fact]
    public void Buffer_AskedFor_IsLentAndReturned()
    {
        LoopHarness harness = Harness(FakePrograms.Buffered, SimulatedPeer.Saying(PeerStep.Say("OK")));
        harness.RunMs(10_000);

        harness.Counters.Passed.Should().BeGreaterThan(8);
        harness.Counters.Inconclusive.Should().Be(0);
    }

    /// <summary>The reason of the first fact about the only server, which begins as down.</summary>
    private static CheckReason Conclude(CheckProgram program, SimulatedPeer peer)
    {
        LoopHarness harness = Harness(program, peer);
        harness.RunMs(900);
        harness.Sockets.Open.Should().Be(0);
        harness.Counters.Started.Should().BeLessThanOrEqualTo(2);
        Fact fact = harness.Sink.Facts.First(f => f.Real == 0);
        return fact.Reason;
    }

    private static LoopHarness Harness(CheckProgram program, SimulatedPeer peer)
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000, fall: 1), program).Build();
        return new LoopHarness(plan, s => s.Put(PlanFactory.Host(1), peer), adopted: [true]);
    }
}
