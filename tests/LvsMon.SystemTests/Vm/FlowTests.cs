using System;
using System.Globalization;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>What becomes of the flows of a dead server (Equilibrium's rule), and the settings it hangs on.</summary>
public abstract class FlowTests(Guest guest) : VmTests(guest)
{
    private const string Settings = "/proc/sys/net/ipv4/vs";

    private const int Connections = 60;
    private const int Busy = 30;

    /// <summary>The promise: the flows of a removed real server are gone within a second.</summary>
    private static readonly TimeSpan FlowsGone = TimeSpan.FromSeconds(1);

    [VmFact]
    public void Removal_SysctlsManaged_EndsItsFlowsAndNoOther() => Play(3, scene =>
    {
        Start(scene, manage: true);
        scene.Daemon.Said("SYSCTL expire_nodest_conn: 0 found, 1 set").Should().ContainSingle();
        scene.Daemon.Said("CAUTION*").Should().BeEmpty();
        scene.OnDirector($"cd {Settings}; cat expire_nodest_conn expire_quiescent_template conn_reuse_mode")
            .Should().Be("1\n1\n1");
        HeldClients clients = new(scene, Connections, Busy);
        HeldClients one = OpenOne(scene, real: 2);
        (int Port, int Real)[] others = [.. clients.Flows.Where(flow => flow.Real != 2).Select(flow => flow.Ends)];
        others.Should().HaveCountGreaterThan(Connections / 2);
        clients.Flows.Should().HaveCountGreaterThan(others.Length + (Connections / 4));

        // Dead without a word: no reset comes from it.
        scene.OnReal(2, $"{SceneNetwork.Ip} link set e down");
        Flow.UntilGone(scene, 2).Should().BeLessThan(FlowsGone);
        clients.Flows.Select(flow => flow.Ends).Should().BeEquivalentTo(others, "the flows of the others stay");
        int[] told = [.. clients.BusyPorts.Where(port => others.All(flow => flow.Port != port))];
        Scene.Until(() => clients.Reset.Order().SequenceEqual(told), () => "its clients are told");
        one.Kill();
        scene.OnClient($"vm-peer once 192.0.2.80:80 {one.IdlePorts.Single()}")
            .Should().MatchRegex("^ok r[13] .* retrans=0$");
    });

    [VmFact]
    public void Removal_WithPersistence_EndsTheTemplatesToo() => Play(2, scene =>
    {
        Start(scene, manage: true, "persistence 300s");
        HeldClients clients = new(scene, count: 4, busy: 0);
        int served = clients.Flows[0].Real;
        Flow.All(scene).Should().HaveCount(5).And.OnlyContain(flow => flow.Real == served)
            .And.ContainSingle(flow => flow.Port == 0, "that is what binds the client");

        scene.OnReal(served, $"{SceneNetwork.Ip} link set e down");

        Flow.UntilGone(scene, served).Should().BeLessThan(FlowsGone);
        scene.OnClient("vm-peer once 192.0.2.80:80 4000").Should().MatchRegex($"^ok r{3 - served} .* retrans=0$");
        Flow.All(scene).Should().Contain(flow => flow.Port == 0 && flow.Real == 3 - served);
    });

    [VmFact]
    public void Removal_SysctlsNotManaged_LeavesRowsAndWarnsAtStart() => Play(3, scene =>
    {
        Start(scene, manage: false);
        scene.Daemon.Said("CAUTION www: expire_nodest_conn 0: *").Should().ContainSingle();
        scene.Daemon.Said("SYSCTL*").Should().BeEmpty();
        HeldClients clients = new(scene, Connections, Busy);
        (int Port, int Real)[] flows = [.. clients.Flows.Select(flow => flow.Ends)];
        flows.Should().HaveCount(Connections);

        scene.OnReal(2, $"{SceneNetwork.Ip} link set e down");
        scene.OnDirector($"vm-peer until /proc/net/ip_vs 30000 absent {Flow.Hex(2)}:0050");
        Wait.For(TimeSpan.FromSeconds(2));

        clients.Flows.Select(flow => flow.Ends).Should().BeEquivalentTo(
            flows, "without the setting the kernel keeps them");
        clients.ShouldBeAnswered(clients.BusyPorts.Count(port => !flows.Contains((port, 2))));
        clients.Reset.Should().BeEmpty("the clients of the dead one are left waiting");
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

    /// <summary>Opens a connection that goes to the given real server.</summary>
    private static HeldClients OpenOne(Scene scene, int real)
    {
        for (int port = 4990; port < 4999; port++)
        {
            HeldClients client = new(scene, count: 1, busy: 0, port);
            if (client.Flows.Single().Real == real)
            {
                return client;
            }
        }

        throw new InvalidOperationException($"no connection goes to r{real}");
    }

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : FlowTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : FlowTests(guest);
}
