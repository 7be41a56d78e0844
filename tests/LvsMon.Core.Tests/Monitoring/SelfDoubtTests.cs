using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class SelfDoubtTests
{
    private static readonly SimulatedPeer Pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700));
    private static readonly Timing Timing = Timings.Every(1000);

    [Fact]
    public void TwoServices_SilentOnSeveralHosts_AreDoubtedOnceBeforeTheFirstRemoval()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 8, SimulatedPeer.Silent());
        harness.RunMs(60_000);

        Fact isolated = harness.Facts(FactKind.Isolated).Should().ContainSingle().Subject;
        isolated.A.Should().Be(2);
        isolated.DurationUs.Should().Be(1_500_000);
        isolated.TimeUs.Should().BeLessThan(harness.Facts(FactKind.Down)[0].TimeUs);
    }

    [Fact]
    public void AllServices_Silent_AreDoubtedUntilEveryServerCouldAnswer()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 12, SimulatedPeer.Silent());
        harness.RunMs(600_000);
        harness.Facts(FactKind.Isolated).Should().ContainSingle();
        harness.Facts(FactKind.Connected).Should().BeEmpty();

        long healedUs = harness.Clock.NowUs;
        harness.PutAll(1, 12, Pong);
        harness.RunMs(60_000);

        Fact connected = harness.Facts(FactKind.Connected).Should().ContainSingle().Subject;
        connected.TimeUs.Should().BeInRange(healedUs + 1_500_000, healedUs + 3_000_000);
        connected.A.Should().Be(0, "none is taken out for what it missed");
        connected.DurationUs.Should().Be(connected.TimeUs - harness.Facts(FactKind.Isolated)[0].TimeUs);
        harness.Facts(FactKind.Isolated).Should().ContainSingle();
    }

    [Fact]
    public void OneServiceOfThree_HeardAgain_EndsTheDoubtAboutTheOthersARoundLater()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 12, SimulatedPeer.Silent());
        harness.RunMs(60_000);
        long healedUs = harness.Clock.NowUs;
        harness.PutAll(1, 4, Pong);
        harness.RunMs(60_000);

        Fact connected = harness.Facts(FactKind.Connected).Should().ContainSingle().Subject;
        connected.TimeUs.Should().BeInRange(healedUs + 1_500_000, healedUs + 3_000_000);
        connected.A.Should().Be(8);
    }

    [Fact]
    public void ServersThatStayedHeard_InTheStruckServicesThemselves_EndTheDoubtTwoRoundsLater()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 3, SimulatedPeer.Silent());
        harness.PutAll(5, 3, SimulatedPeer.Silent());
        harness.PutAll(9, 3, SimulatedPeer.Silent());
        harness.RunMs(60_000);

        Fact isolated = harness.Facts(FactKind.Isolated).Should().ContainSingle().Subject;
        Fact connected = harness.Facts(FactKind.Connected).Should().ContainSingle(
            "in each service one server answers all the time: the director sees").Subject;
        (connected.TimeUs - isolated.TimeUs).Should().BeInRange(2_000_000, 6_000_000);
        connected.A.Should().Be(9);
    }

    [Fact]
    public void Service_HeardOnlyForAMoment_DoesNotEndTheDoubt()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 12, SimulatedPeer.Silent());
        harness.RunMs(60_000);
        harness.PutAll(1, 4, Pong);
        harness.RunMs(1_000);
        harness.PutAll(1, 4, SimulatedPeer.Silent());
        harness.RunMs(60_000);

        harness.Facts(FactKind.Connected).Should().BeEmpty();
    }

    [Fact]
    public void AnotherService_AnsweringAnIntervalLater_EndsTheDoubtForGood()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 8, SimulatedPeer.Silent());
        harness.RunMs(600_000);

        Fact isolated = harness.Facts(FactKind.Isolated).Should().ContainSingle().Subject;
        Fact connected = harness.Facts(FactKind.Connected).Should().ContainSingle().Subject;
        (connected.TimeUs - isolated.TimeUs).Should().BeInRange(1_000_000, 1_400_000);
        connected.A.Should().BeLessThanOrEqualTo(8);
        harness.Facts(FactKind.Down).Should().HaveCount(8, "they are told in any case, only their removal is held");
    }

    [Fact]
    public void OneService_Silent_IsNoDoubt()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 4, SimulatedPeer.Silent());
        harness.RunMs(60_000);

        harness.Facts(FactKind.Isolated).Should().BeEmpty();
        harness.Facts(FactKind.Down).Should().HaveCount(4);
    }

    [Fact]
    public void OneHost_OfManyServices_IsNoDoubt()
    {
        PlanFactory factory = new();
        for (int service = 1; service <= 5; service++)
        {
            factory.Service(service).Real(PlanFactory.Host(1, (ushort)(8000 + service)), Timing, FakePrograms.Ping);
        }

        LoopHarness harness = new(factory.Build());
        for (int service = 1; service <= 5; service++)
        {
            harness.Sockets.Put(PlanFactory.Host(1, (ushort)(8000 + service)), SimulatedPeer.Silent());
        }

        harness.RunMs(60_000);

        harness.Facts(FactKind.Isolated).Should().BeEmpty();
    }

    [Fact]
    public void OneHost_LeftSilentOfSeveral_IsNoDoubt()
    {
        // Both services fall silent on host 1; host 2 of the first had only hiccuped and answers again.
        PlanFactory factory = new PlanFactory()
            .Service(1).Real(2, Timing, FakePrograms.Ping).Real(1, Timing, FakePrograms.Ping)
            .Service(2).Real(PlanFactory.Host(1, 81), Timing, FakePrograms.Ping);
        LoopHarness harness = new(factory.Build(), adopted: [true, true, true]);
        harness.PutAll(1, 2, Pong);
        harness.Sockets.Put(PlanFactory.Host(1, 81), Pong);
        harness.RunMs(5_900);
        harness.Put(2, SimulatedPeer.Silent());
        harness.RunMs(150);
        harness.Put(2, Pong);
        harness.RunMs(1_020);
        harness.Put(1, SimulatedPeer.Silent());
        harness.Sockets.Put(PlanFactory.Host(1, 81), SimulatedPeer.Silent());
        harness.RunMs(10_000);

        harness.Facts(FactKind.Isolated).Should().BeEmpty();
    }

    [Fact]
    public void Refused_Everywhere_IsNoDoubt()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 12, SimulatedPeer.Refusing());
        harness.RunMs(60_000);

        harness.Facts(FactKind.Isolated).Should().BeEmpty();
        harness.Facts(FactKind.Down).Should().HaveCount(12);
    }

    [Fact]
    public void LongDeadService_BesideANewOne_IsNoDoubt()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 4, SimulatedPeer.Silent());
        harness.RunMs(60_000);
        harness.PutAll(5, 4, SimulatedPeer.Silent());
        harness.RunMs(60_000);

        harness.Facts(FactKind.Isolated).Should().BeEmpty();
        harness.Facts(FactKind.Down).Should().HaveCount(8);
    }

    [Fact]
    public void MinorityOfEach_Silent_IsNoDoubt()
    {
        LoopHarness harness = Three();
        foreach (int host in new[] { 1, 2, 5, 6, 9, 10 })
        {
            harness.Put(host, SimulatedPeer.Silent());
        }

        harness.RunMs(60_000);

        harness.Facts(FactKind.Isolated).Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OldSilence_AfterTheDoubt_DoesNotBringItBack(bool reloads)
    {
        // Two services fall silent at 6.0 s, the third proves at 7.01 s that the director sees, and has most of its
        // servers fall silent right then: the silence of 6.0 s is still young enough to count, but it is explained.
        Plan plan = Factory(3).Build();
        for (int i = 0; i < plan.Monitors.Length; i++)
        {
            long phaseUs = i < 8 ? 700_000 : i == 8 ? 10_000 : 20_000;
            plan.Monitors[i] = plan.Monitors[i] with { PhaseUs = phaseUs };
        }

        LoopHarness harness = new(plan, adopted: [.. Enumerable.Repeat(true, 12)]);
        harness.PutAll(1, 12, Pong);
        harness.RunMs(5_500);
        harness.PutAll(1, 8, SimulatedPeer.Silent());
        harness.RunMs(1_515);
        harness.Kinds().TakeLast(2).Should().Equal(FactKind.Isolated, FactKind.Connected);
        harness.PutAll(10, 3, SimulatedPeer.Silent());
        if (reloads)
        {
            harness.Follow(Factory(3).Service(4).Unmonitored(30).Build());
        }

        harness.RunMs(60_000);

        harness.Facts(FactKind.Down).Should().HaveCount(11);
        harness.Facts(FactKind.Isolated).Should().ContainSingle();
    }

    [Fact]
    public void Doubt_TwoTimes_IsToldTwoTimes()
    {
        LoopHarness harness = Three();
        for (int i = 0; i < 2; i++)
        {
            harness.PutAll(1, 12, SimulatedPeer.Silent());
            harness.RunMs(20_000);
            harness.PutAll(1, 12, Pong);
            harness.RunMs(20_000);
        }

        harness.Facts(FactKind.Isolated).Should().HaveCount(2);
        harness.Facts(FactKind.Connected).Should().HaveCount(2);
    }

    [Fact]
    public void Reload_DuringADoubt_KeepsItWithoutSayingItAgain()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 12, SimulatedPeer.Silent());
        harness.RunMs(20_000);
        harness.Follow(Factory(3).Service(4).Reals(20, 2, Timing, FakePrograms.Ping).Build());
        harness.PutAll(20, 2, SimulatedPeer.Silent());
        harness.RunMs(20_000);
        harness.Facts(FactKind.Isolated).Should().ContainSingle();
        harness.Facts(FactKind.Connected).Should().BeEmpty();

        harness.PutAll(1, 12, Pong);
        harness.RunMs(5_000);
        harness.Facts(FactKind.Connected).Should().ContainSingle();
    }

    [Fact]
    public void Reload_TakingTheDoubtedServices_EndsTheDoubt()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 12, SimulatedPeer.Silent());
        harness.RunMs(20_000);
        harness.Follow(Factory(1).Build());
        harness.RunMs(20_000);

        harness.Facts(FactKind.Connected).Should().ContainSingle("one silent service is no sign of isolation");
    }

    [Fact]
    public void Reload_InsideTheInterval_StillSeesTheSilenceTogether()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 12, SimulatedPeer.Silent());
        List<long> fell = [];
        harness.AfterTurn = () => fell.AddRange(harness.Loop.Table.Monitors.Select(m => m.SilentSinceUs));
        while (harness.Loop.Table.Monitors.Count(m => m.SilentSinceUs != 0) < 4)
        {
            harness.RunMs(1);
        }

        harness.Follow(Factory(3).Service(4).Unmonitored(30).Build());
        harness.RunMs(20_000);

        harness.Facts(FactKind.Isolated).Should().ContainSingle();
    }

    [Fact]
    public void Reload_WithLongSilentServices_DoesNotMakeTheirSilenceNew()
    {
        LoopHarness harness = Three();
        harness.PutAll(1, 4, SimulatedPeer.Silent());
        harness.RunMs(20_000);
        harness.PutAll(9, 4, SimulatedPeer.Silent());
        harness.RunMs(20_000);
        harness.Follow(Factory(3).Service(4).Unmonitored(30).Build());
        harness.Put(5, SimulatedPeer.Silent());
        harness.RunMs(20_000);

        harness.Facts(FactKind.Isolated).Should().BeEmpty();
    }

    private static PlanFactory Factory(int services)
    {
        PlanFactory factory = new();
        for (int service = 0; service < services; service++)
        {
            factory.Service(service + 1).Reals((service * 4) + 1, 4, Timing, FakePrograms.Ping);
        }

        return factory;
    }

    /// <summary>Three services of four servers each, all up and answering for five seconds.</summary>
    [Fact]
    public void ChecksThatPassBySilence_BesideOthersThatGoSilent_DoNotOutvoteThem()
    {
        bool isCut = false;
        Plan plan = new PlanFactory()
            .Service(1).Reals(1, 4, Timing, FakePrograms.Ping, new DatagramFake(CheckReason.Silent))
            .Service(2).Reals(5, 4, Timing, FakePrograms.Ping, new DatagramFake(CheckReason.Silent))
            .Build();
        LoopHarness harness = new(
            plan,
            sockets => sockets.Chooser = (_, _) => !isCut ? Pong
                : sockets.LastTransport == Transport.Stream ? SimulatedPeer.Silent() : SimulatedPeer.Accepting(),
            adopted: [.. Enumerable.Repeat(true, 8)]);
        harness.RunMs(10_010);
        isCut = true;
        harness.RunMs(60_000);

        harness.Facts(FactKind.Isolated).Should().ContainSingle("half of the checks cannot go silent");
    }

    private static LoopHarness Three()
    {
        LoopHarness harness = new(Factory(3).Build(), adopted: [.. Enumerable.Repeat(true, 12)]);
        harness.PutAll(1, 12, Pong);
        harness.RunMs(5_010);
        return harness;
    }
}
