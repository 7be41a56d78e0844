using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>What a reload does to connections that are open (Equilibrium's rules).</summary>
public abstract class ReloadFlowTests(Guest guest) : VmTests(guest)
{
    private const int Connections = 16;
    private const int Busy = 8;

    /// <summary>The promise for the flows of a removed real server.</summary>
    private static readonly TimeSpan FlowsGone = TimeSpan.FromSeconds(1);

    /// <summary>At once: far from the interval of 30 s.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(8);

    [VmFact]
    public void ServerAdded_OpenConnections_StayWhereTheyAre() => Play(3, scene =>
    {
        HeldClients clients = Start(scene, "real 10.2.1.2:80\n real 10.2.2.2:80");
        IReadOnlyList<Flow> before = clients.Flows;

        Reload(scene, "10.2.2.2:80", "10.2.2.2:80\n real 10.2.3.2:80");
        scene.ShouldHaveTable(Table(1, 2, 3));
        HeldClients others = new(scene, count: 9, busy: 0, firstPort: 6000);

        others.Flows.Select(flow => flow.Real).Distinct().Should().BeEquivalentTo([1, 2, 3], "new ones go to all");
        Ends(clients.Flows).Should().BeEquivalentTo(Ends(before));
        clients.ShouldBeAnswered(Busy);
        clients.Ended.Should().BeEmpty();
    });

    [VmFact]
    public void ServerDeleted_OpenConnections_EndAndNoOthers() => Play(2, scene =>
    {
        HeldClients clients = Start(scene, "real 10.2.1.2:80\n real 10.2.2.2:80");

        ShouldEndThoseOfTheSecond(scene, clients, () => Reload(scene, "real 10.2.2.2:80", string.Empty));

        scene.ShouldHaveTable(Table(1));
        scene.Daemon.Said("DOWN*").Should().BeEmpty("it has not failed");
    });

    [VmFact]
    public void ServerAddressChanged_OpenConnections_EndAndNoOthers() => Play(3, scene =>
    {
        HeldClients clients = Start(scene, "real 10.2.1.2:80\n real 10.2.2.2:80");

        ShouldEndThoseOfTheSecond(scene, clients, () => Reload(scene, "10.2.2.2:80", "10.2.3.2:80"));

        scene.ShouldHaveTable(Table(1, 3));
        HeldClients others = new(scene, count: 4, busy: 0, firstPort: 6000);
        others.Flows.Select(flow => flow.Real).Distinct().Should().BeEquivalentTo([1, 3]);
    });

    [VmFact]
    public void CheckChanged_OpenConnections_StayAndAllAreCheckedAtOnce() => Play(3, scene =>
    {
        HeldClients clients = Start(
            scene, "real 10.2.1.2:80\n real 10.2.2.2:80\n real 10.2.3.2:80 {\n fall 1\n }", dead: 3);
        IReadOnlyList<Flow> before = clients.Flows;
        scene.LaunchOnDirector($"vm-peer watch {scene.Folder}/watch", "watcher");
        Scene.Until(() => WatchedState.All(scene).Count == 1, () => "the table is watched");

        // Of two failures that take the second one down the new check finds one; the third is dead no more.
        scene.Behave(2, "503");
        scene.Serve(3);
        TimeSpan from = scene.Now;
        Reload(scene, "/health", "/other").Should().EndWith("+0 -0 ~3 real servers, 0 edits");

        scene.Daemon.ShouldSay("UP www 10.2.3.2:80: *");
        scene.ShouldHaveTable(Table(1, 2, 3));
        TimeSpan[] asked = [.. Enumerable.Range(1, 3).Select(real => TimeOfCheck(scene, real))];
        (asked.Max() - from).Should().BeLessThan(AtOnce);
        WatchedState.All(scene).Should().HaveCount(2, "nothing moves but what the new check decides");
        Ends(clients.Flows).Should().BeEquivalentTo(Ends(before));
        clients.ShouldBeAnswered(Busy);
        clients.Ended.Should().BeEmpty();
        scene.Daemon.Said("DOWN*").Should().BeEmpty();
        scene.Daemon.Said("UP www 10.2.2.2*").Should().ContainSingle("it kept its state");
    });

    [VmFact]
    public void CheckRemoved_DeadServer_IsUpAtOnceAndOpenConnectionsStay() => Play(3, scene =>
    {
        HeldClients clients = Start(
            scene, "real 10.2.1.2:80\n real 10.2.2.2:80\n real 10.2.3.2:80 {\n fall 1\n }", dead: 3);
        IReadOnlyList<Flow> before = clients.Flows;
        TimeSpan from = scene.Now;

        Reload(scene, "fall 1", "unmonitored");
        scene.ShouldHaveTable(Table(1, 2, 3));

        (scene.Now - from).Should().BeLessThan(AtOnce);
        scene.Daemon.Said("UP www 10.2.3.2:80: *").Should().ContainSingle();
        Reload(scene, "10.2.1.2:80", "10.2.1.2:80 unmonitored");
        clients.ShouldBeAnswered(Busy);
        Ends(clients.Flows).Should().BeEquivalentTo(Ends(before));
        clients.Ended.Should().BeEmpty();
        scene.Table.Should().BeEquivalentTo(Table(1, 2, 3));
    });

    private static HeldClients Start(Scene scene, string reals, int dead = 0)
    {
        foreach (int real in Enumerable.Range(1, scene.Reals).Where(real => real != dead))
        {
            scene.Serve(real);
        }

        scene.Configure(
            "global {\n manage-sysctls yes\n}\n"
            + "defaults {\n interval 30s\n timeout 2s\n fall 2\n}\n"
            + "virtual tcp 192.0.2.80:80 {\n name www\n scheduler rr\n check http --url http://www/health\n"
            + $" {reals}\n}}\n");
        scene.Daemon.StartAndSettle();
        scene.ShouldHaveTable(Table(1, 2));
        return new HeldClients(scene, Connections, Busy);
    }

    /// <summary>Changes the configuration and reloads.</summary>
    /// <returns>The daemon's line.</returns>
    private static string Reload(Scene scene, string from, string to)
    {
        string text = scene.Read("lvsmon.conf");
        text.Should().Contain(from);
        scene.Configure(text.Replace(from, to, StringComparison.Ordinal));
        scene.Daemon.Signal("HUP");
        return scene.Daemon.ShouldSay("RELOAD *");
    }

    /// <summary>The flows of real server 2 end with its entry, and their clients are told; all others go on.</summary>
    private static void ShouldEndThoseOfTheSecond(Scene scene, HeldClients clients, Action reload)
    {
        IReadOnlyList<Flow> before = clients.Flows;
        Flow[] stay = [.. before.Where(flow => flow.Real == 1)];
        int[] end = [.. before.Where(flow => flow.Real == 2).Select(flow => flow.Port)];
        stay.Should().HaveCount(Connections / 2);
        end.Should().HaveCount(Connections / 2);

        reload();

        Flow.UntilGone(scene, 2).Should().BeLessThan(FlowsGone);
        int[] told = [.. end.Intersect(clients.BusyPorts)];
        Scene.Until(
            () => clients.Ended.Order().SequenceEqual(told),
            () => $"the connections {string.Join(' ', told)} end, not {string.Join(' ', clients.Ended)}");
        clients.ShouldBeAnswered(Busy - told.Length);
        Ends(clients.Flows).Should().BeEquivalentTo(Ends(stay));
        clients.Ended.Should().BeEquivalentTo(told);
    }

    /// <summary>When a real server was asked by the new check, once.</summary>
    private static TimeSpan TimeOfCheck(Scene scene, int real)
    {
        IReadOnlyList<string> requests = [];
        Scene.Until(() => (requests = scene.Requests(real, "/other")).Count > 0, () => $"r{real} is asked");
        string time = requests.Should().ContainSingle("the interval is long").Which.Split(' ')[0];
        return TimeSpan.FromMicroseconds(long.Parse(time, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<(int Port, int Real)> Ends(IEnumerable<Flow> flows) => flows.Select(flow => flow.Ends);

    private static string[] Table(params int[] reals) =>
        ["-A -t 192.0.2.80:80 -s rr", .. reals.Select(real => $"-a -t 192.0.2.80:80 -r 10.2.{real}.2:80 -m -w 1")];

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : ReloadFlowTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : ReloadFlowTests(guest);
}
