using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class TableKeeperTests
{
    private static Plan Web() => new PlanMaker()
        .Service("tcp 10.0.0.1:80", "wrr")
        .Real("10.1.0.1:8080", 5, upper: 100, lower: 50)
        .Real("10.1.0.2:8080", 3)
        .Build();

    [Fact]
    public void Start_EmptyTable_MakesServicesAndNoRealServer()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();

        rig.Table.Should().Be("-A -t 10.0.0.1:80 -s wrr\n");
        rig.Keeper.StartRead.Should().Be(StartRead.Done);
        rig.Told.Of(FactKind.Adopted).Should().ContainSingle().Which.Fact.A.Should().Be(0);
        rig.Told.Count(FactKind.Drift).Should().Be(0);
    }

    [Fact]
    public void Edge_Up_EntersWithWeightAndThresholdsAndIsToldAfterReadBack()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Turn();

        rig.Runner.Lines.ToString().Should().EndWith("-a -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 5 -x 100 -y 50\n");
        rig.Table.Should().Contain("-r 10.1.0.1:8080 -m -w 5");
        (Fact fact, string text) = rig.Told.Of(FactKind.Table)[^1];
        text.Should().Be("add 10.1.0.1:8080");
        fact.A.Should().Be(1);
        fact.Service.Should().Be(0);
        fact.Real.Should().Be(0);
        fact.DurationUs.Should().Be(0);
    }

    [Fact]
    public void Edge_Down_DeletesTheEntry()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Up(1).Turn();
        rig.Down(0).Turn();

        rig.Table.Should().Be("-A -t 10.0.0.1:80 -s wrr\n-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3\n");
        rig.Told.Of(FactKind.Table)[^1].Text.Should().Be("delete 10.1.0.1:8080");
    }

    [Fact]
    public void Edge_AfterFactsThatChangedNothing_IsToldWithItsOwnDuration()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Turn();
        rig.Down(1).Turn();
        rig.TurnAfter(4 * KeeperRig.Second);
        rig.Down(0).Turn();

        rig.Told.Of(FactKind.Table)[^1].Fact.Should().Match<Fact>(f => f.Real == 0 && f.DurationUs == 0);
    }

    [Fact]
    public void Edge_OneReturnsAsTheOtherIsQuiesced_ReturnIsWrittenFirst()
    {
        Plan plan = new PlanMaker()
            .Service("tcp 10.0.0.1:80", "wrr", floor: new(1, 0), quiesce: ulong.MaxValue)
            .Real("10.1.0.1:80", 5)
            .Real("10.1.0.2:80", 3)
            .Build();
        KeeperRig rig = new KeeperRig(plan).Start();
        rig.Up(0).Up(1).Turn();
        rig.Down(1).Turn();
        rig.Runner.Lines.Clear();
        rig.Up(1).Down(0).Turn();

        rig.Runner.Lines.ToString().Should().Be(
            "-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 3\n-e -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 0\n",
            "the lines may end anywhere, and line by line they are tried when a batch fails");
    }

    [Fact]
    public void Edge_DownWithQuiesceCause_SetsWeightZeroAndKeepsThresholds()
    {
        Plan plan = new PlanMaker()
            .Service("tcp 10.0.0.1:80", quiesce: 1UL << (int)CheckReason.ConnectTimeout)
            .Real("10.1.0.1:8080", 5, upper: 100, lower: 50)
            .Build();
        KeeperRig rig = new KeeperRig(plan).Start();
        rig.Up(0).Turn();
        rig.Down(0, CheckReason.ConnectTimeout).Turn();

        rig.Runner.Lines.ToString().Should().EndWith("-e -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 0 -x 100 -y 50\n");
        rig.Told.Of(FactKind.Table)[^1].Text.Should().Be("edit 10.1.0.1:8080 weight 0");
    }

    [Fact]
    public void Edges_ManyInOneTurn_AreOneChild()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        int before = rig.Runner.Restores;
        rig.Up(0).Up(1).Turn();

        rig.Runner.Restores.Should().Be(before + 1);
        rig.Told.Of(FactKind.Table)[^1].Text.Should().Be("add 10.1.0.1:8080, add 10.1.0.2:8080");
    }

    [Fact]
    public void Edges_WhileAChildRuns_WaitForTheNextFlush()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Turns = 1;
        rig.Up(0).Turn();
        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Up(1).Turn();
        rig.Down(0).Turn();
        for (int i = 0; i < 20; i++)
        {
            rig.Turn();
        }

        rig.Table.Should().Be("-A -t 10.0.0.1:80 -s wrr\n-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3\n");
    }

    [Fact]
    public void Reconcile_NothingChanged_MakesNoEdits()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Turn();
        int restores = rig.Runner.Restores;
        int reads = rig.Runner.Reads;
        rig.Pass(300 * KeeperRig.Second);

        rig.Runner.Restores.Should().Be(restores);
        rig.Runner.Reads.Should().Be(reads + 20, "two commands at each of ten reconciles");
    }

    [Fact]
    public void Start_RealServersInTable_AreAdoptedAsTheyAre()
    {
        KeeperRig rig = new(Web());
        rig.Runner.Operator("-A -t 10.0.0.1:80 -s wrr");
        rig.Runner.Operator("-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 0");
        rig.Start();

        rig.Keeper.IsAdopted(0).Should().BeFalse();
        rig.Keeper.IsAdopted(1).Should().BeTrue();
        rig.Runner.Restores.Should().Be(0, "a restart moves no traffic");

        rig.Post(new Fact(FactKind.Confirmed) { Real = 1, Service = 0, A = 1 }).Turn();
        rig.Table.Should().Contain("-r 10.1.0.2:8080 -m -w 3");
    }

    [Fact]
    public void Start_Cold_TakesEverythingOut()
    {
        KeeperRig rig = new(Web(), cold: true);
        rig.Runner.Operator("-A -t 10.0.0.1:80 -s wrr");
        rig.Runner.Operator("-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3");
        rig.Start();

        rig.Table.Should().Be("-A -t 10.0.0.1:80 -s wrr\n");
        rig.Keeper.IsAdopted(1).Should().BeFalse();
    }

    [Fact]
    public void Start_OtherSettingsOfService_AreCorrectedWithAllFields()
    {
        Plan plan = new PlanMaker()
            .Service("tcp 10.0.0.1:80", "sh", "sh-port,sh-fallback", new Persistence(300, 0xFFFFFF00, null))
            .Build();
        KeeperRig rig = new(plan);
        rig.Runner.Operator("-A -t 10.0.0.1:80 -s rr");
        rig.Start();

        rig.Runner.Lines.ToString().Should()
            .Be("-E -t 10.0.0.1:80 -s sh -p 300 -M 255.255.255.0 -b sh-port,sh-fallback\n");
        rig.Pass(100 * KeeperRig.Second);
        rig.Runner.Restores.Should().Be(1, "the order of the flags is no difference");
    }

    [Fact]
    public void Reload_RemovedAddedChanged_AreEditsKnownAtOnce()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Up(1).Turn();
        rig.Reload(new PlanMaker()
            .Service("tcp 10.0.0.1:80", "wrr")
            .Real("10.1.0.2:8080", 9)
            .Real("10.1.0.3:8080")
            .Service("udp 10.0.0.1:53", "rr", onePacket: true)
            .Build());

        rig.Keeper.PendingEdits.Should().Be(3, "one weight, one deletion, one service");
        rig.Turn();
        rig.Table.Should().Be(
            "-A -t 10.0.0.1:80 -s wrr\n-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 9\n-A -u 10.0.0.1:53 -s rr -o\n");
        rig.Told.Count(FactKind.Drift).Should().Be(0, "it was our own wish");
    }

    [Fact]
    public void Reload_ServiceGone_IsDeletedAndOnlyIt()
    {
        Plan two = new PlanMaker().Service("tcp 10.0.0.1:80").Service("tcp 10.0.0.1:81").Build();
        MemoryStateFile owned = new();
        KeeperRig rig = new KeeperRig(two, owned: owned).Start();
        rig.Runner.Operator("-A -t 10.0.0.1:82 -s rr");
        owned.Text.Should().Be("tcp 10.0.0.1:80\ntcp 10.0.0.1:81\n");
        rig.Reload(new PlanMaker().Service("tcp 10.0.0.1:81").Build()).Turn();

        rig.Table.Should().Be("-A -t 10.0.0.1:81 -s wlc\n-A -t 10.0.0.1:82 -s rr\n");
        owned.Text.Should().Be("tcp 10.0.0.1:81\n");
        rig.Told.Count(FactKind.Disowned).Should().Be(0, "the reload says so itself");
    }

    [Fact]
    public void Reload_WhileAChildRuns_ConvergesToTheNewPlan()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Turns = 2;
        rig.Up(0).Up(1).Turn();
        rig.Reload(new PlanMaker().Service("tcp 10.0.0.1:80", "rr").Real("10.1.0.2:8080", 3).Build());
        for (int i = 0; i < 40; i++)
        {
            rig.Turn();
        }

        rig.Table.Should().Be("-A -t 10.0.0.1:80 -s rr\n-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3\n");
    }

    [Fact]
    public void Start_OwnedFileNamesServiceOutsideThePlan_RemovesItAndSaysSo()
    {
        MemoryStateFile owned = new() { Text = "tcp 10.0.0.9:80\nfwmark 8 ipv6\nnonsense\ntcp 10.0.0.1:80\n" };
        KeeperRig rig = new(Web(), owned: owned);
        rig.Runner.Operator("-A -t 10.0.0.9:80 -s rr");
        rig.Runner.Operator("-A -t 10.0.0.8:80 -s rr");
        rig.Start();

        rig.Table.Should().NotContain("10.0.0.9:80").And.Contain("10.0.0.8:80");
        rig.Told.Of(FactKind.Disowned).Should().ContainSingle().Which.Text.Should().Be("tcp 10.0.0.9:80");
        owned.Text.Should().Be("tcp 10.0.0.1:80\n");

        rig.Runner.Operator("-A -t 10.0.0.9:80 -s rr");
        rig.Pass(100 * KeeperRig.Second);
        rig.Table.Should().Contain("10.0.0.9:80", "once gone it is foreign");
    }

    [Fact]
    public void ClearAndStop_OwnAndForeign_RemovesOnlyOwn()
    {
        MemoryStateFile owned = new();
        KeeperRig rig = new KeeperRig(Web(), owned: owned).Start();
        rig.Runner.Operator("-A -t 10.0.0.8:80 -s rr");
        rig.Up(0).Turn();
        rig.Keeper.ClearAndStop(rig.NowUs);
        rig.Turn();

        rig.Keeper.IsIdle.Should().BeTrue();
        rig.Keeper.IsCleared.Should().BeTrue();
        rig.Table.Should().Be("-A -t 10.0.0.8:80 -s rr\n");
        owned.Text.Should().BeEmpty();
    }

    [Fact]
    public void ClearAndStop_ServiceThatWasGoneAndIsMadeAgain_IsForeign()
    {
        MemoryStateFile owned = new() { Text = "tcp 10.0.0.9:80\n" };
        KeeperRig rig = new(Web(), owned: owned);
        rig.Runner.Operator("-A -t 10.0.0.9:80 -s rr");
        rig.Start();
        rig.Runner.Operator("-A -t 10.0.0.9:80 -s lc");
        rig.Pass(100 * KeeperRig.Second);
        rig.Keeper.ClearAndStop(rig.NowUs);
        rig.Turn();

        rig.Table.Should().Be("-A -t 10.0.0.9:80 -s lc\n");
        rig.Keeper.IsCleared.Should().BeTrue("none of its own is left");
        owned.Text.Should().BeEmpty();
    }

    [Fact]
    public void StopWhenIdle_ChildRunning_LetsItFinishAndBeginsNone()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Turns = 1;
        rig.Up(0).Turn();
        rig.Runner.IsRunning.Should().BeTrue();
        rig.Keeper.StopWhenIdle(rig.NowUs);
        rig.Up(1).Turn();

        rig.Keeper.IsIdle.Should().BeTrue();
        rig.Runner.IsRunning.Should().BeFalse();
        rig.Table.Should().Contain("10.1.0.1:8080").And.NotContain("10.1.0.2:8080");
    }
}
