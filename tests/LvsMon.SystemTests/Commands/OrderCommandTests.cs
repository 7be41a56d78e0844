using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary>An operator's orders to a running daemon, whose table is in memory.</summary>
public sealed class OrderCommandTests
{
    [SystemFact]
    public void Orders_OfAnOperator_ChangeTheTableAndOutliveARestart()
    {
        using TempFolder folder = new();
        using CountingServer one = new("127.0.1.71");
        using CountingServer other = new("127.0.1.72");
        Configure(folder, one.Endpoint, other.Endpoint);
        using (DaemonProcess daemon = Start(folder))
        {
            Wait.Until(() => Ask(folder, "status").Output.Contains("2 of 2 up", StringComparison.Ordinal), "both up");

            Ask(folder, "weight", "www", one.Endpoint, "7").Output
                .Should().Be($"www {one.Endpoint}: weight ordered; up, in the table with weight 7\n");
            Ask(folder, "disable", "www", other.Endpoint).Output
                .Should().Be($"www {other.Endpoint}: disabled; up, not in the table\n");
            DaemonExit last = Ask(folder, "drain", "www", one.Endpoint);
            (last.Code, last.Output).Should().Be((1, ""));
            last.Errors.Should().Be(
                "lvsmon: nothing was changed: no other real server of www would carry its traffic\n"
                + "lvsmon: --force does it all the same\n");

            Ask(folder, "status", "www").Output.Should().Contain("  1 of 1 up  1 out by order\n").And
                .MatchRegex(@"(?m)^  127\.0\.1\.71:\d+ +up +\S+ +1 +7 +7 +- +- +\S+ +WEIGHT 7 by order; connected$").And
                .MatchRegex(@"(?m)^  127\.0\.1\.72:\d+ +up +\S+ +1 +- +- +- +- +\S+ +DISABLED; connected$");
            daemon.Errors.Should().MatchRegex($@"ORDER www {other.Endpoint}: disabled, by uid \d+; seq ");
            daemon.Signal(Signals.Kill);
            daemon.WaitForExit(Wait.Patience);
        }

        using DaemonProcess next = Start(folder);
        Wait.Until(() => Ask(folder, "status").Output.Contains("1 of 1 up", StringComparison.Ordinal), "it is up");

        next.Errors.Should().Contain($"ORDER www {other.Endpoint}: disabled, as before the start; seq ");
        Ask(folder, "status", "www").Output.Should().Contain("DISABLED; connected").And.Contain("WEIGHT 7 by order");
        Ask(folder, "enable", "www", other.Endpoint).Output
            .Should().Be($"www {other.Endpoint}: enabled; up, in the table with weight 1\n");
        Ask(folder, "drain", "www", one.Endpoint, "--until", "300ms").Output
            .Should().Be($"www {one.Endpoint}: draining; up, in the table with weight 0\n");
        Wait.Until(
            () => Ask(folder, "status", "www").Output.Contains("DRAINED; WEIGHT 7", StringComparison.Ordinal),
            "its time is over");
        Wait.Until(() => next.Errors.Contains("DRAINED www", StringComparison.Ordinal), "that is told");
    }

    [SystemFact]
    public void Orders_AboutWhatIsNotThere_HaveExitCodesOfTheirOwn()
    {
        using TempFolder folder = new();
        using CountingServer one = new("127.0.1.73");
        Configure(folder, one.Endpoint, "127.0.1.74:9");
        using DaemonProcess daemon = Start(folder);
        Wait.Until(() => Ask(folder, "status").Code == 0, "it answers");

        DaemonExit service = Ask(folder, "disable", "nowhere", one.Endpoint);
        DaemonExit real = Ask(folder, "disable", "www", "127.0.1.75:80");

        (service.Code, service.Errors).Should().Be((66, "lvsmon: no virtual service is called \"nowhere\"\n"));
        (real.Code, real.Errors).Should().Be((66, "lvsmon: www has no real server \"127.0.1.75:80\"\n"));
        Ask(folder, "weight", "www", one.Endpoint, "65536").Code.Should().Be(64);
        Ask(folder, "drain", "www", one.Endpoint, "--until", "soon").Code.Should().Be(64);
        daemon.Errors.Should().NotContain("ORDER");
    }

    private static void Configure(TempFolder folder, string one, string other) => folder.Write("lvsmon.conf", $$"""
        global {
            control {{folder["c"]}}
        }
        defaults {
            interval 100ms
        }
        virtual tcp 192.0.2.80:80 {
            name www
            real {{one}}
            real {{other}}
        }
        """);

    private static DaemonProcess Start(TempFolder folder) => DaemonProcess.Start(
        ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--orders", folder["orders"]]);

    private static DaemonExit Ask(TempFolder folder, string command, params string[] words) =>
        DaemonProcess.Run([command, .. words, "--control", folder["c"]]);
}
