using System;
using System.Globalization;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>A real server without a check is taken as up, and nothing is asked of it.</summary>
public abstract class UnmonitoredTests(Guest guest) : VmTests(guest)
{
    private static readonly string[] Table =
    [
        "-A -t 192.0.2.80:80 -s rr",
        "-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 1",
        "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 1",
    ];

    [VmFact]
    public void Unmonitored_DeadServer_IsInAtOnceAndNeverAskedNorTold() => Play(2, scene =>
    {
        scene.Serve(1);
        scene.Behave(1, "hang");
        scene.Configure("""
            global {
                reconcile 1s
            }
            defaults {
                interval 500ms
                timeout 5s
                fall 1
            }
            virtual tcp 192.0.2.80:80 {
                name www
                scheduler rr
                check http --url http://www/health
                real 10.2.1.2:80
                real 10.2.2.2:80 unmonitored
            }
            """);

        // The server beside it says nothing for 5 s: no verdict has to be waited for.
        scene.Daemon.Start();
        scene.ShouldHaveTable(Table[0], Table[2]);
        scene.Daemon.Said("STARTED*").Should().BeEmpty("the first round is not over");
        scene.Behave(1, "ok");
        scene.Daemon.ShouldSay("UP www 10.2.1.2:80: *");
        scene.ShouldHaveTable(Table);
        scene.Daemon.Signal("HUP");
        scene.Daemon.ShouldSay("RELOAD *");
        Wait.For(TimeSpan.FromSeconds(2));

        Packets(scene, 1).Should().BePositive("a check is packets");
        Packets(scene, 2).Should().Be(0, "nothing is asked of it");
        scene.Daemon.Said("UP*10.2.2.2*").Should().BeEmpty();
        scene.Daemon.Said("DOWN*10.2.2.2*").Should().BeEmpty();

        // What a client asks does reach it, and changes nothing.
        scene.OnClient("vm-peer once 192.0.2.80:80 4000 || true; vm-peer once 192.0.2.80:80 4001 || true")
            .Should().Contain("ok r1 ").And.Contain("fail refused");
        Packets(scene, 2).Should().BePositive();
        Wait.For(TimeSpan.FromSeconds(1));
        scene.Table.Should().BeEquivalentTo(Table);
        scene.Daemon.Said("DOWN*10.2.2.2*").Should().BeEmpty();
    });

    /// <summary>IPv4 packets that a real server's kernel has taken in; ARP is none (ipInReceives, RFC 1213).</summary>
    private static int Packets(Scene scene, int real) => int.Parse(
        scene.OnReal(real, "awk '/^Ip: [0-9]/ {print $4}' /proc/net/snmp"), CultureInfo.InvariantCulture);

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : UnmonitoredTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : UnmonitoredTests(guest);
}
