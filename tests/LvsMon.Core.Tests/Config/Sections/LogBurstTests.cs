using FluentAssertions;
using Xunit;

namespace LvsMon.Core.Tests.Config.Sections;

public sealed class LogBurstTests
{
    [Theory]
    [InlineData("on-exit keep", 20)]
    [InlineData("log-burst 1", 1)]
    [InlineData("log-burst 1000", 1000)]
    [InlineData("log-burst off", 0)]
    public void LogBurst_Number_IsTaken(string line, int expected)
    {
        ReadResult result = ReadResult.Of(Text(line));

        result.Text.Should().BeEmpty();
        result.Configuration.Global.LogBurst.Should().Be(expected);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("few")]
    public void LogBurst_WhatIsNoSuchNumber_IsRefused(string word)
    {
        ReadResult.Of(Text($"log-burst {word}")).Text.Should().Contain("1 to 1000");
    }

    private static string Text(string line) =>
        $"global {{\n    {line}\n}}\nvirtual tcp 192.0.2.80:80 {{\n    real 10.0.0.11:80\n}}\n";
}
