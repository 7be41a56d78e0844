using FluentAssertions;
using LvsMon.Core.Supervision;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Supervision;

/// <summary>When the watchdog is fed, and when it is not.</summary>
public sealed class WatchdogTests
{
    private const long Second = SupervisorScene.Second;
    private const long Period = 30 * Second;

    private readonly SupervisorScene _scene = new(Period);

    public WatchdogTests()
    {
        _scene.Fact(FactKind.Started).Told();
    }

    [Fact]
    public void Watchdog_NothingToDo_IsFedEveryHalfPeriodAndWakesTheLoopForIt()
    {
        for (int i = 0; i < 10; i++)
        {
            _scene.NextUs.Should().Be(_scene.NowUs + (Period / 2));
            _scene.Turn(_scene.NextUs - _scene.NowUs);
            _scene.Told().Should().Equal("WATCHDOG=1");
        }
    }

    [Fact]
    public void Watchdog_TurnsThatDoWhatIsDue_IsFedEveryHalfPeriodOnly()
    {
        for (int i = 0; i < 600; i++)
        {
            _scene.DueUs = _scene.NowUs + (Second / 10);
            _scene.Turn(Second / 10);
        }

        _scene.Told("WATCHDOG").Should().HaveCount(4);
    }

    [Fact]
    public void Watchdog_TurnsWithoutDoingWhatIsDue_IsNotFed()
    {
        _scene.DueUs = _scene.NowUs + Second;
        for (int i = 0; i < 6000; i++)
        {
            _scene.Turn(Second / 100);
        }

        _scene.Told("WATCHDOG").Should().BeEmpty();
        _scene.DueUs = _scene.NowUs + Second;
        _scene.Turn().Told().Should().Equal("WATCHDOG=1");
    }

    [Fact]
    public void Watchdog_OneOldWorkIsLeftWhileOthersAreDone_IsNotFed()
    {
        long stuckUs = _scene.NowUs + Second;
        _scene.DueUs = stuckUs;
        for (int i = 0; i < 100; i++)
        {
            _scene.Fact(FactKind.Up).Turn(Second);
        }

        _scene.Told("WATCHDOG").Should().BeEmpty();
    }

    [Fact]
    public void Watchdog_LoopLateButWorking_IsFed()
    {
        // Always a minute behind, as on a machine that is too slow for the plan.
        for (int i = 0; i < 600; i++)
        {
            _scene.DueUs = _scene.NowUs - (60 * Second);
            _scene.Turn(Second / 10);
        }

        _scene.Told("WATCHDOG").Should().HaveCountGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void Watchdog_LateThenStuck_IsFedNoMore()
    {
        Watchdog_LoopLateButWorking_IsFed();
        for (int i = 0; i < 6000; i++)
        {
            _scene.Turn(Second / 100);
        }

        _scene.Told("WATCHDOG").Should().HaveCountLessThanOrEqualTo(1);
    }

    [Fact]
    public void Watchdog_NoTurn_IsNotFed()
    {
        _scene.NowUs += 10 * Period;

        _scene.Told().Should().BeEmpty();
    }

    [Fact]
    public void Watchdog_NobodyWaits_IsNeverFed()
    {
        SupervisorScene scene = new(watchdogUs: 0);
        scene.Fact(FactKind.Started).Turn(Period).Turn(Period);

        scene.Told("WATCHDOG").Should().BeEmpty();
    }

    [Theory]
    [InlineData("30000000", null, 30_000_000)]
    [InlineData("30000000", "4711", 30_000_000)]
    [InlineData("30000000", "4712", 0)]
    [InlineData("30000000", "", 0)]
    [InlineData("30000000", "x", 0)]
    [InlineData("0", null, 0)]
    [InlineData("", null, 0)]
    [InlineData("-1", null, 0)]
    [InlineData("30s", null, 0)]
    [InlineData(null, "4711", 0)]
    [InlineData("9223372036854775807", null, long.MaxValue / 4)]
    public void Period_OfTheVariables_IsForOurProcessOnly(string? usec, string? pid, long expected) =>
        WatchdogPeriod.Read(usec, pid, 4711).Should().Be(expected);
}
