using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class KeeperDriftTests
{
    private static PlanMaker Web() => new PlanMaker()
        .Service("tcp 10.0.0.1:80", "wrr", fallback: "127.0.0.1:8080")
        .Real("10.1.0.1:8080", 5, upper: 20, lower: 10)
        .Real("10.1.0.2:8080", 3);

    private static KeeperRig Running(Plan plan)
    {
        KeeperRig rig = new KeeperRig(plan).Start();
        rig.Up(0).Up(1).Turn();
        return rig;
    }

    [Theory]
    [InlineData("-e -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 77", 1, "weight 77 in the table, 3 wanted")]
    [InlineData("-e -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 65536", 1, "weight 65536 in the table, 3 wanted")]
    [InlineData("-d -t 10.0.0.1:80 -r 10.1.0.2:8080", 1, "missing")]
    [InlineData("-e -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 5", 0, "upper threshold 0 in the table, 20 wanted")]
    [InlineData("-e -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3 -x 9", 1, "upper threshold 9 in the table, 0 wanted")]
    [InlineData("-E -t 10.0.0.1:80 -s rr", -1, "scheduler rr in the table, wrr wanted")]
    [InlineData("-E -t 10.0.0.1:80 -s wrr -p", -1, "persistence changed in the table")]
    [InlineData("-D -t 10.0.0.1:80", -1, "missing")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.9.9.9:80 -m", -1, "10.9.9.9:80 not in the configuration")]
    [InlineData("-a -t 10.0.0.1:80 -r 127.0.0.1:8080 -m", -1, "fallback 127.0.0.1:8080 in the table, not wanted")]
    public void Reconcile_OperatorEdit_IsToldOnceAndRepaired(string line, int real, string text)
    {
        KeeperRig rig = Running(Web().Build());
        string before = rig.Runner.Table.ToRestoreText();
        rig.Runner.Operator(line).Code.Should().Be(0);
        rig.Runner.Table.ToRestoreText().Should().NotBe(before);
        rig.Pass(61 * KeeperRig.Second);

        rig.Runner.Table.ToRestoreText().Should().Be(before);
        (Fact fact, string told) = rig.Told.Of(FactKind.Drift).Should().ContainSingle().Which;
        told.Should().Be(text);
        fact.Service.Should().Be(0);
        fact.Real.Should().Be(real);
        fact.B.Should().Be(1, "it was read back");
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Reconcile_ReadingTakesLongerThanTheInterval_EditsAndTimeoutsHaveTheirTurn()
    {
        const int TurnsOfTenReadings = 20;
        PlanMaker maker = Web();
        maker.Global = new GlobalSettings
        {
            ReconcileUs = KeeperRig.Second,
            SessionTimeouts = new SessionTimeouts(600, 0),
        };
        KeeperRig rig = Running(maker.Build());
        rig.Runner.Turns = 1;
        for (int i = 0; i < TurnsOfTenReadings; i++)
        {
            rig.TurnAfter(600_000);
        }

        rig.Runner.Operator("--set 700 0 0");
        rig.Down(1);
        for (int i = 0; i < TurnsOfTenReadings; i++)
        {
            rig.TurnAfter(600_000);
        }

        rig.Table.Should().NotContain("10.1.0.2:8080");
        rig.Timeouts.Should().StartWith("600 ");
    }

    [Theory]
    [InlineData(null, IpvsadmFault.Hangs)]
    [InlineData("-r 10.1.0.2:8080", IpvsadmFault.None)]
    public void Reconcile_RepairFails_IsNotToldAsRepaired(string? refused, IpvsadmFault write)
    {
        KeeperRig rig = Running(Web().Build());
        rig.Runner.Operator("-e -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 77");
        rig.Runner.Refused = refused;
        rig.Runner.Script(IpvsadmFault.None, IpvsadmFault.None, write);
        rig.Pass(61 * KeeperRig.Second);

        rig.Told.Of(FactKind.Drift).Should().ContainSingle().Which.Fact.B.Should().Be(0);
        rig.Told.Count(FactKind.OutOfStep).Should().Be(1);
    }

    [Fact]
    public void Reconcile_OtherForwardingMethod_IsEditedInPlace()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80").Build();
        KeeperRig rig = new KeeperRig(plan).Start();
        rig.Up(0).Turn();
        rig.Runner.Operator("-e -t 10.0.0.1:80 -r 10.1.0.1:80 -g");
        rig.Pass(31 * KeeperRig.Second);

        rig.Told.Of(FactKind.Drift).Should().ContainSingle().Which.Text.Should()
            .Be("forward direct in the table, nat wanted");
        rig.Table.Should().Contain("-r 10.1.0.1:80 -m -w 1");
    }

    [Fact]
    public void Reconcile_TableCleared_HealsServiceByService()
    {
        PlanMaker maker = new();
        for (int i = 0; i < 40; i++)
        {
            maker.Service($"tcp 10.0.0.1:{1000 + i}").Real("10.1.0.1:80", unmonitored: true);
        }

        KeeperRig rig = new KeeperRig(maker.Build()).Start();
        string before = rig.Table;
        rig.Runner.Operator("-C");
        rig.Pass(31 * KeeperRig.Second);

        rig.Table.Should().Be(before);
        rig.Told.Of(FactKind.Drift).Should().HaveCount(17);
        rig.Told.Of(FactKind.Drift)[^1].Text.Should().Be("24 more entries changed in the table");
    }

    [Fact]
    public void Reconcile_ExtraRealsKeep_LeavesForeignRealServersButRemovesOwn()
    {
        Plan plan = Web().Build();
        PlanMaker keep = Web();
        keep.Global = new GlobalSettings { KeepExtraReals = true };
        KeeperRig rig = Running(keep.Build());
        rig.Runner.Operator("-a -t 10.0.0.1:80 -r 10.9.9.9:80 -m");
        rig.Pass(61 * KeeperRig.Second);
        rig.Table.Should().Contain("10.9.9.9:80");
        rig.Told.Count(FactKind.Drift).Should().Be(0);

        PlanMaker fewer = new PlanMaker().Service("tcp 10.0.0.1:80", "wrr").Real("10.1.0.1:8080", 5);
        fewer.Global = keep.Global;
        rig.Reload(fewer.Build());
        rig.Keeper.PendingEdits.Should().Be(2, "the real server taken out, and new thresholds of the other");
        rig.Turn();
        rig.Table.Should().NotContain("10.1.0.2:8080").And.Contain("10.9.9.9:80");

        rig.Runner.Operator("-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m");
        rig.Pass(61 * KeeperRig.Second);
        rig.Table.Should().Contain("10.1.0.2:8080", "once gone it is foreign");
        plan.Reals.Should().HaveCount(2);
    }

    [Fact]
    public void Reconcile_ForeignServices_StayByteForByte()
    {
        KeeperRig rig = Running(Web().Build());
        rig.Runner.Operator("-A -f 3000000000 -s rr");
        rig.Runner.Operator("-A -t 10.0.0.1:443 -s wlc -p 600 -M 255.255.255.0");
        rig.Runner.Operator("-a -t 10.0.0.1:443 -r 10.1.0.1:443 -g -w 70000");
        string foreign = Foreign(rig);
        rig.Down(0).Down(1);
        rig.Pass(61 * KeeperRig.Second);

        Foreign(rig).Should().Be(foreign);
        rig.Told.Count(FactKind.Drift).Should().Be(0);
    }

    [Fact]
    public void Reconcile_LateTurn_KeepsTheGrid()
    {
        KeeperRig rig = Running(Web().Build());
        rig.Pass(29 * KeeperRig.Second);
        int reads = rig.Runner.Reads;
        rig.Turn();
        rig.Runner.Reads.Should().Be(reads);
        rig.Pass(1 * KeeperRig.Second);
        rig.Runner.Reads.Should().Be(reads + 2);
    }

    private static string Foreign(KeeperRig rig) => string.Join(
        '\n',
        rig.Runner.Table.ToRestoreText().Split('\n')
            .Where(line => !line.Contains("10.0.0.1:80 ", System.StringComparison.Ordinal)));
}
