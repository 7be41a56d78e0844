using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Supervision;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Supervision;

public sealed class SupervisorSinkTests
{
    private const long Second = SupervisorScene.Second;
    private const string Whole = "3 of 4 real servers up in 2 virtual services; table in step";

    [Fact]
    public void Ready_FirstRound_IsToldWhenItIsOverAndNotBefore()
    {
        SupervisorScene scene = new();
        for (int i = 0; i < 50; i++)
        {
            scene.Turn(Second);
        }

        scene.Told().Should().Contain($"STATUS={Whole}; first round of checks not over")
            .And.NotContain(n => n.Contains("READY"));

        scene.Fact(FactKind.Started);

        scene.Told().Should().Equal($"READY=1 STATUS={Whole}");
    }

    [Fact]
    public void Ready_FirstVerdicts_WaitsUntilTheyAreInTheTable()
    {
        SupervisorScene scene = new() { IsTableAtRest = false };
        scene.Fact(FactKind.Started).Turn(Second / 10);
        scene.Told("READY").Should().BeEmpty();
        scene.IsTableAtRest = true;

        scene.Turn();

        scene.Told("READY").Should().ContainSingle();
    }

    [Fact]
    public void Ready_TableCannotBeWritten_IsToldAfterFiveSeconds()
    {
        SupervisorScene scene = new() { IsTableAtRest = false };
        scene.Fact(FactKind.Started).Turn(SupervisorSink.LongestTableUs - 1);
        scene.Told("READY").Should().BeEmpty();
        scene.NextUs.Should().Be(scene.NowUs + 1);

        scene.Turn(1);

        scene.Told("READY").Should().ContainSingle();
    }

    [Fact]
    public void Ready_FirstRoundWithoutEnd_IsToldAfterAMinute()
    {
        SupervisorScene scene = new();
        scene.Turn(SupervisorSink.LongestStartUs - 1);
        scene.Told("READY").Should().BeEmpty();
        scene.NextUs.Should().Be(scene.NowUs + 1);

        scene.Turn(1);

        scene.Told().Should().Equal($"READY=1 STATUS={Whole}; first round of checks not over");
        scene.Fact(FactKind.Started).Turn(Second);
        scene.Told().Should().Equal($"STATUS={Whole}");
    }

    [Fact]
    public void Start_ThatTakesLong_AsksForMoreTimeWhileItGetsOn()
    {
        SupervisorScene scene = new();
        for (int i = 0; i < 20; i++)
        {
            scene.Turn(Second);
        }

        string[] asked = scene.Told("EXTEND");
        asked.Should().HaveCount(4).And.AllBe($"EXTEND_TIMEOUT_USEC={SupervisorSink.StartUs}");

        scene.DueUs = scene.NowUs;
        for (int i = 0; i < 20; i++)
        {
            scene.Turn(Second);
        }

        scene.Told("EXTEND").Should().BeEmpty("what is due is not done");
        scene.Fact(FactKind.Started).Turn(20 * Second).Told("EXTEND").Should().BeEmpty("the start is over");
    }

    [Fact]
    public void Status_Changes_AreToldOnceASecondAtTheMost()
    {
        SupervisorScene scene = new();
        scene.Fact(FactKind.Started).Told();
        for (int i = 0; i < 100; i++)
        {
            scene.State = scene.State with { RealsUp = i % 4 };
            scene.Fact(FactKind.Down).Turn(Second / 10);
        }

        scene.Told("STATUS").Length.Should().BeInRange(8, 10);
        scene.Looks.Should().BeLessThan(13);
        scene.State = scene.State with { RealsUp = 4 };
        scene.Fact(FactKind.Up);
        scene.NextUs.Should().BeLessThanOrEqualTo(scene.NowUs + Second, "the last state is told soon");
        scene.Turn(scene.NextUs - scene.NowUs);
        scene.Told().Should().Equal("STATUS=4 of 4 real servers up in 2 virtual services; table in step");
    }

    [Fact]
    public void Status_Unchanged_IsNotToldAgainAndWakesNobody()
    {
        SupervisorScene scene = new();
        scene.Fact(FactKind.Started).Told();

        scene.Turn(5 * Second).Fact(FactKind.Confirmed).Turn(5 * Second);

        scene.Told().Should().BeEmpty();
        scene.NextUs.Should().Be(long.MaxValue);
    }

