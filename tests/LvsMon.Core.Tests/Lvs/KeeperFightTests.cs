using System.Linq;
using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>Another writer changes the same entry again and again.</summary>
public sealed class KeeperFightTests
{
    private const long Reconcile = 30 * KeeperRig.Second;
    private const long Hour = FightCounts.SpanUs;
    private const string Weight77 = "-e -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 77";

    private static Plan Web() => new PlanMaker()
        .Service("tcp 10.0.0.1:80", "wrr")
        .Real("10.1.0.1:8080", 5)
        .Real("10.1.0.2:8080", 3)
        .Real("10.1.0.3:8080", 1)
        .Build();

    private static KeeperRig Running()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Up(1).Turn();
        return rig;
    }

    /// <summary>Lets time pass in small steps, so that each back-off ends.</summary>
    private static void PassMinutes(KeeperRig rig, int minutes)
    {
        for (int i = 0; i < minutes * 60; i++)
        {
            rig.Pass(KeeperRig.Second);
        }
    }

    /// <summary>The other writer acts before each of so many reconciles.</summary>
    private static KeeperRig Fight(KeeperRig rig, int times, params string[] lines)
    {
        for (int i = 0; i < times; i++)
        {
            foreach (string line in lines)
            {
                rig.Runner.Operator(line).Code.Should().Be(0);
            }

            rig.Pass(Reconcile);
        }

        return rig;
    }

    [Fact]
    public void Fight_FourthChangeWithinTheHour_IsToldOnceAndLeftAsItIs()
    {
        KeeperRig rig = Fight(Running(), 4, Weight77);

        (Fact fact, string text) = rig.Told.Of(FactKind.Fight).Should().ContainSingle().Which;
        text.Should().Be("weight 77 in the table, 3 wanted");
        (fact.Service, fact.Real, fact.A, fact.B, fact.C).Should().Be((0, 1, 4, 1, 90_000));
        fact.DurationUs.Should().Be(Hour - (3 * Reconcile));
        rig.Told.Count(FactKind.Drift).Should().Be(3);
        rig.Told.Of(FactKind.Drift).Should().OnlyContain(drift => drift.Fact.B == 1, "three times it was repaired");
        rig.Table.Should().Contain("-r 10.1.0.2:8080 -m -w 77");
        int restores = rig.Runner.Restores;

        Fight(rig, 20, Weight77);

        rig.Runner.Restores.Should().Be(restores);
        rig.Told.Count(FactKind.Fight).Should().Be(1);
        rig.Told.Count(FactKind.Drift).Should().Be(3);
        rig.Keeper.IsInStep.Should().BeFalse();
        rig.Told.Count(FactKind.InStep).Should().Be(0);
        rig.Told.Count(FactKind.OutOfStep).Should().Be(0, "it has a line of its own");
    }

    [Theory]
    [InlineData("-E -t 10.0.0.1:80 -s rr", -1, "scheduler rr in the table, wrr wanted")]
    [InlineData("-D -t 10.0.0.1:80", -1, "missing")]
    [InlineData("-d -t 10.0.0.1:80 -r 10.1.0.1:8080", 0, "missing")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.1.0.3:8080 -m", 2, "in the table, not wanted")]
    [InlineData("-a -t 10.0.0.1:80 -r 10.9.9.9:80 -m", -1, "10.9.9.9:80 not in the configuration")]
    [InlineData("-C", -1, "missing")]
    public void Fight_AnyEntry_IsLeftAfterThreeRepairs(string line, int real, string text)
    {
        KeeperRig rig = Fight(Running(), 4, line);

        (Fact fact, string told) = rig.Told.Of(FactKind.Fight).Should().ContainSingle().Which;
        told.Should().Be(text);
        (fact.Service, fact.Real, fact.A).Should().Be((0, real, 4));
        string table = rig.Table;
        rig.Pass(10 * Reconcile);
        rig.Table.Should().Be(table);
        rig.Told.Count(FactKind.Drift).Should().Be(3);
    }

    [Fact]
    public void Fight_EachRepairUndoneBeforeItIsReadBack_IsToldAndLeft()
    {
        KeeperRig rig = Running();
        int restores = rig.Runner.Restores;
        rig.Runner.Operator(Weight77).Code.Should().Be(0);
        rig.Runner.Meddler = Weight77;

        PassMinutes(rig, 2);

        rig.Told.Of(FactKind.Fight).Should().ContainSingle().Which.Fact.A.Should().Be(4);
        rig.Runner.Restores.Should().Be(restores + 3);
        rig.Keeper.IsInStep.Should().BeFalse();
    }

    [Fact]
    public void OwnWish_EachTryUndoneBeforeItIsReadBack_IsTriedForEver()
    {
        KeeperRig rig = Running();
        Fight(rig, 1, Weight77);
        int restores = rig.Runner.Restores;
        rig.Runner.Meddler = "-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 77";

        PassMinutes(rig.Down(1), 2);

        rig.Told.Count(FactKind.Fight).Should().Be(0, "a removal is our own wish, not a repair");
        rig.Runner.Restores.Should().BeGreaterThan(restores + 5);
        rig.Runner.Meddler = null;
        PassMinutes(rig, 1);
        rig.Table.Should().NotContain("10.1.0.2:8080");
    }

    [Fact]
    public void Fight_ExtrasOfAService_AreOneEntry()
    {
        string[] add =
            ["-a -t 10.0.0.1:80 -r 10.9.9.1:80 -m", "-a -t 10.0.0.1:80 -r 10.9.9.2:80 -m",
                "-a -t 10.0.0.1:80 -r 10.9.9.3:80 -m"];
        KeeperRig rig = Fight(Running(), 3, add);
        rig.Told.Count(FactKind.Drift).Should().Be(9);

        Fight(rig, 1, add);

        rig.Told.Of(FactKind.Fight).Should().ContainSingle()
            .Which.Text.Should().EndWith(" and 2 more not in the configuration");
        rig.Told.Count(FactKind.Drift).Should().Be(9);
    }

    [Fact]
    public void Fight_OtherEntries_AreRepairedAllTheSame()
    {
        KeeperRig rig = Fight(Running(), 4, Weight77);

        Fight(rig, 1, "-d -t 10.0.0.1:80 -r 10.1.0.1:8080");

        rig.Table.Should().Contain("-r 10.1.0.1:8080 -m -w 5").And.Contain("-r 10.1.0.2:8080 -m -w 77");
        rig.Told.Of(FactKind.Drift)[^1].Fact.Should().Match<Fact>(fact => fact.Real == 0 && fact.B == 1);
        rig.Keeper.IsInStep.Should().BeFalse();
    }

    [Fact]
    public void Fight_HourIsOver_IsRepairedAndCountedAnew()
    {
        KeeperRig rig = Fight(Running(), 4, Weight77);
        rig.Pass(Hour - (4 * Reconcile) - KeeperRig.Second);
        rig.Table.Should().Contain("-w 77");

        rig.Pass(Reconcile + KeeperRig.Second);

        rig.Table.Should().Contain("-r 10.1.0.2:8080 -m -w 3");
        rig.Told.Count(FactKind.Drift).Should().Be(4);
        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Told.Of(FactKind.InStep).Should().ContainSingle()
            .Which.Fact.DurationUs.Should().Be(Hour - (3 * Reconcile), "since the line FIGHT");
        Fight(rig, 2, Weight77);
        rig.Told.Count(FactKind.Drift).Should().Be(6, "three repairs in the new hour");
        Fight(rig, 1, Weight77);
        rig.Told.Count(FactKind.Fight).Should().Be(2);
        rig.Told.Of(FactKind.Fight)[^1].Fact.A.Should().Be(4);
    }

    [Fact]
    public void Fight_SlowerThanThreeAnHour_IsNone()
    {
        KeeperRig rig = Running();
        for (int i = 0; i < 12; i++)
        {
            Fight(rig, 1, Weight77).Pass(20 * 60 * KeeperRig.Second);
        }

        rig.Told.Count(FactKind.Fight).Should().Be(0);
        rig.Told.Count(FactKind.Drift).Should().Be(12);
    }

    [Fact]
    public void Fight_OwnVerdict_IsWrittenAtOnceForThatEntryOnly()
    {
        KeeperRig rig = Fight(Running(), 4, Weight77);

        rig.Down(0).Turn();
        rig.Table.Should().NotContain("10.1.0.1:8080").And.Contain("-r 10.1.0.2:8080 -m -w 77");
        rig.Keeper.IsInStep.Should().BeFalse();
        rig.Down(1).Turn();
        rig.Table.Should().NotContain("10.1.0.2:8080");
        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Up(1).Turn();
        rig.Table.Should().Contain("-r 10.1.0.2:8080 -m -w 3");

        Fight(rig, 1, Weight77);

        rig.Table.Should().Contain("-w 77", "the hour goes on");
        rig.Told.Of(FactKind.Fight).Select(told => told.Fact.A).Should().Equal(4, 5);
    }

    [Fact]
    public void Fight_OwnVerdictThatTheTableMetAlready_IsHeldAgainstTheOther()
    {
        KeeperRig rig = Fight(Running(), 4, "-d -t 10.0.0.1:80 -r 10.1.0.2:8080");
        rig.Down(1).Turn();
        rig.Told.Count(FactKind.Fight).Should().Be(1);

        Fight(rig, 1, "-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3");

        rig.Table.Should().NotContain("10.1.0.2:8080", "it is down, and that is our own wish");
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Fight_OwnVerdictInAMissingService_BringsTheWholeServiceBack()
    {
        KeeperRig rig = Fight(Running(), 4, "-D -t 10.0.0.1:80");

        rig.Down(0).Turn();
        rig.Table.Should().BeEmpty("nothing is to be written for a server that is not wanted");
        rig.Up(2).Turn();

        rig.Table.Should().Contain("-A -t 10.0.0.1:80 -s wrr").And.Contain("10.1.0.2:8080").And.Contain("10.1.0.3:80")
            .And.NotContain("10.1.0.1:8080");
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Fight_MissingServiceReturnsEmpty_IsFilledAgain()
    {
        KeeperRig rig = Fight(Running(), 4, "-D -t 10.0.0.1:80");
        rig.Told.Count(FactKind.Drift).Should().Be(3, "the destinations are missing with their service");

        Fight(rig, 1, "-A -t 10.0.0.1:80 -s wrr");

        rig.Table.Should().Contain("10.1.0.1:8080").And.Contain("10.1.0.2:8080");
        rig.Told.Count(FactKind.Drift).Should().Be(5);
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Fight_Reload_ForgetsItAndRepairsAtOnce()
    {
        KeeperRig rig = Fight(Running(), 4, Weight77);

        rig.Reload(Web());
        rig.Keeper.PendingEdits.Should().Be(1);
        rig.Turn();

        rig.Table.Should().Contain("-r 10.1.0.2:8080 -m -w 3");
        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Told.Count(FactKind.Drift).Should().Be(3, "it is our own wish now");
        Fight(rig, 3, Weight77);
        rig.Told.Count(FactKind.Fight).Should().Be(1, "the count begins anew");
        rig.Told.Count(FactKind.Drift).Should().Be(6);
    }

    [Fact]
    public void Fight_ClearAtTheEnd_RemovesItAll()
    {
        KeeperRig rig = Fight(Running(), 4, Weight77, "-E -t 10.0.0.1:80 -s rr");

        rig.Keeper.ClearAndStop(rig.NowUs);
        rig.Turn();

        rig.Table.Should().BeEmpty();
        rig.Keeper.IsCleared.Should().BeTrue();
    }

    [Fact]
    public void Fight_EntryBecomesRightByItself_IsInStepUntilTheNextChange()
    {
        KeeperRig rig = Fight(Running(), 4, Weight77);

        Fight(rig, 1, "-e -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3");

        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Told.Count(FactKind.InStep).Should().Be(1);
        int restores = rig.Runner.Restores;
        Fight(rig, 2, Weight77);
        rig.Runner.Restores.Should().Be(restores, "the hour goes on");
        rig.Told.Of(FactKind.Fight).Select(told => told.Fact.A).Should().Equal(4, 5);
        rig.Keeper.IsInStep.Should().BeFalse();
    }

    [Fact]
    public void Fight_RepairThatDoesNotTake_IsNotCountedAgain()
    {
        KeeperRig rig = Running();
        rig.Runner.Refused = "-r 10.1.0.2:8080";
        Fight(rig, 10, Weight77);
        rig.Told.Count(FactKind.Fight).Should().Be(0, "nobody changed it after the first time");
        rig.Told.Count(FactKind.Drift).Should().Be(1);

        rig.Runner.Refused = null;
        rig.Pass(Reconcile);
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Fight_AboutEveryService_NamesSomeAndCountsTheRest()
    {
        PlanMaker maker = new();
        for (int i = 0; i < 40; i++)
        {
            maker.Service($"tcp 10.0.0.1:{1000 + i}").Real("10.1.0.1:80", unmonitored: true);
        }

        KeeperRig rig = Fight(new KeeperRig(maker.Build()).Start(), 6, "-C");

        rig.Table.Should().BeEmpty();
        rig.Told.Of(FactKind.Fight).Should().HaveCount(17);
        rig.Told.Of(FactKind.Fight)[^1].Fact.Should().Match<Fact>(fact => fact.Service == -1 && fact.B == 24);
        rig.Told.Of(FactKind.Drift).Should().HaveCount(3 * 17);
    }
}
