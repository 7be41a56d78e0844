using FluentAssertions;
using Xunit;

namespace LvsMon.Core.Tests.Config.Sections;

public sealed class ControlTests
{
    [Theory]
    [InlineData("control /run/x/c.sock", "/run/x/c.sock")]
    [InlineData("control \"/run/x y\"", "/run/x y")]
    [InlineData("control off", "")]
    [InlineData("on-exit keep", null)]
    public void Control_Path_IsTaken(string line, string? expected)
    {
        ReadResult result = ReadResult.Of(Text(line));

        result.Text.Should().BeEmpty();
        result.Configuration.Global.Control.Should().Be(expected);
    }

    [Theory]
    [InlineData("c.sock")]
    [InlineData("/run/lvsmon/")]
    [InlineData("\"\"")]
    [InlineData("\"/run/a\\x00b\"")]
    [InlineData("\"/run/a\\xffb\"")]
    [InlineData("/run/Zürich")]
    [InlineData(
        "/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void Control_WhatIsNoPathOfASocket_IsRefused(string word)
    {
        ReadResult.Of(Text($"control {word}")).Text.Should().Contain("cannot be the control socket");
    }

    [Fact]
    public void ControlGroup_Name_IsTaken()
    {
        ReadResult.Of(Text("control-group operators")).Configuration.Global.ControlGroup.Should().Be("operators");
    }

    [Theory]
    [InlineData("control-readers off", null)]
    [InlineData("control-readers all", "all")]
    [InlineData("control-readers adm", "adm")]
    [InlineData("control-readers 4", "4")]
    [InlineData("on-exit keep", null)]
    public void ControlReaders_Word_IsTaken(string line, string? expected)
    {
        ReadResult result = ReadResult.Of(Text(line));

        result.Text.Should().BeEmpty();
        result.Configuration.Global.ControlReaders.Should().Be(expected);
    }

    private static string Text(string line) =>
        $"global {{\n    {line}\n}}\nvirtual tcp 192.0.2.80:80 {{\n    real 10.0.0.11:80\n}}\n";
}
