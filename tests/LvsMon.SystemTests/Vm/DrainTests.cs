using System;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>An operator takes a real server out, and no client notices.</summary>
public abstract class DrainTests(Guest guest) : VmTests(guest)
{
    [VmFact]
    public void Drain_WithBusyConnections_KeepsThemAndLeavesWhenTheyHaveEnded() => Play(2, scene =>
    {
        scene.ServeAll();
        scene.Configure("""
            global {
                session-report 1s
            }
            virtual tcp 192.0.2.80:80 {
                name www
                scheduler rr
                real 10.2.1.2:80
                real 10.2.2.2:80
            }
            """);
        scene.Daemon.StartAndSettle();
        HeldClients clients = new(scene, count: 12, busy: 12);
        clients.Flows.Count(flow => flow.Real == 1).Should().Be(6);

        scene.Daemon.Ask("drain www 10.2.1.2:80").Should()
            .Be("www 10.2.1.2:80: draining; up, in the table with weight 0");
        HeldClients late = new(scene, count: 4, busy: 4, firstPort: 6000);
        late.Flows.Should().OnlyContain(flow => flow.Real == 2, "the other one takes no new clients");
        clients.ShouldBeAnswered(12);
        Wait.For(TimeSpan.FromSeconds(4));
        clients.Ended.Should().BeEmpty("nobody was cut off");
        scene.Daemon.Said("DRAINED *").Should().BeEmpty("somebody still works with it");

        clients.Kill();
        scene.Daemon.ShouldSay("DRAINED www 10.2.1.2:80: no connection left after *");
        scene.Daemon.ShouldSay("TABLE www: 1 edit applied in *(delete 10.2.1.2:80)");
        late.ShouldBeAnswered(4);

        scene.Daemon.KillNine();
        scene.Daemon.Start();
        scene.Daemon.ShouldSay("ORDER www 10.2.1.2:80: drained, as before the start");
        scene.Daemon.ShouldSay("STARTED: *");
        scene.Table.Should().NotContain(line => line.Contains("10.2.1.2", StringComparison.Ordinal));
        scene.Daemon.Ask("enable www 10.2.1.2:80").Should()
            .Be("www 10.2.1.2:80: enabled; up, in the table with weight 1");
        late.Ended.Should().BeEmpty();
    });

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : DrainTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : DrainTests(guest);
}
