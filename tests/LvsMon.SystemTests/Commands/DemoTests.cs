using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>The demo runs anywhere and by itself.</summary>
public sealed partial class DemoTests
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

    [SystemFact]
    public void Demo_AskedToStay_AnswersASecondTerminalAndReloadsUntilASignal()
    {
        using DaemonProcess demo = DaemonProcess.Start(["demo", "--stay"]);
        Wait.Until(() => Command().IsMatch(demo.Output), "the command of the second terminal is shown");
        Match command = Command().Match(demo.Output);
        string socket = command.Groups["socket"].Value;
        string folder = Path.GetDirectoryName(socket)!;
        command.Groups["program"].Value.Should().Be(Path.GetFullPath(Repository.Daemon));
        Wait.Until(() => Contains(Ask(socket, "status").Output, "3 of 3 up"), "all have been checked");

        // Without the first one the others have other places in the plan, which the first terminal must learn, too.
        string[] endpoints = [.. Endpoint().Matches(demo.Output).Select(match => match.Value)];
        string file = Path.Combine(folder, "lvsmon.conf");
        string text = File.ReadAllText(file).Replace($"real  {endpoints[0]} weight 3\n", "", StringComparison.Ordinal);
        File.WriteAllText(file, text);
        Ask(socket, "reload").Output.Should().EndWith("taken: +0 -1 ~0 real servers\n");
        Wait.Until(() => Contains(demo.Output, "The show is over"), "the show is over");
        string order = $"www {endpoints[1]}: disabled";
        Ask(socket, "disable", "www", endpoints[1]).Output.Should().Be($"{order}; up, not in the table\n");
        Wait.Until(() => Contains(demo.Output, $"ORDER {order}"), "the first terminal shows it");

        demo.Signal(Signals.Interrupt);
        DaemonExit exit = demo.WaitForExit(Wait.Patience);
        exit.Code.Should().Be(0, exit.Output + exit.Errors);
        exit.Output.Should().Contain("Shown: ");
        Directory.Exists(folder).Should().BeFalse("nothing is left");
    }

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.Ordinal);

    private static DaemonExit Ask(string socket, string command, params string[] words) =>
        DaemonProcess.Run([command, .. words, "--control", socket]);

    [GeneratedRegex(@"^  (?<program>\S+) status --control (?<socket>/\S+)$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"127\.0\.1\.\d:\d+")]
    private static partial Regex Endpoint();

    private static int Count(DaemonExit exit, string start) =>
        exit.Output.Split('\n').Count(line => line.TrimStart().StartsWith(start, StringComparison.Ordinal));
}
