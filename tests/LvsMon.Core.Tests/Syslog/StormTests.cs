using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

public sealed class StormTests
{
    private const long Window = StormGate.WindowUs;

    [Fact]
    public void Storm_FortyServersAtOnceWithABurstOfOne_AreTwoLines()
    {
        StormRig rig = new(burst: 1, 40);

        rig.Flip(StormRig.Range(0, 40));
        rig.Pass(Window - 1);

        rig.Lines.Should().ContainSingle().Which.Should().StartWith("DOWN farm0 10.0.0.0:80: connect timeout; ");
        rig.Pass(1);
        rig.Lines.Should().HaveCount(2);
        rig.Lines[1].Should().Be(
            "DOWN more farm0: 39 real servers at once, connect timeout (10.0.0.1:80 10.0.0.2:80 10.0.0.3:80 "
            + "10.0.0.4:80 10.0.0.5:80 10.0.0.6:80 10.0.0.7:80 10.0.0.8:80 10.0.0.9:80 10.0.0.10:80 10.0.0.11:80 "
            + "10.0.0.12:80 and 27 more, see lvsmon status); 0 of 40 up after the last; 39 lines; seq 2-40");
        rig.Socket.Lines[1].Should().StartWith("<25>", "the last of them was an alert");
        rig.Sink.SummedLines.Should().Be(39);
        rig.Told.Facts.Should().HaveCount(40, "the stream of events has them all");
    }

    [Fact]
    public void Storm_AsManyAsTheBurst_AreToldOneByOne()
    {
        StormRig rig = new(burst: 20, 40);

        rig.Flip(StormRig.Range(0, 20));
        rig.Pass(Window);
        rig.Flip(StormRig.Range(20, 20));
        rig.Pass(2 * Window);

        rig.Lines.Should().HaveCount(40).And.OnlyContain(line => line.StartsWith("DOWN farm0 10."));
        rig.Sink.Pending.Should().Be(0);
    }

    [Fact]
    public void Storm_Over_IsToldOneByOneAgain()
    {
        StormRig rig = new(burst: 2, 40);
        rig.Flip(StormRig.Range(0, 40));
        rig.Pass(Window);
        rig.Flip(StormRig.Range(0, 40));
        rig.Pass(Window);

        rig.Flip(3);
        rig.Pass(2 * Window);

        rig.Lines.Should().HaveCount(7);
        rig.Lines[5].Should().StartWith("UP more farm0: 38 real servers at once (10.0.0.2:80 ")
            .And.EndWith("; 40 of 40 up after the last; 38 lines; seq 43-80");
        rig.Lines[6].Should().StartWith("DOWN farm0 10.0.0.3:80: ").And.EndWith("; seq 81");
    }

    [Fact]
    public void Storm_ServersThatCameBack_AreOnlyCounted()
    {
        StormRig rig = new(burst: 1, 40);
        rig.Flip(0, 1, 2, 3, 4);
        rig.Pass(3 * StormRig.Second);

        rig.Flip(2, 3, 4);
        rig.Pass(Window);

        rig.Lines[^1].Should().Be(
            "DOWN more farm0: 1 real server in 3s, connect timeout (10.0.0.1:80); 3 changed and are as before; "
            + "38 of 40 up after the last; 7 lines; seq 2-8");
    }

    [Fact]
    public void Storm_AllCameBack_SaysThatNothingIsLeftOfIt()
    {
        StormRig rig = new(burst: 1, 40);
        rig.Flip(0);
        rig.Flip(1, 2);

        rig.Flip(2, 1);
        rig.Pass(Window);

        rig.Lines[^1].Should().Be(
            "MORE farm0: 2 real servers changed at once and are as before; 39 of 40 up after the last; 4 lines; "
            + "seq 2-5");
        rig.Socket.Lines[^1].Should().StartWith("<28>", "it stands for warnings");
    }

    [Fact]
    public void Storm_BothWays_NamesBoth()
    {
        StormRig rig = new(burst: 4, 40);
        rig.Flip(0, 1, 2, 3);

        rig.Flip(10, 0, 11, 1);
        rig.Pass(Window);

        rig.Lines[^1].Should().Be(
            "DOWN more farm0: 2 real servers at once, connect timeout (10.0.0.10:80 10.0.0.11:80); "
            + "2 up (10.0.0.0:80 10.0.0.1:80); 36 of 40 up after the last; 4 lines; seq 5-8");
    }

    [Fact]
    public void Storm_OfSeveralServices_HasALineForEach()
    {
        StormRig rig = new(burst: 3, 5, 1, 5);

        rig.Flip(StormRig.Range(0, 11));
        rig.Pass(Window);

        rig.Summaries.Select(line => (line.Service, line.Down)).Should()
            .Equal(("farm0", 2), ("farm1", 1), ("farm2", 5));
        rig.Lines.Should().HaveCount(6);
    }

