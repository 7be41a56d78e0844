using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class DeadlineTests
{
    private static readonly PeerStep Drip = PeerStep.Say("O", 40_000);

    [Fact]
    public void ConnectDeadline_SilentPeer_EndsExactlyThen()
    {
        Down(SimulatedPeer.Silent()).Should().Be((CheckReason.ConnectTimeout, 300_000));
    }

    [Fact]
    public void ReceiveDeadline_SilentAfterAccept_CountsFromTheRequest()
    {
        Down(SimulatedPeer.Accepting(afterUs: 70_000)).Should().Be((CheckReason.ReceiveTimeout, 370_000));
    }

    [Fact]
    public void TotalDeadline_SlowAccept_CutsTheReceiveDeadline()
    {
        Down(SimulatedPeer.Accepting(afterUs: 290_000)).Should().Be((CheckReason.ReceiveTimeout, 500_000));
    }

    [Fact]
    public void ReceiveDeadline_DrippingPeer_IsNotSetAnew()
    {
        LoopHarness harness = Harness(Slow(), SimulatedPeer.Repeating(Drip));
        harness.RunMs(900);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.D.Should().Be(300_200);
    }

    [Fact]
    public void TotalDeadline_DialogueThatGoesOn_IsNeverSetAnew()
    {
        SimulatedPeer peer = SimulatedPeer.Repeating(PeerStep.Say("a\n", 90_000));
        LoopHarness harness = Harness(new DialogueProgram(1000), peer);
        harness.RunMs(900);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        (down.Reason, down.D).Should().Be((CheckReason.ReceiveTimeout, 500_000));
    }

    [Fact]
    public void Deadline_AnswerInTheSameMoment_Wins()
    {
        SimulatedPeer peer = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 300_000));
        LoopHarness harness = Harness(FakePrograms.Ping, peer);
        harness.RunMs(900);

        harness.Counters.Passed.Should().Be(1);
    }

    [Fact]
    public void Deadline_AnswerAMicrosecondLater_IsTooLate()
    {
        SimulatedPeer peer = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 300_001));
        LoopHarness harness = Harness(FakePrograms.Ping, peer);
        harness.RunMs(900);

        (harness.Counters.Passed, harness.Counters.Failed).Should().Be((0, 1));
    }

    [Theory]
    [InlineData(1L << 31)]
    [InlineData(1L << 32)]
    public void Deadline_ClockNearAWrapOfMilliseconds_IsAsEver(long wrapMs)
    {
        foreach (long startUs in new[] { (wrapMs * 1000) - 150_000, 1, 1L << 53 })
        {
            LoopHarness harness = Harness(FakePrograms.Ping, SimulatedPeer.Silent(), startUs);
            harness.RunMs(900);

            harness.Facts(FactKind.Down).Should().ContainSingle().Which.D.Should().Be(300_000);
            harness.RunMs(60_000);
            harness.Counters.Started.Should().BeInRange(60, 62);
        }
    }

    private static LineProgram Slow() => new("slow", default, "OOOOOOOOOOOOOOOOOOOO"u8.ToArray(), 64, 0);

    private static (CheckReason Reason, int CheckUs) Down(SimulatedPeer peer)
    {
        LoopHarness harness = Harness(FakePrograms.Ping, peer);
        harness.RunMs(900);
        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        down.TimeUs.Should().Be(harness.StartUs + down.D);
        return (down.Reason, down.D);
    }

    private static LoopHarness Harness(CheckProgram program, SimulatedPeer peer, long startUs = 1_000_000_000)
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000, fall: 1), program).Build();
        return new LoopHarness(plan, s => s.Put(PlanFactory.Host(1), peer), adopted: [true], startUs);
    }
}
