using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>A real server with two checks of which one is enough: one hears an answer, one connects.</summary>
public sealed class RequirementTests
{
    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700));
    private static readonly SimulatedPeer Mute = SimulatedPeer.Saying(PeerStep.Hear(4));

    [Fact]
    public void Any_OneOfTwoPasses_IsUp()
    {
        LoopHarness harness = Running(Mute);

        Fact up = harness.Facts(FactKind.Up).Should().ContainSingle().Subject;
        up.Reason.Should().Be(CheckReason.Connected);
        harness.Facts(FactKind.Down).Should().BeEmpty();
    }

    [Fact]
    public void Any_TheOtherFailsLater_IsNoTransition()
    {
        LoopHarness harness = Running(Pong);
        harness.Put(1, Mute);
        harness.RunMs(5_000);

        harness.Facts(FactKind.Down).Should().BeEmpty();
        harness.Loop.Table.Reals[0].ChecksDown.Should().Be(1);
        harness.Loop.Table.Reals[0].Reason.Should().NotBe(CheckReason.ReceiveTimeout, "it does not decide");
    }

    [Fact]
    public void Any_AllFail_IsDownOnceWithTheLastOnesReason()
    {
        LoopHarness harness = Running(Mute);
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(10_000);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        (down.Reason, down.A, down.B).Should().Be((CheckReason.ConnectRefused, 3, 3));
    }

    [Fact]
    public void Any_OneRecovers_IsUpAgain()
    {
        LoopHarness harness = Running(Mute);
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(10_000);
        harness.Put(1, Mute);
        harness.RunMs(2_000);

        harness.Facts(FactKind.Up).Select(f => f.Reason).Should().Equal(CheckReason.Connected, CheckReason.Connected);
    }

    [Fact]
    public void Reload_FromAnyToAll_TakesDownWhatOneCheckRefuses()
    {
        LoopHarness harness = Running(Mute);
        harness.RunMs(5_000);
        harness.Follow(PlanOf(isAny: false));
        harness.RunMs(10);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        down.Reason.Should().Be(CheckReason.None, "the configuration decides, no result does");
    }

    private static LoopHarness Running(SimulatedPeer peer)
    {
        LoopHarness harness = new(PlanOf(isAny: true), s => s.Put(PlanFactory.Host(1), peer));
        harness.RunMs(2_000);
        return harness;
    }

    private static Plan PlanOf(bool isAny)
    {
        PlanFactory factory = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000), FakePrograms.Ping, FakePrograms.Connect);
        return (isAny ? factory.RequireAny() : factory).Build();
    }
}
