using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Sessions;

public sealed class SessionReporterTests
{
    private const long Second = SessionRig.Second;
    private const string One = "1 services, 2 real servers";
    private const string Missing = "NO SESSIONS: /proc/net/ip_vs: it is missing, ip_vs is not in this kernel or "
        + "network namespace; sessions are not counted";

    [Fact]
    public void Report_FirstTurn_CountsAndKeepsTheGrid()
    {
        SessionRig rig = new SessionRig().Turn();
        long startUs = rig.NowUs;

        rig.Told().Should().Equal(One);
        rig.Reporter.OfReal(1).Should().Be(new SessionCount(2, 10));
        rig.Reporter.ReadUs.Should().Be(startUs);
        rig.NextUs.Should().Be(startUs + (15 * Second));

        rig.Pass((15 * Second) - 1).Told().Should().BeEmpty();
        rig.Pass(1).Told().Should().Equal(One);
        rig.Pass(17 * Second).Told().Should().Equal(One);
        rig.NextUs.Should().Be(startUs + (45 * Second), "a late turn does not move the grid");
        rig.Pass(100 * Second).Told().Should().Equal([One], "points that were missed are not made up for");
        rig.NextUs.Should().Be(startUs + (135 * Second));
        rig.List.IsOpen.Should().BeFalse();
    }

    [Fact]
    public void Report_Told_TakesNoNumber()
    {
        SessionRig rig = new SessionRig().Turn().Pass(15 * Second);

        rig.Told().Should().HaveCount(2);
        rig.LastSequence.Should().Be(0);
    }

    [Fact]
    public void Report_LongList_IsSpreadOverTurnsAndShownWhole()
    {
        SessionRig rig = new(SessionRig.Large(2000));
        rig.Turn();
        int turns = 1;
        while (rig.NextUs == rig.NowUs)
        {
            rig.Reporter.OfService(0).IsKnown.Should().BeFalse("half a reading is not shown");
            rig.Told().Should().BeEmpty();
            rig.Pass(100);
            turns++;
        }

        turns.Should().BeInRange(4, 6);
        rig.Told().Should().Equal("1 services, 2000 real servers");
        rig.Reporter.OfService(0).Active.Should().Be(2000 * 2001 / 2);
        rig.Reporter.TookUs.Should().Be((turns - 1) * 100);
        rig.Reporter.ReadUs.Should().Be(rig.NowUs - rig.Reporter.TookUs, "no number is older");
    }

    [Fact]
    public void Report_ListThatChangesWhileItIsRead_KeepsTheOldReportUntilTheNewOneIsWhole()
    {
        SessionRig rig = new(SessionRig.Large(2000));
        do
        {
            rig.Pass(100);
        }
        while (rig.NextUs == rig.NowUs);
        SessionCount before = rig.Reporter.OfService(0);
        rig.List.Lists([
            SessionRows.Of(rig.Plan.Services[0]),
            .. rig.Plan.Reals.Select(real => SessionRows.Of(real.Endpoint, 1, 1)),
        ]);

        rig.Pass(15 * Second);
        rig.NextUs.Should().Be(rig.NowUs);
        rig.Reporter.OfService(0).Should().Be(before);
        rig.Pass(15 * Second);
        while (rig.NextUs == rig.NowUs)
        {
            rig.Turn();
        }

        rig.Reporter.OfService(0).Should().Be(new SessionCount(2000, 2000));
    }

    [Fact]
    public void Report_ServiceMissingAtOnce_IsReadOnceMore()
    {
        SessionRig rig = new SessionRig().Turn();
        rig.Told();
        int opens = rig.List.Opens;
        int readings = 0;
        string[] rows = SessionRows.All(rig.Plan);
        rig.List.BeforePiece = list =>
        {
            if (list.Opens > opens)
            {
                opens = list.Opens;
                _ = readings++ == 0 ? list.Lists() : list.Lists(rows);
            }
        };

        rig.Pass(15 * Second).Told().Should().BeEmpty();
        rig.Turn().Told().Should().Equal(One);
        readings.Should().Be(2);

        rig.List.BeforePiece = _ => { };
        rig.List.Lists();
        rig.Pass(15 * Second).Turn().Told().Should().Equal(["0 services, 0 real servers"], "it is really gone");
        rig.Reporter.OfService(0).IsKnown.Should().BeFalse();
        rig.Reporter.ReadUs.Should().Be(rig.NowUs);
    }

    [Fact]
    public void Report_NoModuleBeforeTheTableWasRead_IsNotTold()
    {
        SessionRig rig = new();
        rig.List.OpenError = OsError.NotFound;
        rig.Turn().Told().Should().BeEmpty();
        rig.List.OpenError = OsError.None;

        rig.TableRead().Told().Should().Equal([One], "ipvsadm brought the module");
        rig.NextUs.Should().Be(rig.NowUs + (15 * Second));
    }

    [Fact]
    public void Report_TableReadWhileTheListIsRead_CountsOnceMoreAtOnce()
    {
        SessionRig rig = new SessionRig(SessionRig.Large(2000)).Turn();
        rig.TableRead();
        rig.Told().Should().BeEmpty("the list is long");
        for (int turns = 0; turns < 100 && rig.Told().Count == 0; turns++)
        {
            rig.Pass(100);
        }

        rig.Reporter.Reports.Should().Be(1);
        rig.NextUs.Should().Be(rig.NowUs, "what that reading began with may have been before the table's");
    }

