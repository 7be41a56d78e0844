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

public sealed class EdgeTests
{
    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700));

    [Fact]
    public void Down_AfterFallFailures_IsToldOnceWithItsNumbers()
    {
        LoopHarness harness = Two(Timings.Every(1000, rise: 2, fall: 3));
        harness.RunTo(harness.StartUs + 10_400_000);
        harness.Put(1, SimulatedPeer.Refusing(afterUs: 450));
        harness.RunMs(600_000);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        down.Service.Should().Be(0);
        down.Real.Should().Be(0);
        (down.Reason, down.A, down.B, down.C, down.D).Should().Be((CheckReason.ConnectRefused, 3, 3, 1, 450));
        down.TimeUs.Should().Be(harness.StartUs + 13_000_450);
        down.DurationUs.Should().Be(down.TimeUs - harness.Facts(FactKind.Up).First(f => f.Real == 0).TimeUs);
        harness.Kinds().Should().NotContain(FactKind.Empty);
    }

    [Fact]
    public void Up_AfterRiseSuccesses_IsToldOnceWithItsNumbers()
    {
        LoopHarness harness = Two(Timings.Every(1000, rise: 2, fall: 3));
        harness.RunMs(100_000);

        Fact up = harness.Facts(FactKind.Up).Should().HaveCount(2).And.Subject.First(f => f.Real == 0);
        (up.Reason, up.A, up.B, up.C, up.D).Should().Be((CheckReason.Matched, 2, 2, 2, 900));
        up.DurationUs.Should().Be(-1, "it is the first verdict");
        harness.Facts(FactKind.Served).Should().ContainSingle().Which.A.Should().Be(1);
    }

    [Fact]
    public void Verdict_FailFailPassFailFailFail_GoesDownAtTheSixth()
    {
        LoopHarness harness = Two(Timings.Every(1000));
        harness.RunTo(harness.StartUs + 500_000);
        string history = "ffpfff";
        foreach (char one in history)
        {
            harness.Facts(FactKind.Down).Should().BeEmpty();
            harness.Put(1, one == 'p' ? Pong : SimulatedPeer.Refusing());
            harness.RunMs(1_000);
        }

        harness.Facts(FactKind.Down).Should().ContainSingle();
    }

    [Fact]
    public void Service_LastOneDown_IsEmptyOnceAndServedOnce()
    {
        LoopHarness harness = Two(Timings.Every(1000, fall: 1));
        harness.RunMs(2_000);
        harness.PutAll(1, 2, SimulatedPeer.Refusing());
        harness.RunMs(20_000);
        Fact empty = harness.Facts(FactKind.Empty).Should().ContainSingle().Subject;
        (empty.Service, empty.A, empty.B).Should().Be((0, 0, 2));
        harness.Facts(FactKind.Down).Select(f => f.C).Should().Equal(1, 0);

        harness.PutAll(1, 2, Pong);
        harness.RunMs(20_000);

        harness.Kinds().Should().Equal(
            FactKind.Up, FactKind.Served, FactKind.Up, FactKind.Started,
            FactKind.Down, FactKind.Down, FactKind.Empty,
            FactKind.Up, FactKind.Served, FactKind.Up);
        harness.Facts(FactKind.Up)[2].DurationUs.Should().BeInRange(19_000_000, 21_000_000);
    }

    [Fact]
    public void Adopted_FirstVerdictUp_IsOnlyConfirmed()
    {
        LoopHarness harness = Two(Timings.Every(1000, rise: 2), adopted: true);
        harness.RunMs(10_000);

        harness.Kinds().Order().Should().Equal(FactKind.Confirmed, FactKind.Confirmed, FactKind.Started);
        harness.Facts(FactKind.Confirmed).Should().OnlyContain(f => f.A == 1 && f.Sequence == 0);
    }

    [Fact]
    public void Adopted_FirstVerdictDown_IsAnEdgeWithoutADuration()
    {
        LoopHarness harness = Two(Timings.Every(1000, fall: 2), adopted: true);
        harness.PutAll(1, 2, SimulatedPeer.Refusing());
        harness.RunMs(10_000);

        harness.Facts(FactKind.Down).Select(f => (f.A, f.B, f.DurationUs)).Should().Equal((2, 2, -1), (2, 2, -1));
        harness.Facts(FactKind.Confirmed).Should().BeEmpty();
        harness.Facts(FactKind.Empty).Should().ContainSingle();
    }

    [Fact]
    public void NotAdopted_FirstVerdictDown_IsConfirmedAndTheServiceToldEmptyOnce()
    {
        LoopHarness harness = Two(Timings.Every(1000, fall: 1));
        harness.PutAll(1, 2, SimulatedPeer.Refusing());
        harness.RunMs(10_000);

        harness.Facts(FactKind.Confirmed).Should().HaveCount(2).And.OnlyContain(f => f.A == 0);
        harness.Kinds().Should().NotContain(FactKind.Down);
        harness.Facts(FactKind.Empty).Should().ContainSingle();
        harness.Facts(FactKind.Started)[0].C.Should().Be(1);
    }

    [Fact]
    public void Standby_LeftAlone_LeavesTheServiceEmpty()
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000, fall: 1)).Unmonitored(2).Build();
        plan.Reals[1] = plan.Reals[1] with { Weight = 0 };
        LoopHarness harness = new(plan);
        harness.PutAll(1, 1, SimulatedPeer.Accepting());
        harness.RunMs(5_000);
        harness.PutAll(1, 1, SimulatedPeer.Refusing());
        harness.RunMs(5_000);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.C.Should().Be(0, "a standby takes no connections");
        harness.Facts(FactKind.Empty).Should().ContainSingle();
    }

    [Fact]
    public void AdoptedLate_ThenFound_DownIsAnEdge()
    {
        LoopHarness harness = Two(Timings.Every(1000, fall: 3));
        harness.PutAll(1, 2, SimulatedPeer.Refusing());
        harness.RunMs(1_500);
        harness.Loop.Adopt(0);
        harness.RunMs(10_000);

        harness.Facts(FactKind.Down).Should().ContainSingle().Which.Real.Should().Be(0);
        harness.Facts(FactKind.Empty).Should().ContainSingle();
    }

    [Fact]
    public void Unmonitored_Always_IsNeverProbedNorTold()
    {
        LoopHarness harness = new(new PlanFactory().Service(1).Unmonitored(1).Real(2, Timings.Every(1000)).Build());
        harness.RunMs(60_000);

        harness.ConnectsOf(1).Should().BeEmpty();
        harness.Sink.Facts.Should().NotContain(f => f.Real == 0);
        harness.Facts(FactKind.Started)[0].A.Should().Be(1);
    }

    [Fact]
    public void SeveralChecks_OfOneServer_MustAllPass()
    {
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000, 3, 1), FakePrograms.Ping, FakePrograms.Greeting, FakePrograms.Connect)
            .Build();
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), Pong));
        harness.RunMs(10_000);
        harness.Facts(FactKind.Up).Should().BeEmpty("the greeting never comes");
        harness.Facts(FactKind.Confirmed).Should().ContainSingle().Which.A.Should().Be(0);

        SimulatedPeer both = SimulatedPeer.Saying(PeerStep.Say("OK", 0));
        harness.Put(1, both);
        harness.RunMs(10_000);
        harness.Facts(FactKind.Up).Should().BeEmpty("now the ping has the wrong answer");

        harness.Loop.Table.Reals[0].ChecksUp.Should().Be(2);
        harness.Loop.Table.Reals[0].ChecksDown.Should().Be(1);
    }

    [Fact]
    public void SeveralChecks_FallingInOneTurn_GiveOneEdge()
    {
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000, fall: 1), new ConnectProgram("a"), new ConnectProgram("b"))
            .Build();
        for (int i = 0; i < 2; i++)
        {
            plan.Monitors[i] = plan.Monitors[i] with { PhaseUs = 500_000 };
        }

        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), SimulatedPeer.Accepting()));
        harness.RunMs(3_000);
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(3_000);
        harness.Put(1, SimulatedPeer.Accepting());
        harness.RunMs(3_000);

        harness.Facts(FactKind.Down).Should().ContainSingle();
        harness.Facts(FactKind.Up).Should().HaveCount(2);
    }

    [Fact]
    public void OneMonitor_OfSeveralServers_IsProbedOnceAndJudgedByEach()
    {
        Plan plan = new PlanFactory()
            .Service(1).Real(1, Timings.Every(4000, fall: 1), FakePrograms.Ping)
            .Service(2).Real(1, Timings.Every(1000, fall: 3), FakePrograms.Ping)
            .Service(3).Real(1, Timings.Every(2000, rise: 4, fall: 2), FakePrograms.Ping)
            .Build();
        plan.Monitors.Should().ContainSingle().Which.IntervalUs.Should().Be(1_000_000);
        LoopHarness harness = new(plan, s => s.Put(PlanFactory.Host(1), Pong));
        harness.RunTo(harness.StartUs + 5_500_000);
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(10_000);

        harness.Sockets.Connects.Should().HaveCount(16);
        harness.Facts(FactKind.Up).Select(f => (f.Service, f.A)).Should().Equal((0, 1), (1, 1), (2, 4));
        harness.Facts(FactKind.Down).Select(f => (f.Service, f.A)).Should().Equal((0, 1), (2, 2), (1, 3));
    }

    [Fact]
    public void FailAfter_BesideFall_SaysNoSuccess()
    {
        LoopHarness harness = Two(Timings.Every(1000, fall: 1000, failAfterMs: 300_000));
        harness.RunTo(harness.StartUs + 500_000);
        harness.Put(1, SimulatedPeer.Refusing());
        harness.RunMs(310_000);

        Fact down = harness.Facts(FactKind.Down).Should().ContainSingle().Subject;
        (down.Reason, down.Number).Should().Be((CheckReason.NoSuccess, (short)0));
        down.TimeUs.Should().BeInRange(harness.StartUs + 300_000_000, harness.StartUs + 301_002_000);
    }

    [Fact]
    public void ThousandPasses_AfterTheFirst_TellNothing()
    {
        LoopHarness harness = Two(Timings.Every(1000));
        harness.RunMs(1_000);
        int told = harness.Sink.Facts.Count;
        harness.RunMs(1_000_000);

        harness.Sink.Facts.Should().HaveCount(told);
        harness.Counters.Passed.Should().BeGreaterThan(2000);
    }

    private static LoopHarness Two(Timing timing, bool adopted = false)
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 2, timing, FakePrograms.Ping).Build();
        return new LoopHarness(
            plan,
            s =>
            {
                s.Put(PlanFactory.Host(1), Pong);
                s.Put(PlanFactory.Host(2), Pong);
            },
            [adopted, adopted]);
    }
}