    [Fact]
    public void Storm_WhatConcernsMoreThanOneServer_IsNeverSummedUp()
    {
        StormRig rig = new(burst: 1, 40);
        FactKind[] summed = [FactKind.Up, FactKind.Down, FactKind.Held, FactKind.Released, FactKind.Flapping,
            FactKind.SlowStart];
        FactKind[] others = [.. LogCatalogue.All.Select(entry => entry.Kind).Except([.. summed, FactKind.Stopped])];
        rig.Flip(0, 1);

        foreach (FactKind kind in others)
        {
            rig.Post(kind, 2);
        }

        rig.Turn();

        rig.Lines.Should().HaveCount(1 + others.Length);
        foreach (FactKind kind in summed)
        {
            rig.Post(kind, 2);
        }

        rig.Turn();
        rig.Lines.Should().HaveCount(1 + others.Length);
    }

    [Fact]
    public void Storm_WithAFloor_SaysHowManyAreHeld()
    {
        StormRig rig = new(burst: 1, 40);
        rig.Flip(0, 1, 2, 3);
        rig.Post(FactKind.Held, 1);
        rig.Post(FactKind.Held, 2);
        rig.Post(FactKind.Released, 2);
        rig.Post(FactKind.Released, 3);

        rig.Pass(Window);

        rig.Lines[^1].Should().EndWith(
            "; 1 now held by the floor; 1 no longer held by the floor; 36 of 40 up after the last; 7 lines; seq 2-8");
    }

    [Fact]
    public void Storm_ReasonsThatDiffer_AreSaidToDiffer()
    {
        StormRig rig = new(burst: 1, 40);
        rig.Flip(0, 1, 2);
        rig.Post(new Fact(FactKind.Down) { Service = 0, Real = 3, Reason = CheckReason.ConnectRefused, C = 36 });

        rig.Pass(Window);

        rig.Lines[^1].Should().Contain(" 3 real servers at once, connect timeout and others (10.0.0.1:80");
        rig.Socket.Lines[^1].Should().StartWith("<28>");
    }

    [Fact]
    public void Storm_OneThatCameBackHadAnotherReason_IsNotWhyTheOthersAreDown()
    {
        StormRig rig = new(burst: 1, 40);
        rig.Flip(0);
        rig.Post(new Fact(FactKind.Down) { Service = 0, Real = 1, Reason = CheckReason.ConnectRefused, C = 38 });
        rig.Post(new Fact(FactKind.Up) { Service = 0, Real = 1, Reason = CheckReason.Connected, C = 39 });
        rig.Flip(2, 3);

        rig.Pass(Window);

        rig.Lines[^1].Should().Contain(" 2 real servers at once, connect timeout (10.0.0.2:80 10.0.0.3:80)");
    }

    [Fact]
    public void Stop_InAStorm_TellsItAtOnce()
    {
        StormRig rig = new(burst: 1, 40, 40);
        rig.Flip(StormRig.Range(0, 80));

        rig.Post(new Fact(FactKind.Stopped));
        rig.Turn();

        rig.Lines.Should().HaveCount(4);
        rig.Summaries.Select(line => line.Down).Should().Equal(39, 40);
        rig.Lines[^1].Should().StartWith("STOPPED: ");
        rig.Sink.Pending.Should().Be(0);
    }

    [Fact]
    public void Reload_InAStorm_TellsItInTheOldNames()
    {
        StormRig rig = new(burst: 2, 3);
        rig.Flip(0, 1, 2);
        rig.Turn();
        Plan next = Draft.Plan(Draft.Service("mail", Draft.Real("10.0.0.99:25"), Draft.Real("10.0.0.98:25")));

        rig.Sink.Follow(PlanDiff.Between(rig.Plan, next));
        rig.Sink.Pending.Should().Be(1);
        rig.Post(FactKind.Down, 0);
        rig.Turn();

        rig.Lines[2].Should().StartWith("DOWN more farm0: 1 real server at once, connect timeout (10.0.0.2:80); ");
        rig.Lines[3].Should().StartWith("DOWN mail 10.0.0.99:25: ");
    }

    [Fact]
    public void Reload_InAWindow_DoesNotBeginAnother()
    {
        StormRig rig = new(burst: 2, 3);
        rig.Flip(0, 1);
        rig.Turn();

        rig.Sink.Follow(PlanDiff.Between(rig.Plan, rig.Plan));
        rig.Flip(2);
        rig.Pass(Window);

        rig.Summaries.Should().ContainSingle().Which.Down.Should().Be(1);
    }

