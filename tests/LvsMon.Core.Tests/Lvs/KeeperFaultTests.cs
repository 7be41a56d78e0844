using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Lvs;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class KeeperFaultTests
{
    private const string Both = "-A -t 10.0.0.1:80 -s wrr\n-a -t 10.0.0.1:80 -r 10.1.0.1:8080 -m -w 5\n"
        + "-a -t 10.0.0.1:80 -r 10.1.0.2:8080 -m -w 3\n";

    private static Plan Web() => new PlanMaker()
        .Service("tcp 10.0.0.1:80", "wrr")
        .Real("10.1.0.1:8080", 5)
        .Real("10.1.0.2:8080", 3)
        .Build();

    [Theory]
    [InlineData(IpvsadmFault.Missing, "ipvsadm: no such file")]
    [InlineData(IpvsadmFault.NoModule, "Can't initialize ipvs: Protocol not available")]
    [InlineData(IpvsadmFault.Hangs, "deadline")]
    [InlineData(IpvsadmFault.NoEffect, "exit 0 without effect")]
    public void Start_FaultEndsLater_IsToldOnceAndHeals(IpvsadmFault fault, string text)
    {
        KeeperRig rig = new(Web());
        rig.Runner.Standing = fault;
        rig.Start();
        rig.Up(0).Up(1);
        rig.Pass(120 * KeeperRig.Second);

        rig.Told.Of(FactKind.OutOfStep).Should().ContainSingle().Which.Text.Should().Be(text);
        rig.Keeper.StartRead.Should().Be(StartRead.Failed);
        rig.Runner.Restores.Should().Be(0, "nothing is known, so nothing is written");
        rig.Keeper.IsInStep.Should().BeFalse();
        rig.Runner.Standing = IpvsadmFault.None;
        rig.Pass(16 * KeeperRig.Second);

        rig.Table.Should().Be(Both);
        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Told.Of(FactKind.InStep).Should().ContainSingle()
            .Which.Fact.DurationUs.Should().BeInRange(100 * KeeperRig.Second, 140 * KeeperRig.Second);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Floor_TheOneThatReturnsCannotBePutIn_TheOtherStaysUntilItIs(bool quiesces)
    {
        Plan plan = new PlanMaker()
            .Service("tcp 10.0.0.1:80", "wrr", floor: new(1, 0), quiesce: quiesces ? ulong.MaxValue : 0)
            .Real("10.1.0.1:8080", 5)
            .Real("10.1.0.2:8080", 3)
            .Build();
        KeeperRig rig = new KeeperRig(plan).Start();
        rig.Up(0).Up(1).Turn();
        rig.Down(1).Turn();
        rig.Runner.Refused = "10.1.0.2:8080 -m -w 3";
        rig.Up(1).Turn();
        rig.Down(0).Turn();
        rig.Pass(40 * KeeperRig.Second);

        rig.Keeper.IsInStep.Should().BeFalse();
        rig.Keeper.TableWeight(0).Should().Be(5, "one stays in the table whatever its state");
        rig.Runner.Calm();
        rig.Pass(16 * KeeperRig.Second);

        rig.Keeper.TableWeight(1).Should().Be(3);
        rig.Keeper.TableWeight(0).Should().Be(quiesces ? 0 : -1);
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Start_Missing_TriesAfterOneTwoFourEightFifteenSeconds()
    {
        KeeperRig rig = new(Web());
        rig.Runner.Standing = IpvsadmFault.Missing;
        rig.Start();
        long start = rig.NowUs;
        long[] waits = new long[7];
        for (int i = 0; i < waits.Length; i++)
        {
            long next = rig.Facts.Flush(rig.NowUs);
            waits[i] = (next - rig.NowUs) / KeeperRig.Second;
            rig.Pass(next - rig.NowUs);
        }

        // The reconcile grid of 30 s is a wake-up too, but no earlier try.
        waits[..4].Should().Equal(1, 2, 4, 8);
        (rig.NowUs - start).Should().Be(60 * KeeperRig.Second);
    }

    [Theory]
    [InlineData(IpvsadmFault.AppliesThenFails)]
    [InlineData(IpvsadmFault.AppliesThenHangs)]
    [InlineData(IpvsadmFault.Floods)]
    public void Apply_TookInSpiteOfItsEnd_IsSuccess(IpvsadmFault fault)
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Script(fault);
        rig.Up(0).Up(1);
        rig.Pass(7 * KeeperRig.Second);

        rig.Table.Should().Be(Both);
        rig.Told.Count(FactKind.OutOfStep).Should().Be(0);
        rig.Told.Of(FactKind.Table)[^1].Fact.A.Should().Be(2);
    }

    [Fact]
    public void Apply_Hangs_IsKilledAtItsDeadlineAndTriedAgain()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Keeper.Status.IsAtRest.Should().BeTrue();
        rig.Runner.Script(IpvsadmFault.Hangs);
        rig.Up(0);
        rig.Pass((5 * KeeperRig.Second) - 1);
        rig.Runner.Kills.Should().Be(0);
        rig.Keeper.Status.IsAtRest.Should().BeFalse();
        rig.Pass(2_001);

        rig.Runner.Kills.Should().Be(1);
        rig.Told.Of(FactKind.OutOfStep).Should().ContainSingle().Which.Text.Should().Be("deadline");
        rig.Keeper.Status.IsAtRest.Should().BeTrue("it has failed and waits");
        rig.Pass(2 * KeeperRig.Second);
        rig.Table.Should().Contain("10.1.0.1:8080");
        rig.Told.Count(FactKind.InStep).Should().Be(1);
    }

    [Fact]
    public void Apply_DoesNotEvenDie_KeepsTheSlotAndIsTold()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Script(IpvsadmFault.Undying);
        rig.Up(0);
        rig.Pass(60 * KeeperRig.Second);

        rig.Told.Of(FactKind.OutOfStep).Should().ContainSingle()
            .Which.Text.Should().Be("ipvsadm does not end after SIGKILL");
        rig.Runner.IsRunning.Should().BeTrue();
        rig.Runner.LetGo = true;
        rig.Pass(20 * KeeperRig.Second);
        rig.Table.Should().Contain("10.1.0.1:8080");
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void LineByLine_WishGoneMeanwhile_IsNotWritten()
    {
        const string Removal = "-d -t 10.0.0.1:80 -r 10.1.0.1:8080\n";
        KeeperRig rig = new KeeperRig(Web()).Start().Up(0).Turn();
        rig.Runner.Script(IpvsadmFault.NoModule);
        rig.Runner.Turns = 1;
        rig.Up(1).Down(0);
        for (int turn = 0; turn < 50 && rig.Runner.Restores < 4; turn++)
        {
            rig.Turn();
        }

        // The batch failed; its first line runs alone now, and the removal would be next.
        rig.Runner.Lines.ToString().Split(Removal).Should().HaveCount(2);
        rig.Up(0).Pass(KeeperRig.Second);

        rig.Runner.Lines.ToString().Split(Removal).Should().HaveCount(2);
        rig.Table.Should().Be(Both);
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void Apply_StopsAtSecondLine_RestFollowsAtOnce()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Script(IpvsadmFault.StopsAtSecondLine);
        rig.Up(0).Up(1).Turn();
        rig.Pass(KeeperRig.Second);

        rig.Table.Should().Be(Both);
        rig.Told.Of(FactKind.Table).Should().HaveCount(3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Apply_OneLineNeverTakes_OthersDoAndTheErrorIsAttributed(bool stops)
    {
        PlanMaker maker = new PlanMaker().Service("tcp 10.0.0.1:80");
        for (int i = 1; i <= 100; i++)
        {
            maker.Real($"10.1.0.{i}:80");
        }

        KeeperRig rig = new KeeperRig(maker.Build()).Start();
        rig.Runner.Refused = stops ? null : "-r 10.1.0.50:80";
        rig.Runner.Stopping = stops ? "-r 10.1.0.50:80" : null;
        for (int i = 0; i < 100; i++)
        {
            rig.Up(i);
        }

        rig.Pass(1);
        rig.Table.Split('\n').Where(line => line.StartsWith("-a", System.StringComparison.Ordinal))
            .Should().HaveCount(99, "one bad line cannot hold up the others");
        (Fact fact, string text) = rig.Told.Of(FactKind.OutOfStep).Should().ContainSingle().Which;
        fact.Real.Should().Be(49);
        text.Should().Be(stops ? "illegal weight specified" : "Memory allocation problem");

        rig.Down(98);
        rig.Pass(1);
        rig.Table.Should().NotContain("10.1.0.99:80", "new edges do not wait for the back-off");
        rig.Keeper.IsInStep.Should().BeFalse();
        int restores = rig.Runner.Restores;
        rig.Pass(600 * KeeperRig.Second);
        (rig.Runner.Restores - restores).Should().BeInRange(30, 60, "tries go on at 15 s");

        rig.Runner.Refused = null;
        rig.Runner.Stopping = null;
        rig.Pass(16 * KeeperRig.Second);
        rig.Table.Should().Contain("10.1.0.50:80");
        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Told.Count(FactKind.OutOfStep).Should().Be(1);
    }

    [Fact]
    public void OutOfStep_AnotherCause_IsToldOnceToo()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Refused = "-r 10.1.0.1:8080";
        rig.Up(0).Up(1).Pass(20 * KeeperRig.Second);
        rig.Runner.Standing = IpvsadmFault.Missing;
        rig.Pass(120 * KeeperRig.Second);
        Causes(rig).Should().Equal("Memory allocation problem", "ipvsadm: no such file");

        rig.Runner.Standing = IpvsadmFault.None;
        rig.Pass(120 * KeeperRig.Second);
        Causes(rig).Should().HaveCount(2, "the entry has not changed");
        rig.Runner.Standing = IpvsadmFault.Missing;
        rig.Pass(120 * KeeperRig.Second);
        Causes(rig).Should().HaveCount(3, "the table could be read in between").And.EndWith("ipvsadm: no such file");
        rig.Told.Count(FactKind.InStep).Should().Be(0);

        rig.Runner.Calm();
        rig.Pass(20 * KeeperRig.Second);
        rig.Told.Count(FactKind.InStep).Should().Be(1);
    }

    [Fact]
    public void OutOfStep_ChildrenHangAfterARefusal_IsToldOnceToo()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Refused = "-r 10.1.0.1:8080";
        rig.Up(0).Pass(KeeperRig.Second / 2);
        for (int i = 0; i < 8; i++)
        {
            // The write hangs, the two listings after it do not.
            rig.Runner.Script(IpvsadmFault.Hangs, IpvsadmFault.None, IpvsadmFault.None);
        }

        rig.Pass(25 * KeeperRig.Second);
        Causes(rig).Should().Equal("Memory allocation problem", "deadline");
    }

    [Fact]
    public void OwnedFile_CannotBeWritten_IsToldOnceAndTriedAgain()
    {
        MemoryStateFile owned = new() { Error = OsError.NotPermitted };
        KeeperRig rig = new KeeperRig(Web(), owned: owned).Start();
        rig.Pass(100 * KeeperRig.Second);
        rig.Told.Count(FactKind.OwnedUnsaved).Should().Be(1);
        rig.Keeper.IsInStep.Should().BeTrue("the table is not concerned");

        owned.Error = OsError.None;
        rig.Pass(30 * KeeperRig.Second);
        owned.Text.Should().Be("tcp 10.0.0.1:80\n");
        owned.Error = OsError.NoMemory;
        rig.Reload(Web()).Turn();
        rig.Told.Count(FactKind.OwnedUnsaved).Should().Be(2, "it could be written in between");
    }

    [Fact]
    public void Reading_CutOff_IsNoLicenceToDelete()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Up(1).Turn();
        int restores = rig.Runner.Restores;
        rig.Runner.Standing = IpvsadmFault.CutsOutput;
        rig.Pass(100 * KeeperRig.Second);

        rig.Runner.Restores.Should().Be(restores);
        rig.Told.Count(FactKind.OutOfStep).Should().Be(1);
        rig.Runner.Standing = IpvsadmFault.None;
        rig.Pass(16 * KeeperRig.Second);
        rig.Keeper.IsInStep.Should().BeTrue();
        rig.Table.Should().Be(Both);
    }

    [Fact]
    public void Reading_OneListingCutBetweenLines_IsReadAgainAtOnce()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Up(0).Up(1).Turn();
        int restores = rig.Runner.Restores;
        rig.Runner.Script(IpvsadmFault.NoEffect);
        rig.Pass(31 * KeeperRig.Second);

        rig.Told.Count(FactKind.OutOfStep).Should().Be(0, "the second reading was good");
        rig.Told.Count(FactKind.Drift).Should().Be(0);
        rig.Runner.Restores.Should().Be(restores);
        rig.Runner.Script(IpvsadmFault.NoEffect, IpvsadmFault.None, IpvsadmFault.NoEffect);
        rig.Pass(30 * KeeperRig.Second);
        rig.Told.Of(FactKind.OutOfStep).Should().ContainSingle().Which.Text.Should()
            .Be("two listings of the table do not agree");
        rig.Runner.Restores.Should().Be(restores);
        rig.Keeper.IsInStep.Should().BeTrue();
    }

    [Fact]
    public void ClearAndStop_CannotBeDone_EndsInBoundedTime()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Standing = IpvsadmFault.Undying;
        rig.Keeper.ClearAndStop(rig.NowUs);
        rig.Pass(15 * KeeperRig.Second);

        rig.Keeper.IsIdle.Should().BeTrue();
        rig.Keeper.IsCleared.Should().BeFalse();
    }

    [Fact]
    public void Edits_MoreThanOneBatch_AllArrive()
    {
        PlanMaker maker = new PlanMaker().Service("tcp 10.0.0.1:80");
        for (int i = 0; i < 20_000; i++)
        {
            maker.Real($"10.{1 + (i >> 16)}.{(i >> 8) & 255}.{i & 255}:80");
        }

        KeeperRig rig = new KeeperRig(maker.Build()).Start();
        for (int i = 0; i < 20_000; i++)
        {
            rig.Up(i);
        }

        rig.Pass(1);
        rig.Table.Count(c => c == '\n').Should().Be(20_001);
        rig.Runner.Restores.Should().Be(4, "the service, then three batches");
    }

    [Fact]
    public void OutOfStep_ForeignText_IsMarkedForQuoting()
    {
        KeeperRig rig = new KeeperRig(Web()).Start();
        rig.Runner.Refused = "-a";
        rig.Up(0).Turn();

        int ticket = rig.Told.Of(FactKind.OutOfStep)[0].Fact.Detail;
        Encoding.ASCII.GetString(rig.Facts.Details.Find(ticket, out bool foreign)).Should()
            .Be("Memory allocation problem");
        foreign.Should().BeTrue();
    }

    private static string[] Causes(KeeperRig rig) => [.. rig.Told.Of(FactKind.OutOfStep).Select(told => told.Text)];
}
