using FluentAssertions;
using LvsMon.Composition;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Tests.Composition;

public sealed class EventFileTests
{
    [Theory]
    [InlineData("ipvsadm", false, null, null, "")]
    [InlineData("ipvsadm", false, null, "/a", "/a")]
    [InlineData("ipvsadm", true, null, "/a", "")]
    [InlineData("memory", false, null, "/a", "")]
    [InlineData("memory", false, "/b", "/a", "/b")]
    [InlineData("ipvsadm", true, "/b", null, "/b")]
    [InlineData("ipvsadm", false, "off", "/a", "")]
    [InlineData("ipvsadm", false, null, "", "")]
    public void PathFor_CommandLineConfigurationAndKind_TakesTheNearest(
        string table, bool shadow, string? given, string? written, string expected)
    {
        DaemonSettings settings = new()
        {
            File = "x",
            Table = table,
            Shadow = shadow,
            LogTarget = "stderr",
            Events = given,
        };

        EventFile.PathFor(settings, new GlobalSettings { Events = written }).Should().Be(expected);
    }
}
