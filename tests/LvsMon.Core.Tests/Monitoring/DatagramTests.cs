using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>What the loop does for a check that is no stream.</summary>
public sealed class DatagramTests
{
    private static readonly PeerStep Pong = PeerStep.Say("pong");

    [Fact]
    public void Start_OfADatagramCheck_TellsTheSocket()
    {
        LoopHarness harness = Harness(new DatagramFake(), SimulatedPeer.Saying(PeerStep.Hear(8), Pong));
        harness.RunMs(900);

        harness.Sockets.LastTransport.Should().Be(Transport.Datagram);
        harness.Facts(FactKind.Up).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.Matched);
    }

    [Fact]
    public void Answer_AfterDatagramsOfOthers_Passes() =>
        Conclude(new DatagramFake(), PeerStep.Hear(8), PeerStep.Say("ping"), PeerStep.Say("other"), Pong)
            .Should().Be(CheckReason.Matched);

    [Fact]
    public void Answer_Empty_IsNoEndOfAnything() =>
        Conclude(new DatagramFake(), PeerStep.Hear(8), PeerStep.End()).Should().Be(CheckReason.ReceiveTimeout);

    [Theory]
    [InlineData(CheckReason.ReceiveTimeout)]
    [InlineData(CheckReason.Silent)]
    public void Silence_OfThePeer_IsWhatTheProgramSays(CheckReason silence) =>
        Conclude(new DatagramFake(silence), PeerStep.Hear(8)).Should().Be(silence);

    [Theory]
    [InlineData(OsError.Refused, CheckReason.ConnectRefused)]
    [InlineData(OsError.HostUnreachable, CheckReason.ConnectUnreachable)]
    public void Error_ToldByIcmp_IsAFailureOfThePeer(OsError error, CheckReason reason) =>
        Conclude(new DatagramFake(CheckReason.Silent), PeerStep.Hear(8), PeerStep.Fail(error)).Should().Be(reason);

    [Fact]
    public void Numbers_OfManyAttempts_AreAllDifferent()
    {
        List<uint> asked = [];
        LoopHarness harness = Harness(
            new DatagramFake(asked: asked.Add), SimulatedPeer.Saying(PeerStep.Hear(8), Pong));
        harness.RunMs(100_500);

        asked.Should().HaveCountGreaterThan(95).And.OnlyHaveUniqueItems();
    }

    /// <summary>A host refuses by ICMP only so often: every second refusal is swallowed.</summary>
    [Fact]
    public void Silence_BetweenRefusals_IsNoSignOfLife()
    {
        SimulatedPeer refusing = SimulatedPeer.Saying(PeerStep.Hear(8), PeerStep.Fail(OsError.Refused));
        SimulatedPeer silent = SimulatedPeer.Saying(PeerStep.Hear(8));
        int attempts = 0;
        bool isBack = false;
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000, fall: 3), new DatagramFake(CheckReason.Silent)).Build();
        LoopHarness harness = new(
            plan, s => s.Chooser = (_, _) => !isBack && attempts++ % 2 == 0 ? refusing : silent, adopted: [true]);
        harness.RunMs(4_900);
        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.ConnectRefused);

        isBack = true;
        harness.RunMs(2_000);
        harness.Facts(FactKind.Up).Should().BeEmpty();
        harness.RunMs(3_000);
        harness.Facts(FactKind.Up).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.Silent);
    }

    [Fact]
    public void Silence_BetweenRefusals_IsTimeWithoutSuccess()
    {
        SimulatedPeer refusing = SimulatedPeer.Saying(PeerStep.Hear(8), PeerStep.Fail(OsError.Refused));
        SimulatedPeer silent = SimulatedPeer.Saying(PeerStep.Hear(8));
        int attempts = 0;
        Timing timing = Timings.Every(1000, fall: 9) with { FailAfterUs = 3_000_000 };
        Plan plan = new PlanFactory().Service(1).Real(1, timing, new DatagramFake(CheckReason.Silent)).Build();
        LoopHarness harness = new(
            plan, s => s.Chooser = (_, _) => attempts++ % 2 == 0 ? refusing : silent, adopted: [true]);

        harness.RunMs(2_900);
        harness.Facts(FactKind.Down).Should().BeEmpty();
        harness.RunMs(3_000);

        attempts.Should().BeInRange(5, 6);
        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Reason.Should().Be(CheckReason.NoSuccess);
    }

    private static CheckReason Conclude(CheckProgram program, params PeerStep[] steps)
    {
        LoopHarness harness = Harness(program, SimulatedPeer.Saying(steps));
        harness.RunMs(1_900);
        harness.Sockets.Open.Should().Be(0);
        return harness.Sink.Facts.First(f => f.Real == 0).Reason;
    }

    private static LoopHarness Harness(CheckProgram program, SimulatedPeer peer)
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000, fall: 1), program).Build();
        return new LoopHarness(plan, s => s.Put(PlanFactory.Host(1), peer), adopted: [false]);
    }
}
