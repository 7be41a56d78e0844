using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>
/// Flows end by the kernel's clock alone (Equilibrium's aging manager): traffic begins their time anew, and lvsmon
/// neither ends nor prolongs one of a real server that is up.
/// </summary>
public abstract class AgingTests(Guest guest) : VmTests(guest)
{
    private const int TimeoutS = 5;

    /// <summary>A flow that had a packet within the last second shows at least this.</summary>
    private const int FreshS = TimeoutS - 1;

    /// <summary>And one that had none for 3 s at most this.</summary>
    private const int AgedS = 2;

    [VmFact]
    public void Flow_DaemonStoppedOrEnded_LivesByItsTraffic() => Play(2, scene =>
    {
        Start(scene);
        scene.OnDirector($"ipvsadm --set {TimeoutS} 0 0");
        HeldClients clients = new(scene, count: 8, busy: 4);
        scene.Daemon.Signal("STOP");

        IReadOnlyList<Flow> last = ShouldVanish(clients, clients.IdlePorts);
        Of(last, clients.BusyPorts).Should().HaveCount(4).And.OnlyContain(
            flow => flow.ExpiresS > AgedS, "traffic begins their time anew");

        clients.Stop();
        Until(clients, flow => flow.ExpiresS <= AgedS);
        clients.Continue();
        Until(clients, flow => flow.ExpiresS >= FreshS);

        scene.Daemon.Signal("CONT");
        scene.Daemon.Signal("TERM");
        scene.Daemon.ShouldEnd();
        clients.ShouldBeAnswered(4);
        clients.Stop();
        ShouldVanish(clients, clients.BusyPorts);
        scene.Table.Should().HaveCount(3, "the entries are no flows");
    });

    [VmFact]
    public void Flow_DaemonAtWork_IsNeitherEndedNorProlonged() => Play(3, scene =>
    {
        Start(scene);
        HeldClients clients = new(scene, count: 12, busy: 0);
        TimeSpan from = scene.Now;
        IReadOnlyList<Flow> before = clients.Flows;
        before.Should().HaveCount(12);

        scene.OnDirector("ipvsadm -e -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 7");
        scene.Daemon.ShouldSay("DRIFT www 10.2.1.2:80: weight 7 in the table, 1 wanted; repaired");
        scene.Configure(scene.Read("lvsmon.conf").Replace("10.2.2.2:80", "10.2.2.2:80 weight 9"));
        scene.Daemon.Signal("HUP");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in *(edit 10.2.2.2:80 weight 9)");
        scene.Kill(3);
        scene.Daemon.ShouldSay("DOWN www 10.2.3.2:80: *");
        Flow.UntilGone(scene, 3);
        scene.Serve(3);
        scene.Daemon.ShouldSay("UP www 10.2.3.2:80: *");
        Wait.For(TimeSpan.FromSeconds(2.5));

        IReadOnlyList<Flow> after = clients.Flows;
        double goneS = (scene.Now - from).TotalSeconds;
        after.Select(flow => flow.Ends).Should().BeEquivalentTo(
            before.Where(flow => flow.Real != 3).Select(flow => flow.Ends));
        foreach (Flow flow in after)
        {
            double hadS = before.Single(other => other.Port == flow.Port).ExpiresS;
            (hadS - flow.ExpiresS).Should().BeInRange(goneS - 2, goneS + 2, $"nobody touched {flow}");
        }
    });

    private static void Start(Scene scene)
    {
        scene.ServeAll();
        string reals = string.Concat(Enumerable.Range(1, scene.Reals).Select(i => $" real 10.2.{i}.2:80\n"));
        scene.Configure(
            "global {\n reconcile 1s\n manage-sysctls yes\n on-exit keep\n}\n"
            + "defaults {\n interval 500ms\n timeout 1s\n}\n"
            + "virtual tcp 192.0.2.80:80 {\n name www\n scheduler rr\n check http --url http://www/health\n"
            + $"{reals}}}\n");
        scene.Daemon.StartAndSettle();
        Scene.Until(() => scene.Table.Count == scene.Reals + 1, () => "all are in");
    }

    /// <summary>Waits until flows are gone: their time must have run out.</summary>
    /// <returns>The last flows in which there were some of them.</returns>
    private static IReadOnlyList<Flow> ShouldVanish(HeldClients clients, IEnumerable<int> ports)
    {
        IReadOnlyList<Flow> last = [];
        Scene.Until(
            () =>
            {
                IReadOnlyList<Flow> flows = clients.Flows;
                bool isGone = Of(flows, ports).Count == 0;
                last = isGone ? last : flows;
                return isGone;
            },
            () => $"the flows are gone, not {string.Join(", ", last)}");
        Of(last, ports).Should().NotBeEmpty().And.OnlyContain(flow => flow.ExpiresS <= 1, "only time ends a flow");
        return last;
    }

    private static void Until(HeldClients clients, Func<Flow, bool> condition)
    {
        IReadOnlyList<Flow> busy = [];
        Scene.Until(
            () => (busy = Of(clients.Flows, clients.BusyPorts)).All(condition),
            () => $"all are as expected: {string.Join(", ", busy)}");
        busy.Should().HaveCount(clients.BusyPorts.Count());
    }

    private static List<Flow> Of(IEnumerable<Flow> flows, IEnumerable<int> ports) =>
        [.. flows.Where(flow => ports.Contains(flow.Port))];

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : AgingTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : AgingTests(guest);
}
