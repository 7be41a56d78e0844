using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class ScheduleTests
{
    private const long EpochUs = (1L << 53) + 12_345;
    private const long IntervalUs = 1_000_000;
    private readonly Schedule _schedule = new(2000, EpochUs);

    [Theory]
    [InlineData(-5_000_000)]
    [InlineData(-1_000_001)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(249_999)]
    [InlineData(250_000)]
    [InlineData(250_001)]
    [InlineData(1_250_000)]
    [InlineData(9_250_001)]
    public void RegularFrom_AnyTime_IsTheFirstPlaceNotBefore(long fromUs)
    {
        long place = _schedule.RegularFrom(EpochUs + fromUs, 250_000, IntervalUs);

        place.Should().BeGreaterThanOrEqualTo(EpochUs + fromUs).And.BeLessThan(EpochUs + fromUs + IntervalUs);
        ((place - EpochUs - 250_000) % IntervalUs).Should().Be(0);
    }

    [Fact]
    public void After_ThousandIntervals_HasNotDrifted()
    {
        long dueUs = _schedule.RegularFrom(EpochUs, 123_456, IntervalUs);
        for (int i = 0; i < 1000; i++)
        {
            dueUs = Next(dueUs, dueUs + 300 + i, IntervalUs);
        }

        dueUs.Should().Be(EpochUs + 123_456 + (1000 * IntervalUs));
    }

    [Fact]
    public void After_FastAndDownChains_IsOnTheGridAgain()
    {
        Random random = new(3);
        for (int run = 0; run < 1000; run++)
        {
            long dueUs = EpochUs + 123_456 + IntervalUs;
            for (int i = random.Next(1, 20); i > 0; i--)
            {
                long wantedUs = random.Next(2) == 0 ? 70_000 : 1_700_000;
                long nextUs = Next(dueUs, dueUs + 500, wantedUs);
                (nextUs - dueUs).Should().Be(wantedUs);
                dueUs = nextUs;
            }

            long attemptUs = random.Next(50_000);
            long backUs = Next(dueUs, dueUs + attemptUs, IntervalUs);
            (backUs - dueUs).Should().BeInRange(1, IntervalUs + attemptUs, "it cannot start while it is in flight");
            ((backUs - EpochUs - 123_456) % IntervalUs).Should().Be(0);
        }
    }

    [Fact]
    public void After_AttemptLongerThanTheInterval_IsNotInThePast()
    {
        long dueUs = EpochUs + 123_456;

        Next(dueUs, dueUs + 3_400_000, IntervalUs).Should().Be(dueUs + (4 * IntervalUs));
        Next(dueUs, dueUs + 3_400_000, 100_000).Should().Be(dueUs + 3_500_000);
        Next(dueUs, dueUs + IntervalUs, IntervalUs).Should().Be(dueUs + (2 * IntervalUs));
    }

    [Fact]
    public void Take_SeveralDue_GivesTheOldestFirst()
    {
        _schedule.Set(0, EpochUs + 30);
        _schedule.Set(1, EpochUs + 10);
        _schedule.Set(2, EpochUs + 20);
        _schedule.NextUs.Should().Be(EpochUs + 10);

        List<int> taken = [];
        while (_schedule.TryTake(EpochUs + 30, out int monitor, out _))
        {
            taken.Add(monitor);
        }

        taken.Should().Equal(1, 2, 0);
        _schedule.NextUs.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Take_NotYetDue_GivesNothing()
    {
        _schedule.Set(0, EpochUs + 10);

        _schedule.TryTake(EpochUs + 9, out _, out _).Should().BeFalse();
        _schedule.TryTake(EpochUs + 10, out int monitor, out long dueUs).Should().BeTrue();
        (monitor, dueUs).Should().Be((0, EpochUs + 10));
    }

    [Fact]
    public void CatchUp_ManyLateStarts_ComesAtThePaceOfTheFirstRound()
    {
        long nowUs = EpochUs + 5_000_000;
        for (int monitor = 0; monitor < 2000; monitor++)
        {
            _schedule.Set(monitor, EpochUs + monitor);
        }

        List<long> starts = TakeAll(nowUs, turnUs: 1);

        starts.Should().HaveCount(2000);
        (starts[^1] - starts[0]).Should().BeInRange(195_000, 205_000, "2000 starts, 100 µs each");
        MostWithin(starts, 10_000).Should().BeLessThanOrEqualTo(112, "100 in 10 ms, and the slack of a slow turn");
    }

    [Fact]
    public void CatchUp_SlowTurns_KeepsThePace()
    {
        long nowUs = EpochUs + 5_000_000;
        for (int monitor = 0; monitor < 2000; monitor++)
        {
            _schedule.Set(monitor, EpochUs + monitor);
        }

        List<long> starts = TakeAll(nowUs, turnUs: 400);

        (starts[^1] - starts[0]).Should().BeInRange(195_000, 205_000, "a turn may take several that are due by now");
    }

    [Fact]
    public void CatchUp_BusyPlan_IsFasterThanThePlan()
    {
        // 50 000 starts a second are asked for: at 10 000 a second a single hiccup would never be made good.
        Schedule schedule = new(2000, EpochUs, catchUpUs: 10);
        for (int monitor = 0; monitor < 2000; monitor++)
        {
            schedule.Set(monitor, EpochUs + monitor);
        }

        long nowUs = EpochUs + 5_000_000;
        int taken = 0;
        for (; taken < 2000; nowUs += 100)
        {
            while (schedule.TryTake(nowUs, out _, out _))
            {
                taken++;
            }
        }

        (nowUs - EpochUs - 5_000_000).Should().BeLessThan(25_000);
    }

    private List<long> TakeAll(long nowUs, long turnUs)
    {
        List<long> starts = [];
        while (_schedule.Waiting > 0)
        {
            while (_schedule.TryTake(nowUs, out _, out _))
            {
                starts.Add(nowUs);
            }

            if (_schedule.Waiting > 0)
            {
                _schedule.NextUs.Should().BeGreaterThan(nowUs, "else the loop would spin");
                nowUs = Math.Max(_schedule.NextUs, nowUs + turnUs);
            }
        }

        return starts;
    }

    private static int MostWithin(List<long> starts, long windowUs) =>
        starts.Select((start, i) => starts.Skip(i).TakeWhile(other => other < start + windowUs).Count()).Max();

    private long Next(long lastUs, long nowUs, long wantedUs) =>
        _schedule.After(lastUs, nowUs, wantedUs, 123_456, IntervalUs, 70_000);
}
