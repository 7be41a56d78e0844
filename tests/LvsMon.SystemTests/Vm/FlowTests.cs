using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>What becomes of the flows of a dead server (Equilibrium's rule), and the settings it hangs on.</summary>
public abstract partial class FlowTests(Guest guest) : VmTests(guest)
{
    private const string Settings = "/proc/sys/net/ipv4/vs";

    /// <summary>Source ports of the client's connections.</summary>
    private const int FirstPort = 5000;

    private const int Connections = 60;
    private const int Busy = 30;

    /// <summary>The promise: the rows of a removed real server are gone within a second.</summary>
    private static readonly TimeSpan RowsGone = TimeSpan.FromSeconds(1);

    [VmFact]
    public void Removal_SysctlsManaged_EndsItsFlowsAndNoOther() => Play(3, scene =>
    {
        Start(scene, manage: true);
        scene.Daemon.Said("SYSCTL expire_nodest_conn: 0 found, 1 set").Should().ContainSingle();
        scene.Daemon.Said("CAUTION*").Should().BeEmpty();
        scene.OnDirector($"cd {Settings}; cat expire_nodest_conn expire_quiescent_template conn_reuse_mode")
            .Should().Be("1\n1\n1");
        int port = OpenConnections(scene, to: "r2");
        string[] others = [.. Rows(scene, 1), .. Rows(scene, 3)];
        others.Should().HaveCountGreaterThan(Connections / 2);
        Rows(scene, 2).Should().HaveCountGreaterThan(Connections / 4);

        // Dead without a word: no reset comes from it.
        scene.OnReal(2, $"{SceneNetwork.Ip} link set e down");
        string rows = scene.OnDirector($"""
            vm-peer until /proc/net/ip_vs 30000 absent {Hex(2)}:0050 >/dev/null
            vm-peer until /proc/net/ip_vs_conn 10000 absent {Hex(2)}
            """);

        TimeSpan.FromMicroseconds(long.Parse(Elapsed().Match(rows).Groups[1].Value, CultureInfo.InvariantCulture))
            .Should().BeLessThan(RowsGone);
        string[] left = [.. Rows(scene, 1), .. Rows(scene, 3)];
        left.Should().Contain(others, "the flows of the others stay");
        scene.Run($"kill -9 $(cat {scene.Folder}/holder)");
        scene.OnClient($"vm-peer once 192.0.2.80:80 {port}").Should().MatchRegex("^ok r[13] .* retrans=0$");
    });

    [VmFact]
    public void Removal_SysctlsNotManaged_LeavesRowsAndWarnsAtStart() => Play(3, scene =>
    {
        Start(scene, manage: false);
        scene.Daemon.Said("CAUTION www: expire_nodest_conn 0: *").Should().ContainSingle();
        scene.Daemon.Said("SYSCTL*").Should().BeEmpty();
        OpenConnections(scene, to: "r2");

        scene.OnReal(2, $"{SceneNetwork.Ip} link set e down");
        scene.OnDirector($"vm-peer until /proc/net/ip_vs 30000 absent {Hex(2)}:0050");
        Wait.For(TimeSpan.FromSeconds(2));

        Rows(scene, 2).Should().HaveCountGreaterThan(Connections / 4, "without the setting the kernel keeps them");
        scene.OnDirector($"cat {Settings}/expire_nodest_conn").Should().Be("0", "it is not ours to set");
    });

    [VmFact]
    public void Settings_ChangedByHand_AreSetAgainAndTold() => Play(1, scene =>
    {
        Start(scene, manage: true);

        scene.OnDirector($"echo 0 >{Settings}/expire_nodest_conn; echo 0 >{Settings}/conn_reuse_mode");

        scene.Daemon.ShouldSay("SYSCTL conn_reuse_mode: 0 found, 1 set");
        Scene.Until(
            () => scene.OnDirector($"cat {Settings}/expire_nodest_conn") == "1", () => "it is set again");
        scene.Daemon.Said("SYSCTL expire_nodest_conn: 0 found, 1 set").Should().HaveCount(2);
    });

    [VmFact]
    public void Quiesce_SysctlsManaged_MovesKnownClientsAway() => Play(2, scene =>
    {
        Start(scene, manage: true, "persistence 300s\n on-failure quiesce");
        string first = scene.OnClient("vm-peer once 192.0.2.80:80 4000").Split(' ')[1];
        int served = int.Parse(first[1..], CultureInfo.InvariantCulture);

        scene.Behave(served, "503");
        scene.Daemon.ShouldSay($"DOWN www 10.2.{served}.2:80: status 503*");
        scene.ShouldHaveTable(
            "-A -t 192.0.2.80:80 -s rr -p 300",
            $"-a -t 192.0.2.80:80 -r 10.2.{served}.2:80 -m -w 0",
            $"-a -t 192.0.2.80:80 -r 10.2.{3 - served}.2:80 -m -w 1");

        scene.OnClient("vm-peer once 192.0.2.80:80 4001").Should().StartWith($"ok r{3 - served} ");
    });

    [VmFact]
    public void SessionTimeout_Managed_SetsTheKernelsOnce() => Play(1, scene =>
    {
        Start(scene, manage: true, "session-timeout 120s");
        scene.Daemon.ShouldSay("TIMEOUT tcp: 900s found, 120s set");
        scene.OnDirector("ipvsadm -L --timeout").Should().Be("Timeout (tcp tcpfin udp): 120 120 300");
        scene.Table.Should().Contain("-A -t 192.0.2.80:80 -s rr", "persistence is another thing");

        scene.Daemon.Signal("TERM");
        scene.Daemon.ShouldEnd();
        scene.Daemon.StartAndSettle();
        Wait.For(TimeSpan.FromSeconds(2));
        scene.Daemon.Said("TIMEOUT*").Should().ContainSingle("it is right already");

        scene.OnDirector("ipvsadm --set 77 0 0");
        scene.Daemon.ShouldSay("TIMEOUT tcp: 77s found, 120s set");
    });

    [VmFact]
    public void SessionTimeout_NotManaged_LeavesTheKernels() => Play(1, scene =>
    {
        Start(scene, manage: false, "session-timeout 120s");
        Wait.For(TimeSpan.FromSeconds(2));
        scene.OnDirector("ipvsadm -L --timeout").Should().Be("Timeout (tcp tcpfin udp): 900 120 300");
        scene.Daemon.Lines.Should().ContainMatch("*session-timeout*no effect*");
    });

    private static void Start(Scene scene, bool manage, string service = "")
    {
        scene.ServeAll();
        string reals = string.Concat(Enumerable.Range(1, scene.Reals).Select(i => $" real 10.2.{i}.2:80\n"));
        scene.Configure(
            $"global {{\n reconcile 1s\n manage-sysctls {(manage ? "yes" : "no")}\n}}\n"
            + "defaults {\n interval 500ms\n timeout 400ms\n fall 2\n}\n"
            + "virtual tcp 192.0.2.80:80 {\n name www\n scheduler rr\n check http --url http://www/health\n"
            + $" {service}\n{reals}}}\n");
        scene.Daemon.StartAndSettle();
        Scene.Until(() => scene.Table.Count == scene.Reals + 1, () => "all are in");
    }

    /// <summary>Opens connections from the client, one of them held by a process of its own.</summary>
    /// <returns>The source port of that one, which goes to the given server; the file holder has its
    /// process.</returns>
    private static int OpenConnections(Scene scene, string to)
    {
        const string Hold = "vm-peer hold 192.0.2.80:80";
        scene.LaunchOnClient($"{Hold} {Connections} {Busy} {FirstPort} {scene.Folder}/hold", "client");
        Scene.Until(() => scene.Read("hold").Contains($" open {Connections}\n"), () => "the connections are open");
        for (int port = FirstPort - 1; port > FirstPort - 10; port--)
        {
            int holder = scene.LaunchOnClient($"{Hold} 1 0 {port} {scene.Folder}/hold{port}", "client");
            Scene.Until(() => scene.Read($"hold{port}").Contains(" open 1\n"), () => "one more is open");
            if (Scene.Lines(scene.Read($"hold{port}")).Contains($"{port} {to}"))
            {
                scene.Write("holder", $"{holder}");
                return port;
            }
        }

        throw new InvalidOperationException($"no connection goes to {to}");
    }

    /// <summary>The client's ports of the flows that the kernel has for a real server.</summary>
    private static List<string> Rows(Scene scene, int real) =>
        [.. Scene.Lines(scene.OnDirector("cat /proc/net/ip_vs_conn"))
            .Where(line => line.Contains($" {Hex(real)} ", StringComparison.Ordinal))
            .Select(line => $"{line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]} to r{real}")];

    private static string Hex(int real) => $"0A02{real:X2}02";

    [GeneratedRegex("elapsed=([0-9]+)")]
    private static partial Regex Elapsed();

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : FlowTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : FlowTests(guest);
}
