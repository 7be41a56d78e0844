using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>What an agent's percentage is in the table.</summary>
public sealed class AdviceWeightTests
{
    [Theory]
    [InlineData(50, 100, 50)]
    [InlineData(50, 30, 15)]
    [InlineData(50, 1, 1)]
    [InlineData(1, 30, 1)]
    [InlineData(50, 0, 0)]
    [InlineData(0, 50, 0)]
    [InlineData(50, 200, 100)]
    [InlineData(65_535, 1000, 65_535)]
    public void Percentage_OfAWeight_IsItsPart(int weight, int percent, int expected) =>
        Advise(Started(weight), percent).Keeper.TableWeight(0).Should().Be(expected);

    [Fact]
    public void SlowStart_OfAPart_GrowsToThePart()
    {
        KeeperRig rig = Advise(Started(100), 50);
        rig.Down(0).Turn();
        rig.Up(0).Post(new Fact(FactKind.Ramped) { Service = 0, Real = 0, A = 10 }).Turn();
        rig.Keeper.TableWeight(0).Should().Be(5);
        rig.Told.Count(FactKind.SlowStart).Should().Be(1);
        rig.Post(new Fact(FactKind.Ramped) { Service = 0, Real = 0, A = 100 }).Turn();

        rig.Keeper.TableWeight(0).Should().Be(50);
        rig.Told.Count(FactKind.SlowStart).Should().Be(1);
    }

    [Fact]
    public void Drain_OfAll_BringsTheFallback()
    {
        KeeperRig rig = Started(10, fallback: "127.0.0.1:8080");
        Advise(rig, 0, real: 0);
        rig.Keeper.TableWeight(2).Should().Be(-1);

        Advise(rig, 0, real: 1);

        (rig.Keeper.TableWeight(0), rig.Keeper.TableWeight(1), rig.Keeper.TableWeight(2)).Should().Be((0, 0, 1));
    }

    [Fact]
    public void Drain_OfOne_LowersTheFloor()
    {
        KeeperRig rig = Started(10, floor: new Floor(0, 50));
        Advise(rig, 0, real: 0);
        rig.Down(1).Turn();

        rig.Keeper.TableWeight(1).Should().Be(10, "half of the one that is left, rounded up, is one");
        rig.Told.Of(FactKind.Held).Should().ContainSingle().Which.Fact.A.Should().Be(1);
    }

    [Fact]
    public void Maintenance_WhileTheFloorIsReached_TakesTheOneOutAndHoldsTheOther()
    {
        KeeperRig rig = Started(10, floor: new Floor(1, 0));
        rig.Down(1).Turn();
        rig.Down(0, CheckReason.AgentMaint).Turn();

        rig.Keeper.TableWeight(0).Should().Be(-1, "somebody wants it out");
        rig.Keeper.TableWeight(1).Should().Be(10);
        rig.Told.Of(FactKind.Held).Should().ContainSingle().Which.Fact.Real.Should().Be(1);
    }

    [Fact]
    public void Maintenance_WhileTheDirectorDoubtsItself_IsNoSilence()
    {
        KeeperRig rig = Started(10);
        rig.Post(new Fact(FactKind.Isolated) { A = 2 }).Turn();
        rig.Down(0, CheckReason.AgentMaint).Turn();
        rig.Down(1).Turn();

        (rig.Keeper.TableWeight(0), rig.Keeper.TableWeight(1)).Should().Be((-1, 10));
    }

    [Fact]
    public void Reload_WithAndWithoutTheAgent_KeepsOrEndsThePart()
    {
        KeeperRig rig = Advise(Started(10), 30);
        rig.Reload(PlanOf(20, hasAgent: true)).Turn().Keeper.TableWeight(0).Should().Be(6);

        rig.Reload(PlanOf(20, hasAgent: false)).Turn();

        rig.Keeper.TableWeight(0).Should().Be(20);
    }

    private static KeeperRig Advise(KeeperRig rig, int percent, int real = 0) =>
        rig.Post(new Fact(FactKind.Weighted) { Service = 0, Real = real, A = percent, B = 100 }).Turn();

    private static KeeperRig Started(int weight, string? fallback = null, Floor floor = default)
    {
        KeeperRig rig = new KeeperRig(PlanOf(weight, true, fallback, floor)).Start();
        return rig.Up(0).Up(1).Turn();
    }

    private static Plan PlanOf(int weight, bool hasAgent, string? fallback = null, Floor floor = default) =>
        new PlanMaker().Service("tcp 10.0.0.1:80", floor: floor, fallback: fallback)
            .Real("10.1.0.1:80", weight: weight, timing: Timings.Every(1000), hasAgent: hasAgent)
            .Real("10.1.0.2:80", weight: weight, timing: Timings.Every(1000), hasAgent: hasAgent).Build();
}
