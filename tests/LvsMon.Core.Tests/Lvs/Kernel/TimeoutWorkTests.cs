using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Kernel;

/// <summary>The timeouts beside the table, through the keeper that shares out the one child.</summary>
public sealed class TimeoutWorkTests
{
    private const long Second = KeeperRig.Second;

    [Fact]
    public void Start_TimeoutsDiffer_AreSetOnceAndReadBack()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(0);

        rig.Timeouts.Should().Be("120 120 60");
        Told(rig).Should().Equal((FactKind.TimeoutSet, 0, 900, 120), (FactKind.TimeoutSet, 1, 300, 60));
        (rig.Runner.Looks, rig.Runner.Sets).Should().Be((2, 1));
    }

    [Fact]
    public void Start_TimeoutsAreRight_NothingIsSetOrTold()
    {
        ScriptedIpvsadm runner = new();
        runner.Operator("--set 120 0 60");

        KeeperRig rig = new KeeperRig(Web(120, 60), runner: runner).Start().Pass(100 * Second);

        Told(rig).Should().BeEmpty();
        (runner.Sets, runner.Looks).Should().Be((0, 4), "once at start and at each reconcile");
    }

    [Theory]
    [InlineData(120, 0, "120 120 300")]
    [InlineData(0, 60, "900 120 60")]
    public void Start_OneProtocolOnly_OtherStays(int tcp, int udp, string after)
    {
        KeeperRig rig = new KeeperRig(Web(tcp, udp)).Start().Pass(0);

        rig.Timeouts.Should().Be(after);
        Told(rig).Should().ContainSingle();
    }

    [Fact]
    public void Start_NoTimeouts_AsksForNone()
    {
        KeeperRig rig = new KeeperRig(Web(0, 0)).Start().Pass(100 * Second);

        rig.Runner.Looks.Should().Be(0);
    }

    [Fact]
    public void Start_WatchingOnly_TouchesNoTimeouts()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60), setsTimeouts: false).Start().Pass(100 * Second);
        rig.Reload(Web(60, 60)).Pass(100 * Second);

        (rig.Runner.Looks, rig.Runner.Sets).Should().Be((0, 0));
    }

    [Fact]
    public void Reconcile_ChangedByAnother_IsSetBack()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        rig.Runner.Operator("--set 0 0 3600");
        rig.Told.All.Clear();

        rig.Pass(30 * Second);

        rig.Timeouts.Should().Be("120 120 60");
        Told(rig).Should().Equal((FactKind.TimeoutSet, 1, 3600, 60));
    }

    [Fact]
    public void Reload_OtherTimeouts_AreSetAtOnce()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        rig.Told.All.Clear();

        rig.Reload(Web(300, 60)).Pass(0);

        rig.Timeouts.Should().Be("300 120 60");
        Told(rig).Should().Equal((FactKind.TimeoutSet, 0, 120, 300));
        rig.Reload(Web(0, 0)).Pass(100 * Second).Timeouts.Should().Be("300 120 60", "nothing is put back");
        rig.Runner.Sets.Should().Be(2);
    }

    [Fact]
    public void Reload_WhileTheyAreSet_EndsWithTheNewOnes()
    {
        KeeperRig rig = new(Web(120, 60));
        rig.Runner.Turns = 1;
        rig.Start();
        Until(rig, () => rig.Runner.Sets == 1);

        rig.Reload(Web(300, 90)).Pass(Second);

        rig.Timeouts.Should().Be("300 120 90");
        Told(rig).Should().Equal((FactKind.TimeoutSet, 0, 120, 300), (FactKind.TimeoutSet, 1, 60, 90));
    }

    [Fact]
    public void Set_HasNoEffect_IsToldOnceWithWhatStands()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        rig.Told.All.Clear();
        Fault(rig, IpvsadmFault.NoEffect);

        rig.Reload(Web(90, 60)).Pass(0);

        Told(rig).Should().Equal((FactKind.TimeoutNotSet, 0, 120, 90));
        TextOf(rig).Should().Equal("exit 0 without effect");
        rig.Told.All.Clear();
        rig.Pass(30 * Second);
        Told(rig).Should().Equal((FactKind.TimeoutSet, 0, 120, 90));
    }

    [Fact]
    public void Set_FailsForEver_IsToldOnceUntilItChanges()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        rig.Told.All.Clear();
        rig.Runner.IgnoresSets = true;
        rig.Reload(Web(90, 60)).Pass(100 * Second);

        Told(rig).Should().Equal((FactKind.TimeoutNotSet, 0, 120, 90));
        rig.Keeper.IsInStep.Should().BeTrue("the table is not concerned");
        rig.Runner.Operator("--set 70 0 0");
        rig.Told.All.Clear();
        rig.Pass(60 * Second);
        Told(rig).Should().Equal([(FactKind.TimeoutNotSet, 0, 70, 90)], "another value stands there now");

        rig.Runner.IgnoresSets = false;
        rig.Runner.Operator("--set 90 0 0");
        rig.Told.All.Clear();
        rig.Pass(30 * Second);
        Told(rig).Should().Equal(
            [(FactKind.TimeoutSet, 0, 90, 90), (FactKind.TimeoutSet, 1, 60, 60)], "somebody else has set it right");
    }

    [Fact]
    public void Look_CannotBeRead_IsToldOnceAndTriedAtTheReconcile()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        Fault(rig, IpvsadmFault.CutsOutput);
        rig.Told.All.Clear();

        rig.Reload(Web(120, 90)).Pass(0);

        Told(rig).Should().Equal((FactKind.TimeoutNotSet, -1, 0, 0));
        TextOf(rig).Should().Equal("the answer of ipvsadm is not understood");
        rig.Pass(30 * Second).Timeouts.Should().Be("120 120 90");
    }

    [Fact]
    public void Look_RefusedByIpvsadm_TellsItsWords()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        Fault(rig, IpvsadmFault.NoModule);
        rig.Told.All.Clear();

        rig.Reload(Web(120, 90)).Pass(0);

        TextOf(rig).Should().Equal("Can't initialize ipvs: Protocol not available");
    }

    [Fact]
    public void Edge_WhileTimeoutsWait_GoesFirst()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        int restores = rig.Runner.Restores;
        rig.Runner.Turns = 1;
        rig.Reload(Web(300, 60));
        rig.Up(0).Turn();

        Until(rig, () => rig.Runner.Looks > 2);

        rig.Runner.Restores.Should().Be(restores + 1, "the edge was written before the timeouts were looked at");
        rig.Table.Should().Contain("-a -t 192.0.2.80:80 -r 10.0.0.11:80");
        rig.Runner.Sets.Should().Be(1);
    }

    [Fact]
    public void Edge_BetweenTwoOfItsChildren_GoesFirst()
    {
        KeeperRig rig = new(Web(120, 60));
        rig.Runner.Turns = 1;
        rig.Start();
        Until(rig, () => rig.Runner.Looks == 1);
        int restores = rig.Runner.Restores;

        rig.Up(0);
        Until(rig, () => rig.Runner.Sets == 1);

        rig.Runner.Restores.Should().Be(restores + 1, "the look was not followed by the setting at once");
        rig.Table.Should().Contain("-r 10.0.0.11:80");
    }

    [Fact]
    public void Edge_WhileALookHangs_WaitsHalfASecondAtMost()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        Fault(rig, IpvsadmFault.Hangs);
        rig.Told.All.Clear();
        rig.Reload(Web(120, 90)).Pass(0);
        rig.Runner.IsRunning.Should().BeTrue();

        rig.Up(0).Pass(TimeoutWork.PatienceUs - 1);
        rig.Table.Should().NotContain("-r 10.0.0.11:80");
        rig.Runner.Kills.Should().Be(0);
        rig.Pass(1);

        rig.Table.Should().Contain("-r 10.0.0.11:80");
        rig.Runner.Kills.Should().Be(1);
        rig.Timeouts.Should().Be("120 120 90", "it was begun again when the table was done");
        Told(rig).Should().Equal((FactKind.TimeoutSet, 1, 60, 90));
    }

    [Fact]
    public void Hang_NoEdgeWaits_IsKilledAtTheDeadlineAndTold()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        Fault(rig, IpvsadmFault.Hangs);
        rig.Told.All.Clear();

        rig.Reload(Web(120, 90)).Pass(6 * Second);

        rig.Runner.Kills.Should().Be(1);
        TextOf(rig).Should().Equal("deadline");
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Undying_BlocksTheTable_IsToldOfTheTableToo()
    {
        KeeperRig rig = new KeeperRig(Web(120, 60)).Start().Pass(Second);
        Fault(rig, IpvsadmFault.Undying);
        rig.Reload(Web(120, 90)).Pass(0);

        rig.Up(0).Pass(10 * Second);

        rig.Told.Of(FactKind.OutOfStep).Should().ContainSingle()
            .Which.Text.Should().Be("ipvsadm does not end after SIGKILL");
        rig.Runner.LetGo = true;
        rig.Pass(Second);
        rig.Table.Should().Contain("-r 10.0.0.11:80");
        rig.Told.Count(FactKind.InStep).Should().Be(1);
        rig.Timeouts.Should().Be("120 120 90");
    }

    [Fact]
    public void Table_CannotBeRead_TimeoutsWait()
    {
        KeeperRig rig = new(Web(120, 60));
        rig.Runner.Standing = IpvsadmFault.NoModule;

        rig.Start().Pass(100 * Second);

        rig.Runner.Looks.Should().Be(0);
        rig.Told.Count(FactKind.TimeoutNotSet).Should().Be(0, "the table's line says it");
        rig.Runner.Calm();
        rig.Pass(15 * Second).Timeouts.Should().Be("120 120 60");
    }

    [Fact]
    public void Entry_NeverTakes_TimeoutsAreSetAllTheSame()
    {
        KeeperRig rig = new(Web(120, 60));
        rig.Runner.Refused = "10.0.0.11";

        rig.Start().Up(0).Pass(10 * Second);

        rig.Keeper.IsInStep.Should().BeFalse();
        rig.Timeouts.Should().Be("120 120 60");
    }

    [Fact]
    public void Stop_WhileTheyAreRead_WaitsForTheChildAndBeginsNone()
    {
        KeeperRig rig = new(Web(120, 60));
        rig.Runner.Turns = 3;
        rig.Start();
        Until(rig, () => rig.Runner.Looks == 1);

        rig.Keeper.StopWhenIdle(rig.NowUs);
        rig.Turn();
        rig.Runner.IsRunning.Should().BeTrue();
        rig.Keeper.IsIdle.Should().BeFalse("its child may finish");
        rig.Pass(Second);

        rig.Keeper.IsIdle.Should().BeTrue();
        rig.Runner.Sets.Should().Be(0);
    }

    [Fact]
    public void Clear_WhileTheyAreRead_ClearsTheTableAndSetsNothing()
    {
        KeeperRig rig = new(Web(120, 60));
        rig.Runner.Turns = 1;
        rig.Start();
        Until(rig, () => rig.Runner.Looks == 1);

        rig.Keeper.ClearAndStop(rig.NowUs);
        rig.Pass(Second);

        rig.Keeper.IsCleared.Should().BeTrue();
        rig.Table.Should().BeEmpty();
        rig.Timeouts.Should().Be("900 120 300");
    }

    private static Plan Web(int tcp, int udp)
    {
        PlanMaker maker = new PlanMaker().Service("tcp 192.0.2.80:80").Real("10.0.0.11:80");
        maker.Global = new GlobalSettings { SessionTimeouts = new SessionTimeouts(tcp, udp) };
        return maker.Build();
    }

    /// <summary>The next reload reads the table (two children) and then comes the faulty one.</summary>
    private static void Fault(KeeperRig rig, IpvsadmFault fault)
    {
        if (fault == IpvsadmFault.NoEffect)
        {
            rig.Runner.Script(IpvsadmFault.None, IpvsadmFault.None, IpvsadmFault.None, fault);
            return;
        }

        rig.Runner.Script(IpvsadmFault.None, IpvsadmFault.None, fault);
    }

    private static void Until(KeeperRig rig, System.Func<bool> reached)
    {
        for (int turn = 0; turn < 100 && !reached(); turn++)
        {
            rig.Turn();
        }

        reached().Should().BeTrue();
    }

    private static IEnumerable<(FactKind Kind, int Protocol, int Found, int Wanted)> Told(KeeperRig rig) =>
        rig.Told.All.Select(told => told.Fact)
            .Where(fact => fact.Kind is FactKind.TimeoutSet or FactKind.TimeoutNotSet)
            .Select(fact => (fact.Kind, fact.A, fact.B, fact.A < 0 ? 0 : fact.C));

    private static IEnumerable<string> TextOf(KeeperRig rig) =>
        rig.Told.Of(FactKind.TimeoutNotSet).Select(told => told.Text);
}
