using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class ColdStartTests
{
    [Fact]
    public void FirstBatch_NothingOfOursInTheTable_WaitsForTheFirstRound()
    {
        KeeperRig rig = new KeeperRig(Web(), isStarting: true).Start();

        rig.Up(0).Pass(50_000);
        rig.Table.Should().BeEmpty();
        rig.Up(1).Post(new Fact(FactKind.Started)).Turn();

        rig.Runner.Restores.Should().Be(1);
        rig.Table.Should().Be(
            "-A -t 10.0.0.1:80 -s wrr\n"
            + "-a -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 5\n"
            + "-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3\n");
    }

    [Fact]
    public void FirstBatch_OneServerStaysSilent_WaitsAQuarterOfASecond()
    {
        KeeperRig rig = new KeeperRig(Web(), isStarting: true).Start();

        rig.Up(0).Pass(ColdStart.LongestUs - 1);
        rig.Runner.Restores.Should().Be(0);
        rig.Pass(1);

        rig.Runner.Restores.Should().Be(1);
        rig.Table.Should().Contain("10.1.0.1:8080");
    }

    [Fact]
    public void FirstBatch_OwnServiceInTheTable_DoesNotWait()
    {
        KeeperRig rig = new(Web(), isStarting: true);
        rig.Runner.Operator("-A -t 10.0.0.1:80 -s wrr");

        rig.Start().Up(0).Turn();

        rig.Table.Should().Contain("10.1.0.1:8080");
    }

    [Fact]
    public void SecondBatch_AfterTheFirst_DoesNotWait()
    {
        KeeperRig rig = new KeeperRig(Web(), isStarting: true).Start().Pass(ColdStart.LongestUs);

        rig.Up(0).Turn();

        rig.Table.Should().Contain("10.1.0.1:8080");
    }

    [Fact]
    public void Clear_WhileTheFirstBatchWaits_EndsAtOnce()
    {
        KeeperRig rig = new KeeperRig(Web(), isStarting: true).Start();

        rig.Keeper.ClearAndStop(rig.NowUs);
        rig.Turn();

        rig.Keeper.IsIdle.Should().BeTrue();
    }

    private static Plan Web() => new PlanMaker()
        .Service("tcp 10.0.0.1:80", "wrr")
        .Real("10.1.0.1:8080", 5)
        .Real("10.1.0.2:8080", 3)
        .Build();
}
