using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>What operators order is in the table, whatever else would be.</summary>
public sealed class OrderWishTests
{
    [Theory]
    [InlineData(OrderKind.None, -1, 10)]
    [InlineData(OrderKind.None, 5, 5)]
    [InlineData(OrderKind.None, 0, 0)]
    [InlineData(OrderKind.Disabled, -1, -1)]
    [InlineData(OrderKind.Disabled, 5, -1)]
    [InlineData(OrderKind.Draining, -1, 0)]
    [InlineData(OrderKind.Draining, 5, 0)]
    [InlineData(OrderKind.Drained, -1, -1)]
    public void Order_OfOneThatIsUp_IsItsWeight(OrderKind kind, int weight, int expected) =>
        Order(Started(), kind, weight).Keeper.TableWeight(0).Should().Be(expected);

    [Fact]
    public void Order_ThatEnds_LeavesTheConfiguredWeight()
    {
        KeeperRig rig = Order(Order(Started(), OrderKind.Disabled, 5), OrderKind.None);

        rig.Keeper.TableWeight(0).Should().Be(10);
    }

    [Fact]
    public void OrderedWeight_WithAdviceAndSlowStart_IsWhatTheyArePartsOf()
    {
        KeeperRig rig = Order(Started(), OrderKind.None, 200);
        rig.Post(new Fact(FactKind.Weighted) { Service = 0, Real = 0, A = 50, B = 100 }).Turn();
        rig.Keeper.TableWeight(0).Should().Be(100);
        rig.Post(new Fact(FactKind.Ramped) { Service = 0, Real = 0, A = 10 }).Turn();

        rig.Keeper.TableWeight(0).Should().Be(10);
    }

    [Fact]
    public void Disabled_WhileTheFloorIsReached_LeavesAndTheOtherIsHeld()
    {
        KeeperRig rig = Started(floor: new Floor(1, 0));
        rig.Down(1).Turn();
        Order(rig, OrderKind.Disabled);

        (rig.Keeper.TableWeight(0), rig.Keeper.TableWeight(1)).Should().Be((-1, 10));
        rig.Told.Of(FactKind.Held).Should().ContainSingle().Which.Fact.Real.Should().Be(1);
    }

    [Fact]
    public void Disabled_OneThatTheFloorHolds_Leaves()
    {
        KeeperRig rig = Started(floor: new Floor(2, 0));
        rig.Down(0).Turn();
        rig.Keeper.TableWeight(0).Should().Be(10, "it is held");

        Order(rig, OrderKind.Disabled);

        rig.Keeper.TableWeight(0).Should().Be(-1);
        rig.Told.Count(FactKind.Released).Should().Be(1);
    }

    [Fact]
    public void Disabled_WhileTheDirectorDoubtsItself_Leaves()
    {
        KeeperRig rig = Started();
        rig.Post(new Fact(FactKind.Isolated) { A = 2 }).Turn();
        rig.Down(0).Turn();
        rig.Keeper.TableWeight(0).Should().Be(10, "it is held");

        Order(rig, OrderKind.Disabled);

        rig.Keeper.TableWeight(0).Should().Be(-1);
    }

    [Fact]
    public void Draining_OneThatFails_LeavesAsAnyOther()
    {
        KeeperRig rig = Order(Started(), OrderKind.Draining);
        rig.Down(0).Turn();

        rig.Keeper.TableWeight(0).Should().Be(-1);
    }

    [Fact]
    public void Disabled_AllOfThem_BringsTheFallback()
    {
        KeeperRig rig = Started(fallback: "127.0.0.1:8080");
        Order(rig, OrderKind.Disabled);
        rig.Keeper.TableWeight(2).Should().Be(-1);
        Order(rig, OrderKind.Draining, real: 1);

        (rig.Keeper.TableWeight(1), rig.Keeper.TableWeight(2)).Should().Be((0, 1));
    }

    [Fact]
    public void Disabled_BeforeTheFirstReading_IsNeitherAdoptedNorPutIn()
    {
        KeeperRig first = Started();
        first.Keeper.TableWeight(0).Should().Be(10);
        KeeperRig rig = new(PlanOf());
        rig.Runner.Table.Run(first.Runner.Table.ToRestoreText(), "-R");
        rig.Post(OrderOf(OrderKind.Disabled, -1, 0)).Post(OrderOf(OrderKind.Draining, -1, 1)).Start().Turn();

        (rig.Keeper.TableWeight(0), rig.Keeper.TableWeight(1)).Should().Be((-1, 0));
    }

