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

/// <summary>A real server that is checked at host 1 and whose agent is host 101; a second one without agent.</summary>
public sealed class AdviceTests
{
    private const int AgentHost = 101;

    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700));

    [Fact]
    public void Start_OfAnAdvisedServer_WaitsForItsAgent()
    {
        LoopHarness harness = Running(Agent(50, afterUs: 200_000));
        harness.Kinds().Where(k => k is FactKind.Up or FactKind.Weighted).First()
            .Should().Be(FactKind.Up, "the other one has no agent");

        harness.Sink.Facts.Where(f => f.Real == 0).Select(f => f.Kind).Should()
            .Equal(FactKind.Weighted, FactKind.Up);
        harness.Facts(FactKind.Weighted).Should().ContainSingle().Which.Should()
            .Match<Fact>(f => f.Service == 0 && f.A == 50 && f.B == 100);
    }

    [Fact]
    public void Agent_ThatIsDead_KeepsNobodyOut()
    {
        LoopHarness harness = Running(SimulatedPeer.Refusing());
        harness.RunMs(5_000);

        harness.Facts(FactKind.Up).Should().HaveCount(2);
        harness.Facts(FactKind.Down).Should().BeEmpty();
        harness.Facts(FactKind.Inconclusive)[0].Reason.Should().Be(CheckReason.NoAgent);
        harness.Facts(FactKind.Blind).Should().BeEmpty("the service itself is seen");
        harness.Facts(FactKind.Isolated).Should().BeEmpty();
    }

    [Fact]
    public void Agent_ThatDies_LeavesWhatItSaidLast()
    {
        LoopHarness harness = Running(Agent(30));
        harness.Put(AgentHost, SimulatedPeer.Refusing());
        harness.RunMs(10_000);

        harness.Facts(FactKind.Weighted).Should().ContainSingle();
        harness.Loop.Table.Reals[0].Advice.Should().Be(30);
    }

    [Fact]
    public void Down_ByTheAgent_IsToldAtOnceWithItsReason()
    {
        LoopHarness harness = Running(Agent(100));
        harness.Put(AgentHost, Refuses(CheckReason.AgentMaint));
        harness.RunMs(1_100);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        (down.Real, down.Reason, down.A, down.B, down.C).Should().Be((0, CheckReason.AgentMaint, 1, 1, 1));
        harness.Facts(FactKind.Flapping).Should().BeEmpty();

        harness.Put(AgentHost, SimulatedPeer.Refusing());
        harness.RunMs(5_000);
        harness.Facts(FactKind.Up).Should().HaveCount(2, "what it said last holds");
        harness.Put(AgentHost, Agent(80));
        harness.RunMs(1_100);

        Fact up = harness.Facts(FactKind.Up)[^1];
        (up.Real, up.Reason, up.Number).Should().Be((0, CheckReason.Advised, (short)80));
    }

    [Fact]
    public void Up_ByTheAgent_HelpsNobodyWhoseChecksFail()
    {
        LoopHarness harness = Running(Agent(100));
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(5_000);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        (down.Real, down.Reason).Should().Be((0, CheckReason.ConnectRefused));
    }

    [Fact]
    public void Drain_OfAll_EmptiesTheServiceAndIsNoTransition()
    {
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000), FakePrograms.Ping).Agent(AgentHost, FakePrograms.Agent).Build();
        LoopHarness harness = Started(plan, Agent(100));
        harness.Put(AgentHost, Agent(0));
        harness.RunMs(1_100);
        harness.Facts(FactKind.Empty).Should().ContainSingle();
        harness.Facts(FactKind.Down).Should().BeEmpty();

        harness.Put(AgentHost, Agent(10));
        harness.RunMs(1_100);

        harness.Facts(FactKind.Served).Should().HaveCount(2);
    }

    [Theory]
    [InlineData(50, 54, false)]
    [InlineData(50, 55, true)]
    [InlineData(50, 45, true)]
    [InlineData(3, 0, true)]
    [InlineData(0, 3, true)]
    [InlineData(100, 97, false)]
    public void Change_OfThePercentage_IsToldFromFiveOn(short before, short after, bool isTold)
    {
        LoopHarness harness = Running(Agent(before));
        int told = harness.Facts(FactKind.Weighted).Count;
        harness.Put(AgentHost, Agent(after));
        harness.RunMs(3_000);

        harness.Facts(FactKind.Weighted).Skip(told).Select(f => (f.A, f.B)).Should()
            .Equal(isTold ? [((int)after, (int)before)] : new List<(int, int)>());
    }

    [Fact]
    public void Reload_WithoutTheAgent_EndsWhatItSaid()
    {
        LoopHarness harness = Running(Refuses(CheckReason.AgentDown));
        harness.Facts(FactKind.Up).Should().ContainSingle("the other one");

        harness.Follow(new PlanFactory().Service(1).Reals(1, 2, Timings.Every(1000), FakePrograms.Ping).Build());
        harness.RunMs(10);

        Fact up = harness.Facts(FactKind.Up)[^1];
        (up.Real, up.Reason).Should().Be((0, CheckReason.None));
        harness.Loop.Table.Reals[0].Advice.Should().Be(100);
    }

    [Fact]
    public void Agent_ThatIsDead_CountsAsInconclusive()
    {
        LoopHarness harness = Running(SimulatedPeer.Refusing());

        harness.Counters.Failed.Should().Be(0);
        harness.Counters.Inconclusive.Should().BeGreaterThan(1);
        harness.Loop.Table.Subscriptions.Select(s => s.LastReason).Should().Contain(CheckReason.NoAgent);
        harness.Loop.Table.Subscriptions.Should().OnlyContain(s => s.LastUs > 0);
    }

    [Fact]
    public void Reload_ChangesACheckInMaintenance_ChargesItNothing()
    {
        Timing held = Timings.Every(1000) with { StableForUs = 60_000_000 };
        LoopHarness harness = Running(Refuses(CheckReason.AgentMaint));
        harness.Follow(new PlanFactory().Service(1)
            .Real(1, held, FakePrograms.Connect).Agent(AgentHost, FakePrograms.Agent)
            .Real(2, held, FakePrograms.Ping).Build());
        harness.RunMs(3_000);
        harness.Put(AgentHost, Agent(100));
        harness.RunMs(3_000);

        harness.Facts(FactKind.Up)[^1].Real.Should().Be(0, "no check of it has ever failed");
    }

    [Fact]
    public void Reload_GivesAServerThatIsDownAnAgent_AsksItAtTheRegularInterval()
    {
        Timing timing = Timings.Every(1000) with { DownIntervalUs = 100_000 };
        LoopHarness harness = Started(
            new PlanFactory().Service(1)
                .Real(1, timing, FakePrograms.Connect).Real(2, timing, FakePrograms.Ping).Build(),
            Agent(100));
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(3_000);
        harness.Follow(new PlanFactory().Service(1)
            .Real(1, timing, FakePrograms.Connect).Agent(AgentHost, FakePrograms.Agent)
            .Real(2, timing, FakePrograms.Ping).Build());
        harness.RunMs(10_000);

        harness.Facts(FactKind.Down).Should().ContainSingle();
        harness.ConnectsOf(AgentHost).Count.Should().BeInRange(9, 12);
    }

    private static SimulatedPeer Agent(short percent, long afterUs = 500) =>
        SimulatedPeer.Saying(PeerStep.Say($"{(char)CheckReason.Advised}{(char)percent}", afterUs));

    private static SimulatedPeer Refuses(CheckReason reason) =>
        SimulatedPeer.Saying(PeerStep.Say($"{(char)reason}\0", 500));

    private static LoopHarness Running(SimulatedPeer agent) => Started(
        new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000), FakePrograms.Ping).Agent(AgentHost, FakePrograms.Agent)
            .Real(2, Timings.Every(1000), FakePrograms.Ping).Build(),
        agent);

    private static LoopHarness Started(Plan plan, SimulatedPeer agent)
    {
        LoopHarness harness = new(plan, s =>
        {
            s.Put(PlanFactory.Host(1), Pong);
            s.Put(PlanFactory.Host(2), Pong);
            s.Put(PlanFactory.Host(AgentHost), agent);
        });
        harness.RunMs(3_000);
        return harness;
    }
}
