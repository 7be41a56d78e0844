using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Commands;

/// <summary><c>lvsmon check-now</c> at a daemon whose next check would be an hour away.</summary>
public sealed class CheckNowTests
{
    [SystemFact]
    public void CheckNow_LongInterval_ChecksAtOnceAndTheResultCounts()
    {
        using TempFolder folder = new();
        using CountingServer stays = new("127.0.1.86");
        CountingServer goes = new("127.0.1.87");
        string endpoint = goes.Endpoint;
        folder.Write("lvsmon.conf", $$"""
            defaults {
                interval 1h
                timeout  5s
                fall     1
            }
            virtual tcp 192.0.2.80:80 {
                name www
                real {{stays.Endpoint}}
                real {{endpoint}}
            }
            """);
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
        Wait.Until(() => Ask(folder, "status").Output.Contains("2 of 2 up", StringComparison.Ordinal), "both are up");

        // A check begun within the last second would be left alone.
        Wait.For(TimeSpan.FromSeconds(1.5));
        goes.Accepts.Should().HaveCount(1);
        DaemonExit up = Ask(folder, "check-now", "www", endpoint);

        up.Code.Should().Be(0, up.Errors);
        up.Output.Should().MatchRegex($@"^www {endpoint}: up; connected; check \S+\n$");
        goes.Accepts.Should().HaveCount(2);
        stays.Accepts.Should().HaveCount(1, "nobody asked for this one");

        goes.Dispose();
        Wait.For(TimeSpan.FromSeconds(1.5));
        daemon.Errors.Should().NotContain("DOWN ");
        DaemonExit down = Ask(folder, "check-now", "www", endpoint);

        down.Code.Should().Be(0, "the check was made; what it says is another thing");
        down.Output.Should().MatchRegex($@"^www {endpoint}: down; connect refused.*\n$");
        Wait.Until(
            () => daemon.Errors.Contains($"DOWN www {endpoint}: connect refused", StringComparison.Ordinal),
            "the log tells it");
        Ask(folder, "status").Output.Should().Contain("1 of 2 up");
        stays.Accepts.Should().HaveCount(1);
    }

    [SystemFact]
    public void CheckNow_OfWhatIsNotThere_HasExitCodesOfItsOwn()
    {
        using TempFolder folder = new();
        folder.Write("lvsmon.conf", """
            virtual tcp 192.0.2.80:80 {
                name www
                real 127.0.1.88:9 unmonitored
            }
            """);
        Ask(folder, "check-now", "www", "127.0.1.88:9").Code.Should().Be(69, "nobody is there");
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr", "--control", folder["c"]]);
        Wait.Until(() => Ask(folder, "status").Code == 0, "it answers");

        DaemonExit service = Ask(folder, "check-now", "nowhere", "127.0.1.88:9");
        DaemonExit real = Ask(folder, "check-now", "www", "127.0.1.89:9");
        DaemonExit unmonitored = Ask(folder, "check-now", "www", "127.0.1.88:9");

        (service.Code, service.Errors).Should().Be((66, "lvsmon: no virtual service is called \"nowhere\"\n"));
        (real.Code, real.Errors).Should().Be((66, "lvsmon: www has no real server \"127.0.1.89:9\"\n"));
        (unmonitored.Code, unmonitored.Output).Should().Be((0, "www 127.0.1.88:9: up; unmonitored\n"));
        Ask(folder, "check-now", "www").Code.Should().Be(64);
    }

    private static DaemonExit Ask(TempFolder folder, string command, params string[] words) =>
        DaemonProcess.Run([command, .. words, "--control", folder["c"]]);
}
