using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Shadow;

/// <summary>A shadow beside the writer of the table. That nothing is written holds for all of them.</summary>
public sealed class TableShadowTests
{
    private const string Service = "-A -t 10.0.0.1:80 -s wrr";
    private const string First = "-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 5";
    private const string Second = "-a -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 3";
    private const string SecondOut = "-d -t 10.0.0.1:80 -r 10.1.0.2:80";

    private static PlanMaker Web() => new PlanMaker()
        .Service("tcp 10.0.0.1:80", "wrr")
        .Real("10.1.0.1:80", 5)
        .Real("10.1.0.2:80", 3);

    /// <summary>The peer has made the table, and both agree.</summary>
    private static ShadowRig Beside(Plan? plan = null)
    {
        ShadowRig rig = new ShadowRig(plan ?? Web().Build()).Peer(Service, First, Second).Start();
        rig.Up(0).Up(1).Pass(9);
        rig.Printed().Should().BeEmpty();
        rig.Told.All.Select(told => told.Fact.Kind).Should()
            .OnlyContain(kind => kind == FactKind.Adopted || kind == FactKind.Up);
        return rig;
    }

    private static void ShouldHaveWrittenNothing(ShadowRig rig) => rig.Runner.Restores.Should().Be(0);

    [Fact]
    public void Start_PeerHasNothing_PrintsTheWholeTableOnceAndTellsTheService()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80", "wrr").Real("10.1.0.1:80", 5, unmonitored: true)
            .Build();
        ShadowRig rig = new ShadowRig(plan).Start();
        rig.Printed().Should().Equal(Service, First);
        rig.Pass(60);

