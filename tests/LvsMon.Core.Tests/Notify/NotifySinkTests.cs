using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Notify;
using LvsMon.Core.Os;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Core.Tests.Notify;

public sealed class NotifySinkTests
{
    [Fact]
    public void Start_Down_TellsArgumentsAndEnvironmentWithoutThePeersBytes()
    {
        NotifyScene scene = new(Draft.Plan(
            NotifyScene.Service(80, 1, "any /bin/a"),
            NotifyScene.Service(81, 2, "down /usr/local/bin/page one {address}") with { ServiceSet = "shop" }));

        scene.Change(2, isUp: false);
        scene.NowUs += 5 * NotifyScene.Second;
        scene.Turn();

        FakeNotifyRunner.Told told = scene.Runner.All.Should().ContainSingle().Subject;
        told.Arguments.Should().Equal("/usr/local/bin/page", "one", "{address}");
        told.Environment.Should().Equal(
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG=C",
            "LC_ALL=C",
            "LVSMON_EVENT=down",
            "LVSMON_SERVICE=s81",
            "LVSMON_KEY=tcp 192.0.2.80:81",
            "LVSMON_SET=shop",
            "LVSMON_REAL=10.0.0.1:81",
            "LVSMON_REASON=connect refused",
            "LVSMON_UP=41",
            "LVSMON_CARRYING=31",
            "LVSMON_SEQ=1",
            "LVSMON_TIME=2026-10-07T22:14:10+02:00",
            "LVSMON_SKIPPED=0");
        told.Environment.Select(word => word[..word.IndexOf('=', StringComparison.Ordinal)])
            .Should().Equal(NotifyVariables.All.Select(variable => variable.Name));
    }

    [Fact]
    public void Start_LinesOfOneEvent_RunOneAfterTheOtherAndOthersNot()
    {
        NotifyScene scene = new(Draft.Plan(
            NotifyScene.Service(80, 1, "any /bin/a", "up /bin/b", "down /bin/c")));

        scene.Down(0);
        scene.Drain();
        scene.Change(0, isUp: true);
        scene.Drain();

        scene.Runner.All.Select(told => $"{told.Arguments[0]} {told["EVENT"]}")
            .Should().Equal("/bin/a down", "/bin/c down", "/bin/a up", "/bin/b up");
    }

