using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>Asking a running daemon, whose table is in memory.</summary>
public sealed class StatusCommandTests
{
    [SystemFact]
    public void Status_ServerStops_ShowsItBeforeAndAfter()
    {
        using TempFolder folder = new();
        using CountingServer stays = new("127.0.1.61");
        CountingServer goes = new("127.0.1.62");
        folder.Write("lvsmon.conf", $$"""
            global {
                control {{folder["c"]}}
            }
            defaults {
                interval 100ms
            }
            virtual tcp 192.0.2.80:80 {
                name www
                service-set shop
                real {{stays.Endpoint}} weight 3
                real {{goes.Endpoint}} weight 5
            }
            virtual tcp 192.0.2.80:443 {
                real {{stays.Endpoint}}
            }
            """);
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr"]);
        Wait.Until(() => Ask(folder, "status").Output.Contains("2 of 2 up", StringComparison.Ordinal), "both are up");

        goes.Dispose();
        Wait.Until(() => Ask(folder, "status").Output.Contains("1 of 2 up", StringComparison.Ordinal), "one is down");

        DaemonExit table = Ask(folder, "status", "www");
        table.Output.Should().MatchRegex(@"(?m)^www  tcp 192\.0\.2\.80:80  wlc nat  set shop  1 of 2 up$");
        table.Output.Should().MatchRegex(@"(?m)^  127\.0\.1\.61:\d+ +up +\S+ +3 +3 +3 +- +- +\S+ +connected$");
        table.Output.Should().MatchRegex(
            @"(?m)^  127\.0\.1\.62:\d+ +down +\S+ +5 +- +- +- +- +\S+ +connect refused \(3 of 3\)$");
        table.Output.Should().MatchRegex(@"(?m)^table in step, read \S+ ago \(memory\); 2 checks, ");
        table.Output.Should().NotContain("443").And.NotContain("\x1b");
        DaemonExit json = Ask(folder, "status", "shop", "www", "--json");
        json.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("type").GetString())
            .Should().Equal("daemon", "service", "real", "real");
        Ask(folder, "version").Output.Should().MatchRegex(
            $@"^program  \S+\ndaemon   \S+, pid {daemon.Pid}, up for \S+\n$");
    }

    [SystemFact]
    public void Why_ServerStops_TellsWhatItSaidBeforeAndWhatTheTableWasTold()
    {
        using TempFolder folder = new();
        using CountingServer stays = new("127.0.1.64");
        CountingServer goes = new("127.0.1.65");
        folder.Write("lvsmon.conf", $$"""
            defaults {
                interval 100ms
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real {{stays.Endpoint}} weight 3
                real {{goes.Endpoint}} weight 5
            }
            """);
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
        Wait.Until(() => Ask(folder, "status").Output.Contains("2 of 2 up", StringComparison.Ordinal), "both are up");
        goes.Dispose();
        Wait.Until(() => Ask(folder, "status").Output.Contains("1 of 2 up", StringComparison.Ordinal), "one is down");

        DaemonExit why = Ask(folder, "why", "www", goes.Endpoint);

        string gone = goes.Endpoint.Replace(".", "\\.", StringComparison.Ordinal);
        why.Output.Should().MatchRegex(
            $"^www {gone}: down for \\S+; connect refused; 3 of 3 failed; check \\S+\n"
            + "table: not wanted; not there, read ");
        why.Output.Should().MatchRegex($"(?m)^check tcp at {gone}\n  down, [3-9]\\d* failed in a row ");
        why.Output.Should().MatchRegex(
            @"(?m)^  \S+ ago +\S+ ago +\d+  connect refused +\S+ .*\n  \S+ ago +\S+ ago +\d+  connected  ");
        why.Output.Should().MatchRegex(
            $"(?m)^  \\S+ ago  -d -t 192\\.0\\.2\\.80:80 -r {gone}  in the table after \\S+\n"
            + $"  \\S+ ago  -a -t 192\\.0\\.2\\.80:80 -r {gone} -m -w 5  in the table after ");
        Ask(folder, "why", "www", "127.0.1.66:9").Code.Should().Be(66);
        Ask(folder, "why", "nowhere", goes.Endpoint).Code.Should().Be(66);
        Ask(folder, "why", "www", goes.Endpoint, "--json").Output.Should().StartWith("{\"type\":\"daemon\",");
    }

    [SystemFact]
    public void Status_WrongNamesAndNobodyThere_HaveExitCodesOfTheirOwn()
    {
        using TempFolder folder = new();
        folder.Write("lvsmon.conf", """
            virtual tcp 192.0.2.80:80 {
                name www
                service-set shop
                real 127.0.1.63:9 unmonitored
            }
            """);
        Ask(folder, "status").Code.Should().Be(69);
        Ask(folder, "version").Code.Should().Be(69);
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
        Wait.Until(() => Ask(folder, "status").Code == 0, "it answers");

        DaemonExit name = Ask(folder, "status", "nowhere");
        DaemonExit service = Ask(folder, "status", "shop", "nowhere");
        DaemonExit set = Ask(folder, "status", "www", "www");
        DaemonExit usage = Ask(folder, "status", "a", "b", "c");

        (name.Code, name.Errors).Should().Be(
            (66, "lvsmon: no service set and no virtual service is called \"nowhere\"\n"));
        (service.Code, service.Errors).Should().Be(
            (66, "lvsmon: the service set \"shop\" has no virtual service \"nowhere\"\n"));
        (set.Code, set.Errors).Should().Be((66, "lvsmon: no service set is called \"www\"\n"));
        usage.Code.Should().Be(64);

        daemon.Signal(Signals.Terminate);
        daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
        File.Exists(folder["c"]).Should().BeFalse("its end removes the socket");
    }

    [SystemFact]
    public void Control_SecondDaemonAtTheSamePlace_GoesOnWithoutAndSaysSo()
    {
        using TempFolder folder = new();
        folder.Write("lvsmon.conf", """
            virtual tcp 192.0.2.80:80 {
                real 127.0.1.63:9 unmonitored
            }
            """);
        string[] words =
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]];
        using DaemonProcess first = DaemonProcess.Start(words);
        Wait.Until(() => Ask(folder, "status").Code == 0, "it answers");
        using DaemonProcess second = DaemonProcess.Start(words);

        Wait.Until(() => second.Errors.Contains("STARTED", StringComparison.Ordinal), "the second one runs");
        Wait.Until(() => second.Errors.Contains("NO CONTROL: ", StringComparison.Ordinal), "it says so");

        second.Errors.Should().Contain(
            $"NO CONTROL: {folder["c"]}: another lvsmon (pid {first.Pid}) has it; nobody can ask this daemon; seq ");
        Ask(folder, "version").Output.Should().Contain($"pid {first.Pid},");
        Signals.Send(first.Pid, Signals.Kill);
        first.WaitForExit(Wait.Patience);
        second.Signal(Signals.Hangup);
        Wait.Until(
            () => Ask(folder, "version").Output.Contains($"pid {second.Pid},", StringComparison.Ordinal),
            "a reload takes the place of the dead one");
    }

    private static DaemonExit Ask(TempFolder folder, string command, params string[] words) =>
        DaemonProcess.Run([command, .. words, "--control", folder["c"]]);
}
