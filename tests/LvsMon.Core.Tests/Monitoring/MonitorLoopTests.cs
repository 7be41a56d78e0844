using FluentAssertions;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>When a turn comes back, and why.</summary>
public sealed class MonitorLoopTests
{
    [Fact]
    public void Turn_WithNothingToDo_EndsWhenToldTo()
    {
        LoopHarness harness = Idle();
        harness.Loop.RunTurn(harness.StartUs + 123_456);

        harness.Clock.NowUs.Should().Be(harness.StartUs + 123_456);
        harness.Counters.Turns.Should().Be(2);
    }

    [Fact]
    public void Signal_Raised_EndsTheTurnAndIsKeptUntilTaken()
    {
        LoopHarness harness = Idle();
        harness.Sockets.IsSignalRaised = true;
        harness.Loop.RunTurn();
        harness.Loop.IsSignalRaised.Should().BeTrue();
        harness.Clock.NowUs.Should().Be(harness.StartUs);

        harness.Loop.RunTurn(harness.StartUs + 1);
        harness.Loop.IsSignalRaised.Should().BeTrue();
        harness.Loop.IsSignalRaised = false;
        harness.Loop.RunTurn(harness.StartUs + 2);
        harness.Loop.IsSignalRaised.Should().BeFalse();
    }

    [Fact]
    public void Sink_WithAWish_IsCalledThen()
    {
        LoopHarness harness = Idle();
        harness.Sink.NextUs = harness.StartUs + 777;
        harness.Loop.RunTurn(harness.StartUs + 1);
        harness.Loop.RunTurn();

        harness.Clock.NowUs.Should().Be(harness.StartUs + 777);
    }

    [Fact]
    public void Fact_PostedBetweenTurns_IsToldWithoutWaiting()
    {
        LoopHarness harness = Idle();
        harness.Stream.Post(new Fact(FactKind.Reload));
        harness.Loop.RunTurn();

        harness.Clock.NowUs.Should().Be(harness.StartUs);
        harness.Facts(FactKind.Reload).Should().ContainSingle();
    }

    [Fact]
    public void Start_OfACheckThatSpeaksFirst_TellsTheSocket()
    {
        LoopHarness harness = new(
            new PlanFactory().Service(1)
                .Real(1, Timings.Every(1000), FakePrograms.Ping)
                .Real(2, Timings.Every(1000), FakePrograms.Greeting).Build(),
            s =>
            {
                s.Put(PlanFactory.Host(1), SimulatedPeer.Failing(Core.Os.OsError.Refused));
                s.Put(PlanFactory.Host(2), SimulatedPeer.Failing(Core.Os.OsError.Refused));
            });
        while (harness.Sockets.Connects.Count < 2)
        {
            harness.Loop.RunTurn();
        }

        harness.Sockets.BegunSpeakingFirst.Should().Be(1);
    }

    [Fact]
    public void Start_ThatEndsAtOnce_IsJudgedInTheSameTurn()
    {
        LoopHarness harness = new(
            new PlanFactory().Service(1).Real(1, Timings.Every(1000, fall: 1)).Build(),
            s => s.Put(PlanFactory.Host(1), SimulatedPeer.Failing(Core.Os.OsError.Refused)),
            adopted: [true]);
        harness.Loop.RunTurn();

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.TimeUs.Should().Be(harness.StartUs);
    }

    private static LoopHarness Idle()
    {
        LoopHarness harness = new(new PlanFactory().Service(1).Unmonitored(1).Build());
        harness.Loop.RunTurn();
        return harness;
    }
}
