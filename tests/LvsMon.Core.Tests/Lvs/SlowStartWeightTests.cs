using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>What the steps of a slow start are in the table.</summary>
public sealed class SlowStartWeightTests
{
    private static readonly Timing Slow = Timings.Every(1000) with { SlowStartUs = 60_000_000 };

    [Fact]
    public void Step_OfAWeight_IsItsPartAndToldOnce()
    {
        KeeperRig rig = ComesBack(weight: 50);
        rig.Keeper.TableWeight(0).Should().Be(5);
        Ramp(rig, 20).Keeper.TableWeight(0).Should().Be(10);
        Ramp(rig, 100).Keeper.TableWeight(0).Should().Be(50);

        rig.Told.Of(FactKind.SlowStart).Should().ContainSingle().Which.Fact.Should()
            .Match<Fact>(f => f.Service == 0 && f.Real == 0 && f.A == 10 && f.DurationUs == 60_000_000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void Step_ThatChangesNoNumber_IsNeitherWrittenNorTold(int weight)
    {
        KeeperRig rig = ComesBack(weight);
        int edits = rig.Told.Count(FactKind.Table);
        Ramp(rig, 20);
        Ramp(rig, 100);

        rig.Keeper.TableWeight(0).Should().Be(weight);
        rig.Told.Count(FactKind.Table).Should().Be(edits);
        rig.Told.Count(FactKind.SlowStart).Should().Be(0);
    }

    [Fact]
    public void Step_BelowOne_IsOne() => ComesBack(weight: 3).Keeper.TableWeight(0).Should().Be(1);

    [Fact]
    public void LargestWeight_HalfWay_IsHalf() =>
        Ramp(ComesBack(weight: 65_535), 50).Keeper.TableWeight(0).Should().Be(32_767);

    [Fact]
    public void RealServer_HeldByTheFloor_KeepsItsWholeWeightWhenItComesBack()
    {
        KeeperRig rig = Started(50, new Floor(2, 0));
        rig.Down(0).Down(1).Turn();
        rig.Keeper.TableWeight(0).Should().Be(50, "it is held");

        Ramp(rig.Up(0), 10);

        rig.Keeper.TableWeight(0).Should().Be(50, "the other one, which is down, has its whole weight too");
        rig.Told.Count(FactKind.SlowStart).Should().Be(0);
    }

    [Fact]
    public void RealServer_HeldWithItsFirstTenth_HasItsWholeWeightWhenItComesBack()
    {
        KeeperRig rig = Started(50, new Floor(1, 0));
        rig.Down(0).Turn();
        Ramp(rig.Up(0), 10);
        rig.Down(1).Turn();
        rig.Down(0).Turn();
        rig.Keeper.TableWeight(0).Should().Be(5, "it is held with what it had");

        // Its share is a tenth as before: no step says so again.
        rig.Up(0).Turn();

        rig.Keeper.TableWeight(0).Should().Be(50);
        rig.Told.Count(FactKind.SlowStart).Should().Be(1);
    }

    [Fact]
    public void RealServer_OnceHeld_StartsSlowlyWhenItFallsUnheld()
    {
        KeeperRig rig = Started(50, new Floor(1, 0));
        rig.Down(1).Down(0).Turn();
        Ramp(rig.Up(0), 10).Keeper.TableWeight(0).Should().Be(50, "it was held");
        rig.Up(1).Turn();
        rig.Down(0).Turn();
        rig.Keeper.TableWeight(0).Should().Be(-1);

        rig.Up(0).Turn();

        rig.Keeper.TableWeight(0).Should().Be(5);
    }

    [Fact]
    public void RealServer_ThatFallsAgain_IsToldAgain()
    {
        KeeperRig rig = ComesBack(weight: 50);
        Ramp(rig, 40);
        rig.Down(0).Turn();
        rig.Keeper.TableWeight(0).Should().Be(-1);
        Ramp(rig.Up(0), 10).Keeper.TableWeight(0).Should().Be(5);

        rig.Told.Count(FactKind.SlowStart).Should().Be(2);
    }

    [Fact]
    public void Reload_OnTheWay_KeepsThePart()
    {
        KeeperRig rig = ComesBack(weight: 50);
        rig.Reload(PlanOf(20, default)).Turn();

        rig.Keeper.TableWeight(0).Should().Be(2);
    }

    private static KeeperRig ComesBack(int weight)
    {
        KeeperRig rig = Started(weight, default);
        rig.Down(0).Turn();
        return Ramp(rig.Up(0), 10);
    }

    private static KeeperRig Ramp(KeeperRig rig, int percent) =>
        rig.Post(new Fact(FactKind.Ramped) { Service = 0, Real = 0, A = percent }).Turn();

    private static KeeperRig Started(int weight, Floor floor)
    {
        KeeperRig rig = new KeeperRig(PlanOf(weight, floor)).Start();
        return rig.Up(0).Up(1).Turn();
    }

    private static Plan PlanOf(int weight, Floor floor) => new PlanMaker()
        .Service("tcp 10.0.0.1:80", floor: floor)
        .Real("10.1.0.1:80", weight: weight, timing: Slow).Real("10.1.0.2:80", weight: weight, timing: Slow).Build();
}