    [Fact]
    public void Report_Failing_IsToldOncePerReasonAndWhenItWorksAgain()
    {
        SessionRig rig = new SessionRig().Turn().TableRead();
        rig.Told();
        rig.List.OpenError = OsError.NotFound;
        rig.Pass(15 * Second).Told().Should().Equal(Missing);
        rig.Reporter.OfReal(0).Should().Be(new SessionCount(1, 0), "with its age it is still true");
        rig.Pass(15 * Second).Told().Should().BeEmpty();

        rig.List.OpenError = OsError.NoDescriptor;
        rig.Pass(15 * Second).Told().Should().Equal(
            "NO SESSIONS: /proc/net/ip_vs: no descriptor; sessions are not counted");
        rig.List.OpenError = OsError.None;
        rig.Pass(15 * Second).Told().Should().Equal("SESSIONS: counted again, were not for 45s", One);
        rig.Reporter.Failures.Should().Be(3);
        rig.Pass(15 * Second).Told().Should().Equal(One);
    }

    [Fact]
    public void Report_FailingFourTimes_ShowsNothingAnyMore()
    {
        SessionRig rig = new SessionRig().Turn();
        long readUs = rig.NowUs;
        rig.List.ReadError = OsError.Other;
        for (int i = 1; i < SessionReporter.MaxFailures; i++)
        {
            rig.Pass(15 * Second).Reporter.OfService(0).IsKnown.Should().BeTrue();
            rig.Reporter.ReadUs.Should().Be(readUs, "it gets older, not newer");
        }

        rig.Pass(15 * Second).Reporter.OfService(0).IsKnown.Should().BeFalse();
        rig.Reporter.ReadUs.Should().Be(-1);
        rig.Told().Should().Equal(One, "NO SESSIONS: /proc/net/ip_vs: it cannot be read; sessions are not counted");
        rig.List.IsOpen.Should().BeFalse();
    }

    [Theory]
    [InlineData("", "what stands there is not the kernel's list")]
    [InlineData("something else\n", "what stands there is not the kernel's list")]
    [InlineData(MemorySessionList.Head + "TCP  C0000250:0050 rr", "it ends inside a row")]
    public void Report_NotTheWholeList_IsNoReport(string content, string why)
    {
        SessionRig rig = new();
        rig.List.Holds(content);

        rig.Turn().Told().Should().Equal($"NO SESSIONS: /proc/net/ip_vs: {why}; sessions are not counted");
        rig.Reporter.Reports.Should().Be(0);
    }

    [Fact]
    public void Report_EndlessList_IsGivenUp()
    {
        SessionRig rig = new();
        string rows = string.Concat(Enumerable.Repeat("TCP  C0000251:0050 rr\n", 50_000));
        rig.List.Holds(MemorySessionList.Head + string.Concat(Enumerable.Repeat(rows, 20)));
        do
        {
            rig.Turn();
        }
        while (rig.NextUs == rig.NowUs);

        rig.Told().Should().Equal("NO SESSIONS: /proc/net/ip_vs: it is longer than 16 MiB; sessions are not counted");
        rig.List.IsOpen.Should().BeFalse();
    }

    [Fact]
    public void Report_Reload_CountsAnewAtOnceOnTheSameGrid()
    {
        SessionRig rig = new SessionRig().Turn().Pass(4 * Second);
        rig.Told();
        Plan next = SessionRig.Some().Real("10.0.0.3:80").Build();
        rig.Reload(next);
        rig.Reporter.OfReal(0).IsKnown.Should().BeFalse("it is another plan");
        rig.List.Lists(SessionRows.All(next));

        rig.Turn().Told().Should().Equal("1 services, 3 real servers");
        rig.NextUs.Should().Be(rig.NowUs + (11 * Second));
    }

    [Fact]
    public void Report_ReloadAmidAReading_BeginsAnew()
    {
        SessionRig rig = new(SessionRig.Large(2000));
        rig.Turn();
        rig.List.IsOpen.Should().BeTrue();
        rig.Reload(SessionRig.Some().Build());
        rig.List.IsOpen.Should().BeFalse();
        rig.List.Lists(SessionRows.All(rig.Plan));

        rig.Turn().Told().Should().Equal(One);
    }

    [Fact]
    public void Report_OtherInterval_BeginsAnotherGrid()
    {
        SessionRig rig = new SessionRig().Turn().Pass(4 * Second);
        rig.Reload(SessionRig.Some(reportUs: 2 * Second).Build()).Turn().NextUs.Should().Be(rig.NowUs + (2 * Second));

        rig.Reload(SessionRig.Some(reportUs: 0).Build()).Turn().NextUs.Should().Be(long.MaxValue);
        rig.Reporter.OfService(0).IsKnown.Should().BeFalse();
        rig.Reporter.IntervalUs.Should().Be(0);
        rig.Told();
        rig.Pass(100 * Second).Told().Should().BeEmpty();
        rig.Reload(SessionRig.Some().Build()).Turn().Told().Should().Equal(One);
    }

    [Fact]
    public void Report_WithoutAKernelsTable_KnowsNothing()
    {
        Plan plan = SessionRig.Some().Build();
        plan.Services[0] = plan.Services[0] with { ServiceSet = "shop" };
        SessionReporter reporter = new(plan, null);

        reporter.Flush(5, new(new())).Should().Be(long.MaxValue);
        reporter.OfReal(0).IsKnown.Should().BeFalse();
        reporter.OfService(0).IsKnown.Should().BeFalse();
        reporter.Elsewhere(0).IsKnown.Should().BeFalse();
        reporter.OfSet(0, out int counted).IsKnown.Should().BeFalse();
        counted.Should().Be(0);
        reporter.Sets.Name(0).Should().Be("shop");
        reporter.Sets.ServiceCount(0).Should().Be(1);
    }
}
