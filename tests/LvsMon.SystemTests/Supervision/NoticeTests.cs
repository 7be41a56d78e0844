using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Supervision;

/// <summary>The real daemon under a service manager that the test plays.</summary>
public sealed class NoticeTests
{
    private static readonly TimeSpan Half = TimeSpan.FromMilliseconds(500);

    [SystemFact]
    public void Ready_CheckWithoutAnswer_ComesWhenTheFirstRoundIsOverAndNotBefore()
    {
        using TempFolder folder = new();
        using CountingServer server = new("127.0.1.51");
        using TcpListener silent = new(IPAddress.Parse("127.0.1.52"), 0);
        silent.Start();
        using NoticeReader manager = new(folder["notify"]);
        using DaemonProcess daemon = Start(folder, manager, $$"""
            virtual tcp 192.0.2.80:80 {
                receive-timeout 2s
                real {{server.Endpoint}}
                real {{silent.LocalEndpoint}} {
                    check banner --expect never
                }
            }
            """);

        NoticeReader.Notice ready = manager.Await("READY=1");

        TimeSpan asked = manager.Now - server.Now + server.Accepts[0];
        (ready.At - asked).Should().BeGreaterThan(TimeSpan.FromSeconds(1.5), "a check takes 2 s");
        ready.Text.Should().Be("READY=1\nSTATUS=1 of 2 real servers up in 1 virtual service; table in step");
        manager.Notices.TakeWhile(n => n != ready).Select(n => n.Text).Should()
            .Contain(t => t.EndsWith("; first round of checks not over", StringComparison.Ordinal))
            .And.Contain("EXTEND_TIMEOUT_USEC=15000000");
        daemon.Errors.Should().Contain("STARTED: 1 of 2 real servers up");
    }

    [SystemFact]
    public void Ready_NothingIsChecked_ComesAtOnce()
    {
        using TempFolder folder = new();
        using NoticeReader manager = new($"@lvsmon-{Guid.NewGuid():N}");
        using DaemonProcess daemon = Start(folder, manager, """
            virtual tcp 192.0.2.80:80 {
                real 127.0.1.51:9 unmonitored
            }
            """);

        manager.Await("READY=1").Text.Should()
            .Be("READY=1\nSTATUS=1 of 1 real server up in 1 virtual service; table in step");
    }

    [SystemFact]
    public void Status_ServerGoesAndReloads_IsToldAsItChanges()
    {
        using TempFolder folder = new();
        using CountingServer stays = new("127.0.1.51");
        using CountingServer goes = new("127.0.1.52");
        using NoticeReader manager = new(folder["notify"]);
        string both = $$"""
            virtual tcp 192.0.2.80:80 {
                interval 100ms
                real {{stays.Endpoint}}
                real {{goes.Endpoint}}
            }
            """;
        using DaemonProcess daemon = Start(folder, manager, both);
        manager.Await("READY=1\nSTATUS=2 of 2 real servers up in 1 virtual service; table in step");

        goes.Dispose();
        manager.Await("STATUS=1 of 2 real servers up in 1 virtual service; table in step");

        folder.Write("lvsmon.conf", "nonsense\n");
        long beforeUs = MonotonicUs();
        daemon.Signal(Signals.Hangup);
        manager.Await("READY=1\nSTATUS=reload refused, the configuration before stays; 1 of 2 real servers up");
        folder.Write("lvsmon.conf", both.Replace($"real {goes.Endpoint}", string.Empty, StringComparison.Ordinal));
        daemon.Signal(Signals.Hangup);
        manager.Await("READY=1\nSTATUS=1 of 1 real server up in 1 virtual service");

        string[] texts = [.. manager.Notices.Select(n => n.Text.Split('\n')[0])];
        texts.Where(t => t is "READY=1" or "RELOADING=1").Should()
            .Equal("READY=1", "RELOADING=1", "READY=1", "RELOADING=1", "READY=1");
        manager.Of("RELOADING=1").Select(n => n.Number("MONOTONIC_USEC")).Should()
            .BeInAscendingOrder().And.OnlyContain(us => us >= beforeUs && us <= MonotonicUs());
    }