    [Theory]
    [InlineData(FactKind.Reload, Whole)]
    [InlineData(FactKind.ReloadRefused, "reload refused, the configuration before stays; " + Whole)]
    public void Reload_TakenOrRefused_IsAPairOfNotices(FactKind kind, string status)
    {
        SupervisorScene scene = new();
        scene.Fact(FactKind.Started).Told();
        scene.NowUs += 7;

        scene.BeginReload();
        scene.Told().Should().Equal(
            $"RELOADING=1 MONOTONIC_USEC={SupervisorScene.StartUs + 7} STATUS=reading the configuration");
        scene.NowUs += 5;
        scene.Fact(kind);

        scene.Told().Should().Equal($"READY=1 STATUS={status}");
        scene.BeginReload().Fact(FactKind.Reload).Told().Last().Should().Be($"READY=1 STATUS={Whole}");
    }

    [Fact]
    public void Reload_BeforeReady_DoesNotEndTheStart()
    {
        SupervisorScene scene = new();
        scene.Turn();

        scene.BeginReload().Fact(FactKind.Reload).Turn(2 * Second);

        scene.Told().Should().NotContain(n => n.Contains("READY") || n.Contains("RELOADING"));
    }

    [Fact]
    public void Reload_ManagerTakesNothing_IsToldInOrderWithItsOwnTime()
    {
        SupervisorScene scene = new();
        scene.Fact(FactKind.Started).Told();
        long begunUs = scene.NowUs;
        scene.Answer = OsError.WouldBlock;
        scene.BeginReload().Fact(FactKind.Reload).Turn(Second);
        scene.NextUs.Should().BeInRange(scene.NowUs + 1, scene.NowUs + Second);

        scene.Answer = OsError.None;
        scene.Turn(Second);

        scene.Told().Should().Equal(
            $"RELOADING=1 MONOTONIC_USEC={begunUs} STATUS=reading the configuration", $"READY=1 STATUS={Whole}");
    }

    [Fact]
    public void Reload_AskedForTwice_IsToldWithTheSecondTime()
    {
        SupervisorScene scene = new();
        scene.Fact(FactKind.Started).Told();
        scene.Answer = OsError.WouldBlock;
        scene.BeginReload().Fact(FactKind.Reload);
        scene.NowUs += Second;
        scene.Answer = OsError.None;

        scene.BeginReload().Fact(FactKind.Reload);

        scene.Told().Should().Equal(
            $"RELOADING=1 MONOTONIC_USEC={scene.NowUs} STATUS=reading the configuration", $"READY=1 STATUS={Whole}");
    }

    [Fact]
    public void End_Regular_IsToldOnceWithItsTime()
    {
        SupervisorScene scene = new();
        scene.Fact(FactKind.Started).Told();

        scene.BeginEnd();
        scene.Fact(FactKind.Stopped).Turn(5 * Second);

        scene.Told().Should().Equal($"STOPPING=1 STATUS=ending EXTEND_TIMEOUT_USEC={SupervisorSink.EndUs}");
    }

    [Fact]
    public void End_DuringAReload_SpeaksOfTheEndOnly()
    {
        SupervisorScene scene = new();
        scene.Fact(FactKind.Started).Told();
        scene.Answer = OsError.Refused;
        scene.BeginReload().BeginEnd().Turn();
        scene.Answer = OsError.None;

        scene.Turn(Second).Turn(Second);

        scene.Told().Should().ContainSingle().Which.Should().StartWith("STOPPING=1");
    }

    [Theory]
    [InlineData(OsError.WouldBlock)]
    [InlineData(OsError.NotFound)]
    public void Notices_NobodyTakesThem_AreOfferedTenTimesASecondAtTheMost(OsError answer)
    {
        SupervisorScene scene = new(watchdogUs: Second) { Answer = answer };
        scene.Fact(FactKind.Started);
        for (int i = 0; i < 100; i++)
        {
            scene.NextUs.Should().BeGreaterThanOrEqualTo(scene.NowUs + (Second / 10));
            scene.Turn(scene.NextUs - scene.NowUs);
        }

        scene.Answer = OsError.None;
        scene.Turn(Second);
        scene.Told().Should().StartWith([$"READY=1 STATUS={Whole}"]).And.Contain("WATCHDOG=1");
    }

    [Fact]
    public void Notices_AllOfThem_AllocateNothing()
    {
        SupervisorScene scene = new(watchdogUs: Second) { Keeps = false };
        scene.Fact(FactKind.Started);
        Run(scene);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Run(scene);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        scene.Taken.Should().BeGreaterThan(1000);
    }

    private static void Run(SupervisorScene scene)
    {
        for (int i = 0; i < 500; i++)
        {
            scene.State = scene.State with { RealsUp = i % 5, IsIsolated = i % 2 == 0 };
            scene.Fact(FactKind.Down).Turn(Second);
            scene.BeginReload().Fact(i % 3 == 0 ? FactKind.Reload : FactKind.ReloadRefused);
        }
    }
}
