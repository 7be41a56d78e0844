using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>What the commands write to a terminal, to a pipe, and to one that nobody reads any more.</summary>
public sealed class TerminalTests
{
    private const string Clear = "\x1b[H\x1b[J";
    private const string Red = "\x1b[31m";

    [SystemFact("script")]
    public void Status_OnATerminal_HasColourUnlessItIsNotWanted()
    {
        using TempFolder folder = new();
        using DaemonProcess daemon = Start(folder);

        string coloured = Shown(folder, "status", "xterm", noColour: null);
        coloured.Should().Contain($"{Red}down ");
        Shown(folder, "status", "xterm", noColour: "").Should().Contain($"{Red}down ");
        Shown(folder, "status", "xterm", noColour: "1").Should().Contain("  down ").And.NotContain("\x1b");
        Shown(folder, "status", "dumb", noColour: null).Should().Contain("  down ").And.NotContain("\x1b");
        Shown(folder, "status", term: null, noColour: null).Should().Contain("  down ").And.NotContain("\x1b");
        Shown(folder, "sessions", "xterm", noColour: null).Should().Contain("www").And.NotContain("\x1b");

        // The same table, and the terminal itself is left as it was.
        Regex.Replace(coloured, "\x1b\\[(0|31)m", "").Should().Contain("www  tcp 192.0.2.80:80  wlc nat  0 of 1 up\r\n")
            .And.NotContain("\x1b");
        DaemonExit piped = DaemonProcess.Run("status", "--control", folder["c"]);
        piped.Output.Should().Contain("  down ").And.NotContain("\x1b");
    }

    [SystemFact("script")]
    public void Watch_OnATerminal_ClearsItEachTimeUntilStopped()
    {
        string shown = Watched("xterm");

        shown.Should().StartWith($"{Clear}www  tcp ");
        shown.Split(Clear).Skip(1).Should().HaveCountGreaterThanOrEqualTo(2)
            .And.OnlyContain(screen => screen.StartsWith("www  tcp ") && !screen.Contains('\x1b'));
    }

    [SystemFact("script")]
    public void Watch_OnATerminalThatObeysNothing_OnlyWritesAgain()
    {
        Watched("dumb").Should().StartWith("www  tcp ").And.NotContain("\x1b");
    }

    [SystemFact("script")]
    public void Watch_DaemonEnds_EndsAndSaysSo()
    {
        using TempFolder folder = new();
        using DaemonProcess daemon = Start(folder);
        using PseudoTerminal terminal = new(
            Variables("xterm", noColour: null), "sessions", "-w", "--control", folder["c"]);
        Wait.Until(() => terminal.Count("www") >= 1, "it is shown");

        daemon.Signal(Signals.Terminate);

        terminal.WaitForExit().Should().Be(69);
        terminal.Shown.Should().EndWith("is it running? --control names another place\r\n");
    }

    [SystemFact]
    public void Watch_InAPipe_HasNoEscapesAndEndsWithItsReader()
    {
        using TempFolder folder = new();
        using DaemonProcess daemon = Start(folder);

        string said = Tool.Run("/bin/bash", "-c", Piped(folder, "status --watch", "grep -m 2 REAL"));

        said.Should().MatchRegex("^  REAL .*\n  REAL .*\nended 0\n$").And.NotContain("\x1b");
    }

    [SystemFact]
    public void Why_Watched_IsShownAgain()
    {
        using TempFolder folder = new();
        using DaemonProcess daemon = Start(folder);

        string said = Tool.Run(
            "/bin/bash", "-c", Piped(folder, "why www 127.0.1.67:1 --watch", "grep -m 2 '^www 127.0.1.67:1: '"));

        said.Should().MatchRegex("^www .*\nwww .*\nended 0\n$").And.NotContain("\x1b");
    }

    [SystemFact]
    public void Status_OutputThatTakesNothing_IsSaidAndNoDefect()
    {
        using TempFolder folder = new();
        using DaemonProcess daemon = Start(folder);

        string status = $"timeout 60 {Repository.Daemon} status --control {folder["c"]} 2>&1";

        string said = Tool.Run(
            "/bin/bash", "-c", $"{status} >/dev/full; echo ended $?; {status} --watch >/dev/full; echo ended $?");

        said.Should().Be(string.Concat(
            Enumerable.Repeat("lvsmon: standard output: No space left on device\nended 74\n", 2)));
    }

    [SystemFact]
    public void Events_FollowedByNobodyAnyMore_EndAtTheNext()
    {
        using TempFolder folder = new();
        using DaemonProcess daemon = Start(folder);
        string order = $"{Repository.Daemon} disable www 127.0.1.67:1 --force --control {folder["c"]}";

        string said = Tool.Run(
            "/bin/bash", "-c", Piped(folder, "events --follow --json", $"{{ head -n 1; exec </dev/null; {order}; }}"));

        said.Should().StartWith("{\"type\":\"stream\"").And.EndWith("ended 0\n");
    }

    /// <summary>What is shown until it is stopped, without colour: the table at least twice.</summary>
    private static string Watched(string term)
    {
        using TempFolder folder = new();
        using DaemonProcess daemon = Start(folder);
        using PseudoTerminal terminal = new(
            Variables(term, noColour: "1"), "status", "--watch", "--control", folder["c"]);
        Wait.Until(() => terminal.Count("table in step") >= 2, "it is shown a second time");
        terminal.Interrupt();
        terminal.WaitForExit().Should().Be(130, "a shell tells SIGINT so");
        return terminal.Shown;
    }

    /// <summary>A line for bash: a command with a reader, and what it ended with.</summary>
    private static string Piped(TempFolder folder, string command, string reader) =>
        $"timeout 60 {Repository.Daemon} {command} --control {folder["c"]} | {reader}; "
        + "echo ended ${PIPESTATUS[0]}";

    private static string Shown(TempFolder folder, string command, string? term, string? noColour)
    {
        using PseudoTerminal terminal = new(Variables(term, noColour), command, "--control", folder["c"]);
        terminal.WaitForExit().Should().Be(0);
        return terminal.Shown;
    }

    private static Dictionary<string, string?> Variables(string? term, string? noColour) =>
        new() { ["TERM"] = term, ["NO_COLOR"] = noColour };

    private static DaemonProcess Start(TempFolder folder)
    {
        folder.Write("lvsmon.conf", """
            defaults {
                interval 100ms
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real 127.0.1.67:1
            }
            """);
        DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
        Wait.Until(() => daemon.Errors.Contains("STARTED", StringComparison.Ordinal), "the first round is done");
        return daemon;
    }
}
