using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>The table cannot be read at start and can be later, when there are verdicts already.</summary>
public sealed class KeeperLateReadTests
{
    private static PlanMaker Four(Floor floor = default) => new PlanMaker()
        .Service("tcp 10.0.0.1:80", floor: floor)
        .Real("10.1.0.1:80").Real("10.1.0.2:80").Real("10.1.0.3:80").Real("10.1.0.4:80");

    /// <summary>All real servers stand in the table and the first reading has failed.</summary>
    private static KeeperRig Unread(Plan plan, bool cold = false)
    {
        KeeperRig rig = new(plan, cold);
        rig.Runner.Operator("-A -t 10.0.0.1:80 -s wlc");
        foreach (RealPlan real in plan.Reals)
        {
            rig.Runner.Operator($"-a -t 10.0.0.1:80 -r {real.Endpoint} -m -w 1");
        }

        rig.Runner.Script(IpvsadmFault.Missing);
        rig.Start();
        rig.Keeper.StartRead.Should().Be(StartRead.Failed);
        return rig;
    }

    private static int[] In(KeeperRig rig) =>
        [.. Enumerable.Range(0, rig.Plan.Reals.Length).Where(real => rig.Keeper.TableWeight(real) > 0)];

    [Fact]
    public void Floor_VerdictsBeforeTheFirstReading_HoldsTheLastToFail()
    {
        KeeperRig rig = Unread(Four(new Floor(0, 50)).Build());
        rig.Down(2).Turn().Down(0).Turn().Down(3).Turn().Down(1).Turn();
        rig.Pass(2 * KeeperRig.Second);

        In(rig).Should().Equal(1, 3);
        rig.Told.Of(FactKind.Held).Select(told => told.Fact.Real).Should().BeEquivalentTo([1, 3]);
    }

    [Fact]
    public void Isolated_VerdictsBeforeTheFirstReading_RemovesNothing()
    {
        KeeperRig rig = Unread(Four().Build());
        rig.Post(new Fact(FactKind.Isolated) { A = 2, DurationUs = 10 * KeeperRig.Second });
        rig.Down(0, CheckReason.ConnectTimeout).Down(3, CheckReason.ConnectTimeout);
        rig.Pass(2 * KeeperRig.Second);

        In(rig).Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public void Floor_ColdAndVerdictsBeforeTheFirstReading_HoldsNothing()
    {
        KeeperRig rig = Unread(Four(new Floor(0, 50)).Build(), cold: true);
        rig.Down(0).Down(1).Down(2).Down(3);
        rig.Pass(2 * KeeperRig.Second);

        In(rig).Should().BeEmpty();
    }

    [Fact]
    public void NewAdoptions_FirstReadingGood_AreNone()
    {
        KeeperRig rig = new(Four().Build());
        rig.Runner.Operator("-A -t 10.0.0.1:80 -s wlc");
        rig.Runner.Operator("-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 1");
        rig.Start();

        rig.Keeper.IsAdopted(0).Should().BeTrue();
        rig.Keeper.HasNewAdoptions.Should().BeFalse("the start read tells of them");
    }

    [Fact]
    public void NewAdoptions_FirstReadingFailed_AreThoseOfTheLaterOne()
    {
        KeeperRig rig = Unread(Four().Build());
        rig.Down(0);
        rig.Keeper.HasNewAdoptions.Should().BeFalse();
        rig.Pass(2 * KeeperRig.Second);

        rig.Keeper.HasNewAdoptions.Should().BeTrue();
        rig.Keeper.IsAdopted(0).Should().BeFalse("it had its verdict");
        rig.Keeper.IsAdopted(1).Should().BeTrue();
        rig.Keeper.TakeAdoptions();
        rig.Pass(61 * KeeperRig.Second);
        rig.Keeper.HasNewAdoptions.Should().BeFalse();
    }

    [Fact]
    public void NewAdoptions_ReloadWithAStandingRealServer_AreThatOne()
    {
        PlanMaker maker = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80");
        maker.Global = new GlobalSettings { KeepExtraReals = true };
        KeeperRig rig = new KeeperRig(maker.Build()).Start();
        rig.Runner.Operator("-a -t 10.0.0.1:80 -r 10.1.0.2:80 -m -w 9");
        rig.Reload(Four().Build());
        rig.Keeper.HasNewAdoptions.Should().BeFalse();
        rig.Turn();

        rig.Keeper.HasNewAdoptions.Should().BeTrue();
        rig.Keeper.IsAdopted(1).Should().BeTrue();
    }

    [Fact]
    public void InStep_LaterReadingFindsNothingToDo_IsToldAtOnce()
    {
        KeeperRig rig = Unread(Four().Build());
        rig.Up(0).Up(1).Up(2).Up(3);
        rig.Keeper.IsInStep.Should().BeFalse();
        rig.Pass(2 * KeeperRig.Second);

        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Told.Of(FactKind.InStep).Should().ContainSingle()
            .Which.Fact.DurationUs.Should().Be(KeeperRig.Second);
        rig.Runner.Restores.Should().Be(0);
    }
}