    [Fact]
    public void Accept_ConfirmedAndOtherFacts_TellNobody()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 1, "any /bin/a")));

        scene.Facts.Post(new Fact(FactKind.Confirmed) { Service = 0, Real = 0, A = 1 });
        scene.Facts.Post(new Fact(FactKind.Held) { Service = 0, Real = 0 });
        scene.Turn().Should().Be(long.MaxValue);

        scene.Runner.Asked.Should().Be(0);
    }

    [Fact]
    public void Accept_ChangesWhileOneRuns_TellsTheLastAndCountsTheRest()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 2, "any /bin/a")));
        scene.Down(0);
        scene.Turn();

        scene.Change(0, isUp: true);
        scene.Down(1);
        scene.Down(0);
        scene.Change(0, isUp: true);
        scene.Turn();
        scene.Runner.Running.Should().Be(1, "one at a time");
        scene.Drain();

        scene.Runner.All.Select(told => $"{told["REAL"]} {told["EVENT"]} {told["SEQ"]} {told["SKIPPED"]}")
            .Should().Equal("10.0.0.0:80 down 1 0", "10.0.0.1:80 down 3 0", "10.0.0.0:80 up 5 2");
        scene.Sink.Skipped.Should().Be(2);
        scene.Sink.Runs.Should().Be(3);
    }

    [Fact]
    public void Accept_UpOverBeforeItsLineWasTold_DropsItAndCountsForThatLine()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 1, "up /bin/up", "down /bin/down")));
        scene.Down(0);
        scene.Turn();

        scene.Change(0, isUp: true);
        scene.Down(0);
        scene.Drain();
        scene.Change(0, isUp: true);
        scene.Drain();

        scene.Runner.All.Select(told => $"{told["EVENT"]} {told["SKIPPED"]}")
            .Should().Equal("down 0", "down 0", "up 1");
    }

    [Fact]
    public void Flush_ManyServices_StartsFewATurnAndEightAtOnceInTurn()
    {
        NotifyScene scene = new(Draft.Plan(
            [.. Enumerable.Range(1, 12).Select(port => NotifyScene.Service(port, 2, "down /bin/a"))]));
        scene.Down([.. Enumerable.Range(0, 24)]);

        scene.Turn().Should().Be(scene.NowUs, "more can be started at once");
        scene.Runner.Running.Should().Be(NotifySink.StartsPerTurn);
        for (int turn = 0; turn < 5; turn++)
        {
            scene.Turn();
        }

        scene.Runner.Running.Should().Be(8);
        scene.Drain();

        scene.Runner.All.Select(told => told["SERVICE"]).Take(12).Should().OnlyHaveUniqueItems("each has its turn");
        scene.Runner.All.Should().HaveCount(24);
    }

    [Fact]
    public void Flush_ProgramHangs_GetsTermThenKillAndHoldsUpNobodyElse()
    {
        NotifyScene scene = new(Draft.Plan(
            NotifyScene.Service(80, 1, "down /bin/hang"), NotifyScene.Service(81, 1, "down /bin/a")));
        scene.Down(0);
        long from = scene.NowUs;

        scene.Turn().Should().Be(from + NotifySink.LimitUs);
        scene.Down(1);
        scene.Turn();
        scene.Runner.End(1);
        scene.NowUs = from + NotifySink.LimitUs - 1;
        scene.Turn();
        scene.Runner.Signals.Should().BeEmpty();
        scene.NowUs++;
        scene.Turn().Should().Be(from + NotifySink.LimitUs + NotifySink.GraceUs);
        scene.Runner.Signals.Should().Equal("TERM 0");
        scene.NowUs += NotifySink.GraceUs;
        scene.Turn().Should().Be(long.MaxValue);
        scene.Runner.Signals.Should().Equal("TERM 0", "KILL 0");
        scene.Runner.End(0, 9, isSignal: true);
        scene.Turn();

        scene.Sink.IsIdle.Should().BeTrue();
        scene.Sink.Failures.Should().Be(1);
        scene.Troubles.Should().Equal("NotifyFailed /bin/hang: no end within 10s, stopped");
    }

    [Fact]
    public void Flush_ProgramFailsAgainAndWorksAgain_IsToldTwice()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 1, "any /bin/a")));
        foreach ((int code, bool isSignal) in new[] { (3, false), (15, true), (0, false), (0, false), (1, false) })
        {
            scene.Down(0);
            scene.Turn();
            scene.NowUs += NotifyScene.Second;
            scene.Runner.End(0, code, isSignal);
            scene.Turn();
        }

        scene.Troubles.Should().Equal(
            "NotifyFailed /bin/a: exit 3", "NotifyBack /bin/a", "NotifyFailed /bin/a: exit 1");
        Fact back = scene.Recording.Facts.Single(fact => fact.Kind == FactKind.NotifyBack);
        back.A.Should().Be(2);
        back.DurationUs.Should().Be(2 * NotifyScene.Second);
        scene.Sink.Failures.Should().Be(3);
    }

    [Fact]
    public void Flush_ProgramNotThere_IsToldOnceAndTheNextIsTried()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 2, "any /bin/a")));
        scene.Runner.Answer = OsError.NotFound;

        scene.Down(0, 1);
        scene.Drain();

        scene.Runner.Asked.Should().Be(2);
        scene.Sink.Runs.Should().Be(0);
        scene.Troubles.Should().Equal("NotifyFailed /bin/a: cannot be started: no such file");
    }

    [Theory]
    [InlineData(OsError.NoDescriptor)]
    [InlineData(OsError.NoMemory)]
    public void Flush_NothingLeftToStartWith_TriesAgainAndLosesNothing(OsError error)
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 2, "any /bin/a")));
        scene.Runner.Answer = error;
        scene.Down(0, 1);

        scene.Turn().Should().Be(scene.NowUs + NotifyScene.Second);
        scene.Turn();
        scene.Runner.Asked.Should().Be(1, "not before a second is over");
        for (int tries = 2; tries < 10; tries++)
        {
            scene.NowUs += NotifyScene.Second;
            scene.Turn();
            scene.Runner.Asked.Should().Be(tries);
        }

        scene.Sink.Failures.Should().Be(1, "it is one trouble, and nothing is lost by it");
        scene.Runner.Answer = OsError.None;
        scene.NowUs += NotifyScene.Second;
        scene.Drain();

        scene.Runner.All.Select(told => told["REAL"]).Should().Equal("10.0.0.0:80", "10.0.0.1:80");
        scene.Troubles.Should().HaveCount(2).And.HaveElementAt(1, "NotifyBack /bin/a");
    }

    [Fact]
    public void Stop_OneRunsOthersWait_StartsNoMoreAndTellsHowMany()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 3, "any /bin/a")));
        scene.Down(0, 1, 2);
        scene.Turn();

        scene.Sink.Stop(scene.NowUs);
        scene.Turn().Should().Be(scene.NowUs + NotifySink.EndUs);
        scene.NowUs += NotifySink.EndUs;
        scene.Turn();
        scene.Runner.Signals.Should().Equal("TERM 0");
        scene.Runner.End(0, 15, isSignal: true);
        scene.Turn().Should().Be(long.MaxValue);

        scene.Sink.IsIdle.Should().BeTrue();
        scene.Runner.All.Should().ContainSingle();
        scene.Troubles.Should().Contain("NotifyFailed 2 changes are not told: the daemon ends");
        scene.Troubles.Should().Contain(line => line.Contains("/bin/a: stopped, the daemon ends"));
        scene.Troubles.Should().NotContain(line => line.Contains("signal"));
    }

    [Fact]
    public void Flush_StormAfterTheFirst_AllocatesNothing()
    {
        NotifyScene scene = new(Draft.Plan(NotifyScene.Service(80, 50, "any /bin/a b", "down /bin/c")));
        scene.Runner.IsMute = true;
        DetailPool details = new();
        FactStream facts = new(details, scene.Sink);
        FactKind kind = FactKind.Up;
        long bytes = Allocation.Of(() =>
        {
            kind = kind == FactKind.Up ? FactKind.Down : FactKind.Up;
            for (int real = 0; real < 50; real++)
            {
                facts.Post(new Fact(kind)
                {
                    Service = 0,
                    Real = real,
                    Reason = CheckReason.ConnectRefused,
                });
                facts.Flush(scene.NowUs);
            }

            for (int turn = 0; turn < 300; turn++)
            {
                for (int place = 0; place < 8; place++)
                {
                    scene.Runner.End(place, turn % 3);
                }

                facts.Flush(scene.NowUs);
            }
        }, 5);

        bytes.Should().Be(0);
        scene.Sink.Runs.Should().BeGreaterThan(200);
    }
}
