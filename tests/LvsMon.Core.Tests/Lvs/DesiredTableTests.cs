using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class DesiredTableTests
{
    private static PlanMaker Four(Floor floor = default, string? fallback = null) => new PlanMaker()
        .Service("tcp 10.0.0.1:80", floor: floor, fallback: fallback)
        .Real("10.1.0.1:80").Real("10.1.0.2:80").Real("10.1.0.3:80").Real("10.1.0.4:80");

    private static KeeperRig AllUp(Plan plan)
    {
        KeeperRig rig = new KeeperRig(plan).Start();
        for (int i = 0; i < plan.Reals.Length; i++)
        {
            if (!plan.Reals[i].Unmonitored)
            {
                rig.Up(i);
            }
        }

        return rig.Turn();
    }

    private static int[] In(KeeperRig rig) =>
        [.. Enumerable.Range(0, rig.Plan.Reals.Length).Where(real => rig.Keeper.TableWeight(real) > 0)];

    [Fact]
    public void Floor_AllGoDown_HoldsTheLastToFail()
    {
        KeeperRig rig = AllUp(Four(new Floor(2, 0)).Build());
        rig.Down(2).Turn().Down(0).Turn();
        In(rig).Should().Equal(1, 3);
        rig.Told.Count(FactKind.Held).Should().Be(0);

        rig.Down(3).Turn();
        In(rig).Should().Equal(1, 3);
        rig.Told.Of(FactKind.Held).Should().ContainSingle().Which.Fact.Should()
            .Match<Fact>(fact => fact.Real == 3 && fact.A == 2 && fact.Service == 0);
        rig.Down(1).Turn();
        In(rig).Should().Equal(1, 3);

        rig.Up(0).Turn();
        In(rig).Should().Equal([0, 1], "the earlier of the two held is released");
        rig.Told.Of(FactKind.Released).Should().ContainSingle().Which.Fact.Real.Should().Be(3);
        rig.Told.Of(FactKind.Held).Should().HaveCount(2);
    }

    [Fact]
    public void Floor_Percent_CountsOnlyMonitoredRealServersWithWeight()
    {
        Plan plan = Four(new Floor(0, 50)).Real("10.1.0.5:80", weight: 0).Real("10.1.0.6:80", unmonitored: true)
            .Build();
        KeeperRig rig = AllUp(plan);
        rig.Down(0).Turn().Down(1).Turn().Down(2).Turn().Down(3).Turn();

        In(rig).Should().Equal(2, 3, 5);
        rig.Down(4).Turn();
        rig.Keeper.TableWeight(4).Should().Be(-1, "standby is not held");
    }

    [Fact]
    public void Floor_NeverUp_IsNotHeldIn()
    {
        KeeperRig rig = new KeeperRig(Four(new Floor(2, 0)).Build()).Start();
        for (int i = 0; i < 4; i++)
        {
            rig.Post(new Fact(FactKind.Confirmed) { Real = i, Service = 0, A = 0 });
        }

        rig.Turn();
        In(rig).Should().BeEmpty("what never was in cannot be kept in");
    }

    [Fact]
    public void Fallback_LastGoesAndFirstReturns_ServiceIsNeverEmpty()
    {
        KeeperRig rig = new KeeperRig(Four(fallback: "127.0.0.1:8080").Build()).Start();
        rig.Table.Should().Contain("-r 127.0.0.1:8080 -m -w 1");
        rig.Up(2).Turn();
        rig.Table.Should().NotContain("127.0.0.1:8080");
        rig.Runner.Lines.ToString().Should().EndWith(
            "-a -t 10.0.0.1:80 -r 10.1.0.3:80 -m -w 1\n-d -t 10.0.0.1:80 -r 127.0.0.1:8080\n");

        rig.Down(2).Turn();
        rig.Runner.Lines.ToString().Should().EndWith(
            "-a -t 10.0.0.1:80 -r 127.0.0.1:8080 -m -w 1\n-d -t 10.0.0.1:80 -r 10.1.0.3:80\n");
    }

    [Fact]
    public void Fallback_OnlyWeightZeroIn_IsIn()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80", fallback: "127.0.0.1:8080")
            .Real("10.1.0.1:80", weight: 0).Build();
        KeeperRig rig = AllUp(plan);

        rig.Table.Should().Contain("-r 10.1.0.1:80 -m -w 0").And.Contain("127.0.0.1:8080");
    }

    [Fact]
    public void Fallback_UnderDirectRouting_HasTheServicePort()
    {
        Plan plan = new PlanMaker()
            .Service("tcp 10.0.0.1:80", fallback: "10.1.0.9:8080", forwarding: new(ForwardingMethod.Direct))
            .Build();
        KeeperRig rig = new KeeperRig(plan).Start();
        rig.Table.Should().Contain("-r 10.1.0.9:80 -g -w 1");
        int restores = rig.Runner.Restores;
        rig.Pass(100 * KeeperRig.Second);
        rig.Runner.Restores.Should().Be(restores);
    }

    [Fact]
    public void Unmonitored_FromTheStart_IsIn()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80", unmonitored: true).Build();
        In(new KeeperRig(plan, cold: true).Start()).Should().Equal(0);
    }

    [Fact]
    public void Isolated_SilentRemovalsShortlyBefore_AreTakenBackAndLaterOnesHeld()
    {
        KeeperRig rig = AllUp(Four().Build());
        rig.Down(0, CheckReason.ConnectTimeout).Turn();
        rig.Pass(20 * KeeperRig.Second);
        rig.Down(1, CheckReason.ReceiveTimeout).Turn();
        rig.Down(2, CheckReason.ConnectRefused).Turn();
        rig.Pass(2 * KeeperRig.Second);
        In(rig).Should().Equal(3);

        rig.Post(new Fact(FactKind.Isolated) { A = 2, DurationUs = 10 * KeeperRig.Second }).Turn();
        In(rig).Should().Equal([1, 3], "0 fell silent too long ago, 2 was refused");
        rig.Down(3, CheckReason.ConnectTimeout).Turn();
        In(rig).Should().Equal(1, 3);

        rig.Up(1);
        rig.Post(new Fact(FactKind.Connected)).Turn();
        In(rig).Should().Equal(1);
    }

    [Fact]
    public void Reload_DuringHolds_KeepsTheOrderOfFailures()
    {
        KeeperRig rig = AllUp(Four(new Floor(1, 0)).Build());
        rig.Down(3).Turn().Down(0).Turn().Down(2).Turn().Down(1).Turn();
        In(rig).Should().Equal(1);
        rig.Reload(Four(new Floor(2, 0)).Build()).Turn();

        In(rig).Should().Equal(1, 2);
    }

    [Fact]
    public void Reload_WithoutTheFloor_ReleasesWhatItHeld()
    {
        KeeperRig rig = AllUp(Four(new Floor(1, 0)).Build());
        rig.Down(0).Down(1).Down(2).Down(3).Turn();
        In(rig).Should().Equal(3);
        rig.Reload(Four().Build()).Turn();

        In(rig).Should().BeEmpty();
        rig.Told.Of(FactKind.Released).Should().ContainSingle().Which.Fact.Real.Should().Be(3);
    }

    [Fact]
    public void Reload_UnmonitoredBecomesMonitored_KeepsItsPlaceUntilAVerdict()
    {
        Plan before = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80", unmonitored: true).Build();
        KeeperRig rig = new KeeperRig(before).Start();
        rig.Reload(new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80").Build()).Turn();
        In(rig).Should().Equal(0);

        rig.Down(0).Turn();
        In(rig).Should().BeEmpty();
    }

    [Fact]
    public void Reload_NewRealServerAlreadyInTable_IsAdopted()
    {
        PlanMaker maker = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80");
        maker.Global = new GlobalSettings { KeepExtraReals = true };
        KeeperRig rig = new KeeperRig(maker.Build()).Start();
        rig.Runner.Operator("-a -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 9");
        PlanMaker more = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80").Real("10.1.0.2:80");
        rig.Reload(more.Build()).Turn();

        rig.Keeper.IsAdopted(1).Should().BeTrue();
        rig.Keeper.TableWeight(1).Should().Be(9);
    }

    [Fact]
    public void Adopted_WeightZero_StaysSoUntilTheVerdict()
    {
        KeeperRig rig = new(Four(fallback: "127.0.0.1:8080").Build());
        rig.Runner.Operator("-A -t 10.0.0.1:80");
        rig.Runner.Operator("-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 0");
        rig.Start();

        rig.Keeper.TableWeight(0).Should().Be(0);
        rig.Table.Should().Contain("127.0.0.1:8080");
    }
}
