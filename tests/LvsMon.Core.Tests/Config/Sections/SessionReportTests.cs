using FluentAssertions;
using Xunit;

namespace LvsMon.Core.Tests.Config.Sections;

public sealed class SessionReportTests
{
    [Theory]
    [InlineData("on-exit keep", 15_000_000)]
    [InlineData("session-report 1s", 1_000_000)]
    [InlineData("session-report 1h", 3_600_000_000)]
    [InlineData("session-report off", 0)]
    public void SessionReport_Time_IsTaken(string line, long expectedUs)
    {
        ReadResult result = ReadResult.Of(Text(line));

        result.Text.Should().BeEmpty();
        result.Configuration.Global.SessionReportUs.Should().Be(expectedUs);
    }

    [Theory]
    [InlineData("999ms")]
    [InlineData("2h")]
    [InlineData("0")]
    [InlineData("never")]
    public void SessionReport_WhatIsNoSuchTime_IsRefused(string word)
    {
        ReadResult.Of(Text($"session-report {word}")).Text.Should().Contain("1s to 1h");
    }

    private static string Text(string line) =>
        $"global {{\n    {line}\n}}\nvirtual tcp 192.0.2.80:80 {{\n    real 10.0.0.11:80\n}}\n";
}