    [Fact]
    public void Reload_ManyWhileTheLogTakesNone_CountsEachLineOnce()
    {
        StormRig rig = new(burst: 1, 3);
        rig.Socket.Refusal = OsError.WouldBlock;
        for (int i = 0; i < 100; i++)
        {
            rig.Flip(0, 1, 2);
            rig.Turn();
            rig.Sink.Follow(PlanDiff.Between(rig.Plan, rig.Plan));
        }

        rig.Socket.Refusal = OsError.None;
        rig.Pass(SyslogSink.MaxRetryUs);

        int single = rig.Lines.Count(line => line.Contains(" farm0 10."));
        rig.Summaries.Should().HaveCount(SyslogSink.BaseLines + 6);
        rig.Sink.SummedLines.Should().Be(rig.Summaries.Sum(line => line.Lines));
        rig.Sink.LostLines.Should().BePositive().And.Be(300 - single - rig.Sink.SummedLines);
        rig.Lines.Should().ContainMatch($"LOST {rig.Sink.LostLines} lines: *");
    }

    [Fact]
    public void Log_TakesNoneForLong_GetsTheLastStateOfAllThatChanged()
    {
        StormRig rig = new(burst: 2, 10);
        rig.Socket.Refusal = OsError.WouldBlock;
        for (int i = 0; i < 200; i++)
        {
            rig.Flip(StormRig.Range(i % 2 == 0 ? 0 : 3, 7));
            rig.Pass(StormRig.Second / 2);
        }

        rig.Socket.Refusal = OsError.None;
        rig.Pass(2 * Window);

        rig.Sink.LostLines.Should().Be(0);
        rig.Sink.Pending.Should().Be(0);
        rig.Lines.Count.Should().BeLessThan(40);
        int told = rig.Lines.Count(line => SummaryLine.Of(line) is null);
        (told + rig.Summaries.Sum(line => line.Lines)).Should().Be(1400);
    }

    [Fact]
    public void Log_Full_CollectsInsteadOfLosing()
    {
        StormRig rig = new(burst: 1000, 10);
        rig.Socket.Refusal = OsError.WouldBlock;
        for (int i = 0; i < 30; i++)
        {
            rig.Flip(StormRig.Range(0, 10));
        }

        rig.Turn();
        rig.Post(new Fact(FactKind.Blind) { Service = 0 });
        rig.Turn();
        rig.Sink.LostLines.Should().Be(1, "that line stands for nothing but itself");
        rig.Socket.Refusal = OsError.None;
        rig.Pass(Window + SyslogSink.MaxRetryUs);

        rig.Summaries.Should().ContainSingle().Which.Lines.Should().Be(300 - rig.Sink.Capacity);
    }

    [Fact]
    public void Burst_Off_TellsEveryLine()
    {
        StormRig rig = new(burst: 0, 300);

        rig.Flip(StormRig.Range(0, 300));
        rig.Pass(Window);

        rig.Lines.Should().HaveCount(300).And.OnlyContain(line => line.StartsWith("DOWN farm0 10."));
    }

    [Fact]
    public void Line_LongestNames_IsBoundedAndKeepsItsCounts()
    {
        string name = new('n', 64);
        string[] hosts = [.. Enumerable.Range(10, 80).Select(i => $"[2001:db8:1111:2222:3333:4444:5555:66{i}]:65535")];
        Plan plan = Draft.Plan(Draft.Service(name, [.. hosts.Select(host => Draft.Real(host))]));
        StormGate gate = new(plan);
        byte[] text = new byte[FactText.MaxBytes];
        for (int i = 0; i < 160; i++)
        {
            FactKind kind = i is < 80 and >= 40 ? FactKind.Up : i < 120 ? FactKind.Down : FactKind.Held;
            gate.CollectsInstead(new Fact(kind)
            {
                Service = 0,
                Real = i % 80,
                Sequence = long.MaxValue - 160 + i,
                Reason = CheckReason.CertificateExpiring,
                TimeUs = i * 3_600_000_000L,
            });
        }

        int length = SummaryText.Write(plan, gate, 0, text);

        string line = System.Text.Encoding.ASCII.GetString(text, 0, length);
        length.Should().BeLessThanOrEqualTo(FactText.MaxBytes);
        line.Should().EndWith("; 160 lines; seq 9223372036854775647-9223372036854775806")
            .And.Contain(" more, see lvsmon status); 40 up (").And.Contain("]:65535");
    }

    [Fact]
    public void Flush_ThousandServices_SendsABoundedNumberATurn()
    {
        StormRig rig = new(burst: 1, [.. Enumerable.Repeat(2, 1001)]);
        rig.Flip(StormRig.Range(0, 2002));
        rig.Turn();
        rig.NowUs += Window;

        int before = rig.Lines.Count;
        rig.Turn().Should().Be(rig.NowUs, "there is more to do");
        rig.Lines.Count.Should().Be(before + SyslogSink.LinesPerTurn);
        rig.Pass(0);

        rig.Summaries.Should().HaveCount(1001);
        rig.Summaries.Sum(line => line.Down).Should().Be(2001);
    }
}