    [SystemFact]
    public void Watchdog_RunningStoppedAndEnded_IsFedAtHalfThePeriodWhileTheLoopRuns()
    {
        using TempFolder folder = new();
        using CountingServer server = new("127.0.1.51");
        using NoticeReader manager = new(folder["notify"]);
        using DaemonProcess daemon = Start(
            folder, manager, $"virtual tcp 192.0.2.80:80 {{\n real {server.Endpoint}\n}}\n", "WATCHDOG_USEC=1000000");
        manager.Await("READY=1");
        Wait.Until(() => manager.Of("WATCHDOG=1").Count >= 8, "it is fed");
        TimeSpan[] fed = [.. manager.Of("WATCHDOG=1").Select(n => n.At)];
        fed.Zip(fed.Skip(1), (a, b) => b - a).Order().Skip(3).First().Should()
            .BeCloseTo(Half, TimeSpan.FromMilliseconds(50), "every half of the period");
        (fed[^1] - fed[0]).Should().BeGreaterThan(Half * (fed.Length - 2), "never oftener");

        daemon.Signal(Signals.Stop);
        Wait.For(Half / 2);
        int before = manager.Notices.Count;
        Wait.For(Half * 4);
        manager.Notices.Count.Should().Be(before, "a stopped daemon is silent");
        daemon.Signal(Signals.Continue);
        Wait.Until(() => manager.Of("WATCHDOG=1").Count > fed.Length + 2, "it is fed again");

        daemon.Signal(Signals.Terminate);
        daemon.WaitForExit(Wait.Patience).Code.Should().Be(0);
        manager.Await("STOPPING=1").Text.Should().Be("STOPPING=1\nSTATUS=ending\nEXTEND_TIMEOUT_USEC=20000000");
        manager.Of("STOPPING=1").Should().ContainSingle();
    }

    [SystemFact]
    public void Watchdog_OfAnotherProcess_IsNotFed()
    {
        using TempFolder folder = new();
        using NoticeReader manager = new(folder["notify"]);
        using DaemonProcess daemon = Start(
            folder,
            manager,
            "virtual tcp 192.0.2.80:80 {\n real 127.0.1.51:9 unmonitored\n}\n",
            "WATCHDOG_USEC=200000",
            "WATCHDOG_PID=1");
        manager.Await("READY=1");

        Wait.For(Half * 2);

        manager.Of("WATCHDOG").Should().BeEmpty();
    }

    [SystemFact]
    public void Notices_PlaceThatIsNone_IsToldAndTheDaemonGoesOn()
    {
        using TempFolder folder = new();
        folder.Write("lvsmon.conf", "virtual tcp 192.0.2.80:80 {\n real 127.0.1.51:9 unmonitored\n}\n");
        using DaemonProcess daemon = DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr"],
            ["env", "NOTIFY_SOCKET=vsock:2:1"]);

        Wait.Until(() => daemon.Errors.Contains("STARTED", StringComparison.Ordinal), () => daemon.Errors);

        daemon.Errors.Should().Contain(
            "NO NOTICES: \"vsock:2:1\" is neither a path nor an abstract name; "
            + "the service manager hears nothing; seq ");
    }

    [SystemFact]
    public void Children_OfADaemonUnderAManager_DoNotSeeItsVariables()
    {
        using TempFolder folder = new();
        using NoticeReader manager = new(folder["notify"]);
        string seen = folder["seen"];
        string program = folder.Write("check", $"#!/bin/sh\nenv >{seen}.new\nmv {seen}.new {seen}\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        using DaemonProcess daemon = Start(
            folder,
            manager,
            $"virtual tcp 192.0.2.80:80 {{\n check exec --program {program}\n real 127.0.1.51:9\n}}\n",
            "WATCHDOG_USEC=1000000");

        manager.Await("READY=1\nSTATUS=1 of 1");

        File.ReadAllText(seen).Should().Contain("PATH=").And.NotContain("NOTIFY").And.NotContain("WATCHDOG");
    }

    private static DaemonProcess Start(
        TempFolder folder, NoticeReader manager, string configuration, params string[] variables)
    {
        folder.Write("lvsmon.conf", configuration);
        return DaemonProcess.Start(
            ["--file", folder["lvsmon.conf"], "--table", "memory", "--log", "stderr"], manager.Prefix(variables));
    }

    /// <summary>CLOCK_MONOTONIC.</summary>
    private static long MonotonicUs() => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1_000_000);
}
