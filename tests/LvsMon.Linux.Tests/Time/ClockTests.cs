using System;
using System.Diagnostics;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Time;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Time;

public sealed class ClockTests
{
    [Fact]
    public void Monotonic_Reading_NeverGoesBackAndAllocatesNothing()
    {
        MonotonicClock clock = new();
        long last = clock.NowUs;
        bool isOrdered = true;
        Allocation.Of(() =>
        {
            for (int reading = 0; reading < 10_000; reading++)
            {
                long now = clock.NowUs;
                isOrdered &= now >= last;
                last = now;
            }
        }).Should().Be(0);
        isOrdered.Should().BeTrue();
    }

    [Fact]
    public void Monotonic_Reading_CountsMicroseconds()
    {
        MonotonicClock clock = new();
        long start = Stopwatch.GetTimestamp();
        long first = clock.NowUs;
        while (clock.NowUs < first + 2_000)
        {
        }

        Stopwatch.GetElapsedTime(start).TotalMilliseconds.Should().BeInRange(1.9, 1_000);
    }

    [Fact]
    public void Local_Now_IsTheLocalTime()
    {
        LocalWallClock clock = new();
        DateTimeOffset before = DateTimeOffset.Now;
        WallTime time = clock.Ago(0);
        DateTimeOffset after = DateTimeOffset.Now;

        TimeSpan offset = TimeSpan.FromMinutes(time.OffsetMinutes);
        DateTimeOffset told = new(
            time.Year, time.Month, time.Day, time.Hour, time.Minute, time.Second, offset);
        told.Should().BeOnOrAfter(before.AddSeconds(-1)).And.BeOnOrBefore(after);
    }

    [Fact]
    public void Local_Ago_GoesBack()
    {
        LocalWallClock clock = new();
        WallTime hourAgo = clock.Ago(3_600_000_000);
        WallTime now = clock.Ago(0);

        int minutes = ((now.Hour - hourAgo.Hour + 24) % 24 * 60) + now.Minute - hourAgo.Minute;
        (minutes - now.OffsetMinutes + hourAgo.OffsetMinutes).Should().BeInRange(60, 61);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(951_782_400_000_000)]
    [InlineData(4_102_444_800_999_999)]
    public void Local_FromUnix_AgreesWithTheRuntime(long unixUs)
    {
        DateTimeOffset expected = DateTimeOffset.UnixEpoch.AddMicroseconds(unixUs).ToLocalTime();

        LocalWallClock.FromUnix(unixUs).Should().Be(new WallTime(
            expected.Year,
            expected.Month,
            expected.Day,
            expected.Hour,
            expected.Minute,
            expected.Second,
            (int)expected.Offset.TotalMinutes));
    }

    [Fact]
    public void Local_Reading_AllocatesNothing()
    {
        LocalWallClock clock = new();
        int year = 0;

        Allocation.Of(() => year = clock.Ago(1).Year).Should().Be(0);
        year.Should().BeGreaterThan(2000);
    }
}