        rig.Disagreements.Should().Equal("missing");
        rig.Told.Of(FactKind.Disagree)[0].Fact.Should().Match<Fact>(fact => fact.Service == 0 && fact.Real == -1);
        rig.Printed().Should().BeEmpty();
        rig.Runner.Table.ToRestoreText().Should().BeEmpty();
        ShouldHaveWrittenNothing(rig);
    }

    [Fact]
    public void Verdict_PeerFollowsInTime_IsPrintedOnceAndNothingIsTold()
    {
        ShadowRig rig = Beside();

        rig.Down(1).Pass(2.5);
        rig.Peer(SecondOut).Pass(60);

        rig.Printed().Should().Equal(SecondOut);
        rig.Disagreements.Should().BeEmpty();
        rig.Agreements.Should().BeEmpty();
        ShouldHaveWrittenNothing(rig);
    }

    [Fact]
    public void Verdict_PeerDoesNotFollow_IsToldOnceWhenItBeginsAndWhenItEnds()
    {
        ShadowRig rig = Beside();

        rig.Down(1).Pass(0.9);
        rig.Pass(2);
        rig.Disagreements.Should().BeEmpty("one reading has shown it");
        rig.Pass(1);
        rig.Disagreements.Should().Equal("in the table, not wanted");
        rig.Pass(60);
        rig.Disagreements.Should().HaveCount(1);
        rig.Printed().Should().Equal(SecondOut);
        rig.Agreements.Should().BeEmpty();
        rig.Peer(SecondOut).Pass(3);

        Fact end = rig.Agreements.Should().ContainSingle().Which;
        (end.Service, end.Real).Should().Be((0, 1));
        end.DurationUs.Should().Be(64 * KeeperRig.Second, "from the reading that showed it first");
        rig.Pass(60);
        rig.Printed().Should().BeEmpty();
        rig.Agreements.Should().HaveCount(1);
        ShouldHaveWrittenNothing(rig);
    }

    [Fact]
    public void PeersChange_Stands_IsToldAndTheRepairPrintedOnce()
    {
        ShadowRig rig = Beside();

        rig.Peer("-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 77").Pass(1.5);
        rig.Printed().Should().BeEmpty();
        rig.Pass(60);

        rig.Disagreements.Should().Equal("weight 77 in the table, 3 wanted");
        rig.Printed().Should().Equal("-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 3");
        rig.Told.Count(FactKind.Drift).Should().Be(0);
        ShouldHaveWrittenNothing(rig);
    }

    [Fact]
    public void PeersChange_ShorterThanTwoSeconds_IsDroppedSilently()
    {
        ShadowRig rig = Beside();

        rig.Peer("-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 77").Pass(1.9);
        rig.Peer("-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 3").Pass(60);

        rig.Disagreements.Should().BeEmpty();
        rig.Agreements.Should().BeEmpty();
        rig.Printed().Should().BeEmpty();
    }

    [Fact]
    public void PeersChange_AnticipatesOurVerdict_IsDroppedSilently()
    {
        ShadowRig rig = Beside();

        rig.Peer(SecondOut).Pass(1.9);
        rig.Down(1).Pass(60);

        rig.Disagreements.Should().BeEmpty();
        rig.Printed().Should().BeEmpty("it is done already");
    }

    [Fact]
    public void PeersChange_LongBeforeOurVerdict_EndsWithIt()
    {
        ShadowRig rig = Beside();

        rig.Peer(SecondOut).Pass(10);
        rig.Disagreements.Should().Equal("missing");
        rig.Printed().Should().Equal(Second);
        rig.Down(1).Pass(3);

        rig.Agreements.Should().ContainSingle();
        rig.Printed().Should().BeEmpty();
    }

    [Fact]
    public void OwnWish_ChangesBeforeItWasTold_HasItsOwnPatience()
    {
        PlanMaker maker = Web();
        maker.Global = new GlobalSettings { ReconcileUs = KeeperRig.Second };
        ShadowRig rig = Beside(maker.Build());
        rig.Peer("-e -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 77").Pass(2);
        rig.Disagreements.Should().BeEmpty();

        rig.Down(1).Pass(1.5);

        rig.Disagreements.Should().BeEmpty("the other difference was never confirmed");
        rig.Pass(3);
        rig.Disagreements.Should().Equal("in the table, not wanted");
        rig.Printed().Should().Equal(SecondOut);
    }

    [Fact]
    public void Extras_InAnOwnService_DisagreeAsOne()
    {
        ShadowRig rig = Beside();

        rig.Peer("-a -t 10.0.0.1:80 -r 10.9.9.1:80 -m", "-a -t 10.0.0.1:80 -r 10.9.9.2:80 -m").Pass(10);

        rig.Disagreements.Should().Equal("10.9.9.2:80 and 1 more not in the configuration");
        rig.Printed().Should().BeEquivalentTo(
            "-d -t 10.0.0.1:80 -r 10.9.9.1:80", "-d -t 10.0.0.1:80 -r 10.9.9.2:80");
        rig.Peer("-d -t 10.0.0.1:80 -r 10.9.9.1:80", "-d -t 10.0.0.1:80 -r 10.9.9.2:80").Pass(3);
        rig.Told.Of(FactKind.Agree).Should().ContainSingle()
            .Which.Text.Should().Be("real servers not in the configuration");
    }

    [Fact]
    public void ForeignService_OfThePeer_IsNothing()
    {
        ShadowRig rig = Beside();

        rig.Peer("-A -t 10.0.0.1:443 -s rr", "-a -t 10.0.0.1:443 -r 10.1.0.1:443 -g").Pass(60);

        rig.Disagreements.Should().BeEmpty();
        rig.Printed().Should().BeEmpty();
    }

    [Fact]
    public void Fallback_OfThePeerStandsOn_IsNamed()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80", "wrr", fallback: "127.0.0.1:8080")
            .Real("10.1.0.1:80", 5).Build();
        ShadowRig rig = new ShadowRig(plan).Peer(Service, First).Start();
        rig.Up(0).Pass(5);
        rig.Peer("-a -t 10.0.0.1:80 -r 127.0.0.1:8080 -m").Pass(5);
        rig.Peer("-d -t 10.0.0.1:80 -r 127.0.0.1:8080").Pass(5);

        rig.Disagreements.Should().Equal("fallback 127.0.0.1:8080 in the table, not wanted");
        rig.Told.Of(FactKind.Agree).Should().ContainSingle().Which.Text.Should().Be("fallback 127.0.0.1:8080");
    }

    [Fact]
    public void Service_DeletedByThePeer_IsToldOnceAndPrintedWhole()
    {
        ShadowRig rig = Beside();

        rig.Peer("-D -t 10.0.0.1:80").Pass(10);

        rig.Disagreements.Should().Equal("missing");
        rig.Printed().Should().Equal(Service, First, Second);
        rig.Peer(Service).Pass(10);
        rig.Agreements.Should().ContainSingle().Which.Real.Should().Be(-1);
        rig.Disagreements.Should().Equal("missing", "missing", "missing");
        rig.Printed().Should().BeEmpty("they were printed with their service");
    }

    [Fact]
    public void Start_RealServersOfThePeer_KeepTheirPlaceUntilTheirVerdict()
    {
        ShadowRig rig = new ShadowRig(Web().Build())
            .Peer(Service, "-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 9", Second).Start();
        rig.Pass(30);
        rig.Disagreements.Should().BeEmpty();
        rig.Shadow.IsAdopted(0).Should().BeTrue();

        rig.Up(0).Up(1).Pass(30);

        rig.Disagreements.Should().Equal("weight 9 in the table, 5 wanted");
        rig.Printed().Should().Equal("-e -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 5");
    }

    [Fact]
    public void Start_Cold_DisagreesUntilTheVerdicts()
    {
        ShadowRig rig = new ShadowRig(Web().Build(), new TableKeeperOptions { Cold = true })
            .Peer(Service, First, Second).Start();
        rig.Pass(10);
        rig.Disagreements.Should().Equal("in the table, not wanted", "in the table, not wanted");

        rig.Up(0).Up(1).Pass(3);

        rig.Agreements.Should().HaveCount(2);
        ShouldHaveWrittenNothing(rig);
    }

    [Fact]
    public void TableCleared_ByThePeer_NamesSomeAndCountsTheRest()
    {
        PlanMaker maker = new();
        for (int i = 0; i < 40; i++)
        {
            maker.Service($"tcp 10.0.0.1:{1000 + i}");
        }

        ShadowRig rig = new ShadowRig(maker.Build()).Start();
        rig.Pass(10);
        rig.Disagreements.Should().HaveCount(17);
        rig.Told.Of(FactKind.Disagree)[^1].Fact.Should().Match<Fact>(fact => fact.Service == -1 && fact.B == 24);
        rig.Peer([.. rig.Printed()]).Pass(3);

        rig.Agreements.Should().HaveCount(17);
        rig.Agreements[^1].Should().Match<Fact>(fact => fact.Service == -1 && fact.B == 24);
    }

    [Fact]
    public void Reading_Pace_IsTheReconcileAndAtMostTwoSeconds()
    {
        ShadowRig rig = Beside();
        int reads = rig.Runner.Reads;
        rig.Pass(20);
        rig.Runner.Reads.Should().Be(reads + 20, "two children every two seconds");

        PlanMaker maker = Web();
        maker.Global = new GlobalSettings { ReconcileUs = KeeperRig.Second };
        ShadowRig fast = Beside(maker.Build());
        fast.Peer(SecondOut).Pass(2);
        fast.Disagreements.Should().BeEmpty("two readings, one second apart");
        fast.Pass(1);
        fast.Disagreements.Should().Equal("missing");
    }

    [Fact]
    public void Reading_Fails_IsToldAndTriedAgain()
    {
        ShadowRig rig = Beside();
        rig.Runner.Standing = IpvsadmFault.NoModule;
        rig.Down(1).Pass(20);
        rig.Told.Count(FactKind.OutOfStep).Should().Be(1);
        rig.Disagreements.Should().BeEmpty("nothing is known");

        rig.Runner.Calm();
        rig.Peer(SecondOut).Pass(20);

        rig.Told.Count(FactKind.InStep).Should().Be(1);
        rig.Disagreements.Should().BeEmpty();
    }

    [Fact]
    public void Reading_Undying_IsToldOnceAndGoesOnWhenLetGo()
    {
        ShadowRig rig = Beside();
        rig.Runner.Script(IpvsadmFault.Undying);
        rig.Pass(30);
        rig.Told.Of(FactKind.OutOfStep).Should().ContainSingle()
            .Which.Text.Should().Be("ipvsadm does not end after SIGKILL");

        rig.Runner.LetGo = true;
        rig.Pass(10);

        rig.Told.Count(FactKind.InStep).Should().Be(1);
    }

    [Fact]
    public void Stop_OnExitClear_DoesNothing()
    {
        MemoryStateFile owned = new() { Text = "tcp 10.0.0.1:443\n" };
        ShadowRig rig = new ShadowRig(Web().Build(), new TableKeeperOptions { OwnedFile = owned })
            .Peer(Service, First, Second, "-A -t 10.0.0.1:443 -s rr").Start();
        rig.Up(0).Up(1).Pass(10);
        string table = rig.Runner.Table.ToRestoreText();

        rig.Shadow.Stop(clear: true, rig.NowUs);

        rig.Shadow.IsIdle.Should().BeTrue();
        rig.Shadow.Outcome.Should().Be(TableOutcome.NeverWritten);
        rig.Pass(10);
        rig.Runner.Table.ToRestoreText().Should().Be(table);
        rig.Printed().Should().BeEmpty();
        owned.Text.Should().Be("tcp 10.0.0.1:443\n");
        ShouldHaveWrittenNothing(rig);
    }

    [Fact]
    public void Output_Full_HoldsUpNothingAndLosesNoLine()
    {
        ShadowRig rig = Beside();
        rig.Output.Room = 0;
        rig.Down(0).Pass(1);
        rig.Down(1).Pass(10);
        rig.Disagreements.Should().HaveCount(2);
        rig.Printed().Should().BeEmpty();

        rig.Output.Room = int.MaxValue;
        rig.Pass(1);

        rig.Printed().Should().Equal("-d -t 10.0.0.1:80 -r 10.1.0.1:80", SecondOut);
    }

    [Fact]
    public void Output_Gone_DropsTheLines()
    {
        ShadowRig rig = Beside();
        rig.Output.Refusal = OsError.Reset;
        rig.Down(0).Pass(10);
        int calls = rig.Output.Calls;
        rig.Pass(60);

        rig.Output.Calls.Should().Be(calls);
        rig.Disagreements.Should().HaveCount(1);
    }
}
