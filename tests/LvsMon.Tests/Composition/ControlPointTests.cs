using FluentAssertions;
using LvsMon.Composition;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Tests.Composition;

public sealed class ControlPointTests
{
    [Theory]
    [InlineData("ipvsadm", false, null, null, "/run/lvsmon/control.sock")]
    [InlineData("ipvsadm", true, null, null, "")]
    [InlineData("memory", false, null, null, "")]
    [InlineData("memory", false, null, "/a", "/a")]
    [InlineData("ipvsadm", false, null, "", "")]
    [InlineData("ipvsadm", false, "/b", "/a", "/b")]
    [InlineData("ipvsadm", true, "/b", null, "/b")]
    [InlineData("ipvsadm", false, "off", "/a", "")]
    public void PathFor_CommandLineConfigurationAndKind_TakesTheNearest(
        string table, bool shadow, string? given, string? written, string expected)
    {
        DaemonSettings settings = new()
        {
            File = "x",
            Table = table,
            Shadow = shadow,
            LogTarget = "stderr",
            StateDirectory = "/run/lvsmon",
            Control = given,
        };

        ControlPoint.PathFor(settings, new GlobalSettings { Control = written }).Should().Be(expected);
    }
}
