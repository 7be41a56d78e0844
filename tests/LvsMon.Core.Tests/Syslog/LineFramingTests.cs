using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Syslog;
using LvsMon.Core.Values;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

public sealed class LineFramingTests
{
    [Fact]
    public void Rfc3164_Line_HasPriorityTimeAndTag()
    {
        Header(new Rfc3164Framing(FixedWallClock.Default, LogFacility.Daemon, 815), LogSeverity.Warning, 0)
            .Should().Be("<28>Oct  7 22:14:15 lvsmon[815]: ");
    }

    [Fact]
    public void Rfc3164_OtherTag_StandsInThePlaceOfTheName()
    {
        Rfc3164Framing framing = new(FixedWallClock.Default, LogFacility.Daemon, 815, "lvsmon-shadow");

        Header(framing, LogSeverity.Warning, 0).Should().Be("<28>Oct  7 22:14:15 lvsmon-shadow[815]: ");
    }

    [Fact]
    public void IsoTime_Tag_FollowsTheTime()
    {
        Header(new IsoTimeFraming(FixedWallClock.Default, "lvsmon-shadow"), LogSeverity.Warning, 0)
            .Should().EndWith(" lvsmon-shadow: ").And.StartWith("2026-10-07T22:14:15");
    }

    [Theory]
    [InlineData("local0", LogSeverity.Alert, 129)]
    [InlineData("local7", LogSeverity.Info, 190)]
    [InlineData("daemon", LogSeverity.Critical, 26)]
    public void Rfc3164_FacilityAndSeverity_MakeThePriority(string facility, LogSeverity severity, int priority)
    {
        LogFacility.TryParse(facility, out int number).Should().BeTrue();

        Header(new Rfc3164Framing(FixedWallClock.Default, number, 1), severity, 0).Should()
            .StartWith($"<{priority}>Oct");
    }

    [Fact]
    public void Rfc3164_DelayedLine_CarriesTheTimeOfTheEvent()
    {
        Header(new Rfc3164Framing(FixedWallClock.Default, LogFacility.Daemon, 815), LogSeverity.Notice, 75_000_000)
            .Should().Be("<29>Oct  7 22:13:00 lvsmon[815]: ");
    }

    [Theory]
    [InlineData(1, "Jan")]
    [InlineData(5, "May")]
    [InlineData(12, "Dec")]
    public void Rfc3164_Month_IsItsEnglishName(int month, string name)
    {
        FixedWallClock clock = new(new DateTimeOffset(2026, month, 31, 1, 2, 3, TimeSpan.Zero));

        Header(new Rfc3164Framing(clock, LogFacility.Daemon, 815), LogSeverity.Notice, 0)
            .Should().Be($"<29>{name} 31 01:02:03 lvsmon[815]: ");
    }

    [Theory]
    [InlineData(120, "2026-10-07T22:14:15+02:00 ")]
    [InlineData(0, "2026-10-07T22:14:15+00:00 ")]
    [InlineData(-210, "2026-10-07T22:14:15-03:30 ")]
    public void IsoTime_Offset_IsWrittenOut(int offsetMinutes, string expected)
    {
        FixedWallClock clock = new(new DateTimeOffset(2026, 10, 7, 22, 14, 15, TimeSpan.FromMinutes(offsetMinutes)));

        Header(new IsoTimeFraming(clock), LogSeverity.Warning, 0).Should().Be(expected);
    }

    [Fact]
    public void Headers_LongestProcessId_FitTheirRoom()
    {
        Header(new Rfc3164Framing(FixedWallClock.Default, 23, int.MaxValue), LogSeverity.Debug, 0)
            .Length.Should().BeLessThanOrEqualTo(LineFraming.MaxBytes);
        Header(new IsoTimeFraming(FixedWallClock.Default), LogSeverity.Debug, 0)
            .Length.Should().BeLessThanOrEqualTo(LineFraming.MaxBytes);
    }

    [Fact]
    public void LogFacility_UnknownName_IsRefused()
    {
        LogFacility.TryParse("local8", out _).Should().BeFalse();
        LogFacility.TryParse("Daemon", out _).Should().BeFalse();
        LogFacility.Names.Should().HaveCount(9);
        foreach (string name in LogFacility.Names)
        {
            LogFacility.TryParse(name, out _).Should().BeTrue(name);
        }
    }

    private static string Header(ILineFraming framing, LogSeverity severity, long agoUs)
    {
        byte[] buffer = new byte[200];
        ByteWriter line = new(buffer);
        framing.Begin(ref line, severity, agoUs);
        return Encoding.ASCII.GetString(line.Written);
    }
}
