using FluentAssertions;
using Xunit;

namespace LvsMon.Core.Tests.Config.Sections;

public sealed class MetricsListenTests
{
    [Theory]
    [InlineData("metrics-listen 127.0.0.1:9633", "127.0.0.1:9633")]
    [InlineData("metrics-listen [::1]:9633", "[::1]:9633")]
    [InlineData("metrics-listen 0.0.0.0:9633", "0.0.0.0:9633")]
    [InlineData("metrics-listen [::]:9633", "[::]:9633")]
    [InlineData("metrics-listen off", null)]
    [InlineData("on-exit keep", null)]
    public void MetricsListen_Address_IsTaken(string line, string? expected)
    {
        ReadResult result = ReadResult.Of(Text(line));

        result.Text.Should().BeEmpty();
        result.Configuration.Global.MetricsListen?.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("127.0.0.1", "has no port")]
    [InlineData("9633", "is not an IPv4 or IPv6 address")]
    [InlineData(":9633", "is not an IPv4 or IPv6 address")]
    [InlineData("0.0.0.0", "has no port")]
    [InlineData("127.0.0.1:0", "is not a port")]
    [InlineData("localhost:9633", "is a host name")]
    [InlineData("224.0.0.1:9633", "names no single host")]
    public void MetricsListen_WhatIsNoPlaceToListen_IsRefused(string word, string why)
    {
        ReadResult.Of(Text($"metrics-listen {word}")).Text.Should().Contain(why);
    }

    private static string Text(string line) =>
        $"global {{\n    {line}\n}}\nvirtual tcp 192.0.2.80:80 {{\n    real 10.0.0.11:80\n}}\n";
}
