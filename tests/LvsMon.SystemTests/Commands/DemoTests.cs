using System;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>The demo runs anywhere and by itself.</summary>
public sealed class DemoTests
{
    [SystemFact]
    public void Demo_Run_ShowsEdgesAndTheTableAndEndsInTime()
    {
        DaemonExit exit = DaemonProcess.Run("demo");

        exit.Code.Should().Be(0, exit.Output + exit.Errors);
        exit.Errors.Should().BeEmpty();
        exit.Life.Should().BeLessThan(TimeSpan.FromSeconds(20));
        Count(exit, "DOWN ").Should().Be(2, "one server is stopped and one hangs");
        Count(exit, "UP ").Should().BeGreaterThanOrEqualTo(2);
        exit.Output.Should().Contain("connect refused").And.Contain("receive timeout");
        exit.Output.Should().Contain("-> RemoteAddress:Port", "the table is shown as ipvsadm shows it");
    }

    private static int Count(DaemonExit exit, string start) =>
        exit.Output.Split('\n').Count(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal));
}