    [Fact]
    public void OrderedWeight_OfOneThatIsOnlyAdopted_HoldsAtOnce()
    {
        KeeperRig first = Started();
        KeeperRig rig = new(PlanOf(fallback: "127.0.0.1:8080"));
        rig.Runner.Table.Run(first.Runner.Table.ToRestoreText(), "-R");
        rig.Post(OrderOf(OrderKind.None, 0, 0)).Post(OrderOf(OrderKind.None, 0, 1)).Start().Turn();

        (rig.Keeper.TableWeight(0), rig.Keeper.TableWeight(1), rig.Keeper.TableWeight(2)).Should().Be((0, 0, 1));
    }

    [Fact]
    public void Enabled_OneThatWasHeldInOnce_GrowsAsAnyOther()
    {
        KeeperRig rig = Started(floor: new Floor(2, 0));
        rig.Down(0).Turn();
        rig.Up(0).Turn();
        rig.Keeper.TableWeight(0).Should().Be(10, "it was held in and keeps its weight");
        Order(Order(rig, OrderKind.Disabled), OrderKind.None);
        rig.Post(new Fact(FactKind.Ramped) { Service = 0, Real = 0, A = 10 }).Turn();

        rig.Keeper.TableWeight(0).Should().Be(1);
    }

    [Fact]
    public void Enabled_OneThatIsDownAndHeldInAgain_KeepsItsWeight()
    {
        KeeperRig rig = Started(floor: new Floor(2, 0));
        rig.Down(0).Turn();
        rig.Up(0).Post(new Fact(FactKind.Ramped) { Service = 0, Real = 0, A = 10 }).Turn();
        rig.Down(0).Turn();
        rig.Keeper.TableWeight(0).Should().Be(10, "it was held in and keeps its weight");
        Order(Order(rig, OrderKind.Disabled), OrderKind.None);

        rig.Keeper.TableWeight(0).Should().Be(10);
    }

    [Fact]
    public void Disabled_UnmonitoredOne_Leaves()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80")
            .Real("10.1.0.1:80", unmonitored: true).Real("10.1.0.2:80", unmonitored: true).Build();
        KeeperRig rig = new KeeperRig(plan).Start().Turn();
        rig.Keeper.TableWeight(0).Should().Be(1);

        Order(rig, OrderKind.Disabled).Keeper.TableWeight(0).Should().Be(-1);
    }

    [Fact]
    public void Reload_OfWeights_LeavesTheOrder()
    {
        KeeperRig rig = Order(Order(Started(), OrderKind.Disabled), OrderKind.None, 7, real: 1);
        rig.Reload(PlanOf(weight: 30)).Turn();

        (rig.Keeper.TableWeight(0), rig.Keeper.TableWeight(1)).Should().Be((-1, 7));
        Order(Order(rig, OrderKind.None), OrderKind.None, real: 1);
        (rig.Keeper.TableWeight(0), rig.Keeper.TableWeight(1)).Should().Be((30, 30));
    }

    private static KeeperRig Order(KeeperRig rig, OrderKind kind, int weight = -1, int real = 0) =>
        rig.Post(OrderOf(kind, weight, real)).Turn();

    private static Fact OrderOf(OrderKind kind, int weight, int real) =>
        new(FactKind.Ordered) { Service = 0, Real = real, A = (int)kind, B = weight };

    private static KeeperRig Started(string? fallback = null, Floor floor = default) =>
        new KeeperRig(PlanOf(10, fallback, floor)).Start().Up(0).Up(1).Turn();

    private static Plan PlanOf(int weight = 10, string? fallback = null, Floor floor = default) =>
        new PlanMaker().Service("tcp 10.0.0.1:80", floor: floor, fallback: fallback)
            .Real("10.1.0.1:80", weight: weight, timing: Timings.Every(1000))
            .Real("10.1.0.2:80", weight: weight, timing: Timings.Every(1000)).Build();
}
