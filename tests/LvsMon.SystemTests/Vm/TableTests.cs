using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>What lvsmon writes is what the kernel has, and is left alone once it is there.</summary>
public abstract class TableTests(Guest guest) : VmTests(guest)
{
    /// <summary>Long enough for two readings at <c>reconcile 1s</c>.</summary>
    private static readonly TimeSpan TwoReadings = TimeSpan.FromMilliseconds(2500);

    [VmFact]
    public void Schedulers_AllOfTheKernel_AreWrittenAndStay() => Play(0, scene =>
    {
        string[] schedulers =
        [
            .. Scene.Lines(scene.Run("ls /modules")).Where(file => file.StartsWith("ip_vs_", StringComparison.Ordinal))
                .Select(file => file["ip_vs_".Length..].Split('.')[0]).Where(name => name != "pe_sip"),
        ];
        schedulers.Should().Contain(
            ["rr", "wrr", "lc", "wlc", "lblc", "lblcr", "dh", "sh", "sed", "nq", "fo", "ovf", "mh"]);
        StringBuilder configuration = new(Global);
        List<string> table = [];
        for (int i = 0; i < schedulers.Length; i++)
        {
            configuration.Append($"virtual tcp 192.0.2.80:{1000 + i} {{\n scheduler {schedulers[i]}\n"
                + " real 10.9.0.1:8080 weight 3 unmonitored\n}\n");
            table.Add($"-A -t 192.0.2.80:{1000 + i} -s {schedulers[i]}");
            table.Add($"-a -t 192.0.2.80:{1000 + i} -r 10.9.0.1:8080 -m -w 3");
        }

        ShouldBeWrittenAndStay(scene, configuration.ToString(), table);
    });

    [VmFact]
    public void Forwarding_EveryMethodBothFamilies_IsWrittenAndStays() => Play(0, scene => ShouldBeWrittenAndStay(
        scene,
        Global + """
        virtual tcp 192.0.2.80:1 {
            forward nat
            real 10.9.0.1:8080 unmonitored
        }
        virtual tcp 192.0.2.80:2 {
            forward direct
            real 10.9.0.1:2 unmonitored
        }
        virtual tcp 192.0.2.80:3 {
            forward tunnel ipip
            real 10.9.0.1:3 unmonitored
        }
        virtual tcp 192.0.2.80:4 {
            forward tunnel gue 6080
            real 10.9.0.1:4 unmonitored
        }
        virtual tcp 192.0.2.80:5 {
            forward tunnel gre
            real 10.9.0.1:5 unmonitored
        }
        virtual tcp [2001:db8::80]:1 {
            forward nat
            real [2001:db8:9::1]:8080 unmonitored
        }
        virtual tcp [2001:db8::80]:2 {
            forward direct
            real [2001:db8:9::1]:2 unmonitored
        }
        virtual tcp [2001:db8::80]:3 {
            forward tunnel ipip
            real [2001:db8:9::1]:3 unmonitored
            real 10.9.0.1:3 unmonitored
        }
        virtual tcp [2001:db8::80]:4 {
            forward tunnel gue 6080
            real [2001:db8:9::1]:4 unmonitored
        }
        """,
        [
            "-A -t 192.0.2.80:1 -s wlc",
            "-a -t 192.0.2.80:1 -r 10.9.0.1:8080 -m -w 1",
            "-A -t 192.0.2.80:2 -s wlc",
            "-a -t 192.0.2.80:2 -r 10.9.0.1:2 -g -w 1",
            "-A -t 192.0.2.80:3 -s wlc",
            "-a -t 192.0.2.80:3 -r 10.9.0.1:3 -i -w 1 --tun-type ipip",
            "-A -t 192.0.2.80:4 -s wlc",
            "-a -t 192.0.2.80:4 -r 10.9.0.1:4 -i -w 1 --tun-type gue --tun-port 6080 --tun-nocsum",
            "-A -t 192.0.2.80:5 -s wlc",
            "-a -t 192.0.2.80:5 -r 10.9.0.1:5 -i -w 1 --tun-type gre --tun-nocsum",
            "-A -t [2001:db8::80]:1 -s wlc",
            "-a -t [2001:db8::80]:1 -r [2001:db8:9::1]:8080 -m -w 1",
            "-A -t [2001:db8::80]:2 -s wlc",
            "-a -t [2001:db8::80]:2 -r [2001:db8:9::1]:2 -g -w 1",
            "-A -t [2001:db8::80]:3 -s wlc",
            "-a -t [2001:db8::80]:3 -r 10.9.0.1:3 -i -w 1 --tun-type ipip",
            "-a -t [2001:db8::80]:3 -r [2001:db8:9::1]:3 -i -w 1 --tun-type ipip",
            "-A -t [2001:db8::80]:4 -s wlc",
            "-a -t [2001:db8::80]:4 -r [2001:db8:9::1]:4 -i -w 1 --tun-type gue --tun-port 6080 --tun-nocsum",
        ]));

    [VmFact]
    public void Services_EveryKindAndSetting_AreWrittenAndStay() => Play(0, scene => ShouldBeWrittenAndStay(
        scene,
        Global + """
        virtual udp 192.0.2.80:53 {
            scheduler rr
            one-packet yes
            real 10.9.0.1:53 unmonitored
        }
        virtual sctp 192.0.2.80:5000 {
            real 10.9.0.1:5000 unmonitored
        }
        virtual fwmark 7 {
            scheduler sh flags sh-port,sh-fallback
            forward direct
            real 10.9.0.1 unmonitored
        }
        virtual fwmark 3000000000 {
            real 10.9.0.1:8080 unmonitored
        }
        virtual fwmark 8 ipv6 {
            scheduler mh flags mh-port
            real [2001:db8:9::1]:8080 unmonitored
        }
        virtual tcp 192.0.2.80:443 {
            persistence 300s netmask 255.255.255.0
            real 10.9.0.1:443 unmonitored
        }
        virtual tcp [2001:db8::80]:443 {
            persistence 10m netmask 64
            real [2001:db8:9::1]:443 unmonitored
        }
        virtual udp 192.0.2.80:5060 {
            persistence 60s engine sip
            real 10.9.0.1:5060 unmonitored
        }
        virtual udp [2001:db8::80]:53 {
            real [2001:db8:9::1]:53 unmonitored
        }
        """,
        [
            "-A -u 192.0.2.80:53 -s rr -o",
            "-a -u 192.0.2.80:53 -r 10.9.0.1:53 -m -w 1",
            "-A --sctp-service 192.0.2.80:5000 -s wlc",
            "-a --sctp-service 192.0.2.80:5000 -r 10.9.0.1:5000 -m -w 1",
            "-A -f 7 -s sh -b sh-fallback,sh-port",
            "-a -f 7 -r 10.9.0.1:0 -g -w 1",
            "-A -f -1294967296 -s wlc",
            "-a -f -1294967296 -r 10.9.0.1:0 -m -w 1",
            "-A -f 8 -6 -s mh -b mh-port",
            "-a -f 8 -6 -r [2001:db8:9::1]:0 -m -w 1",
            "-A -t 192.0.2.80:443 -s wlc -p 300 -M 255.255.255.0",
            "-a -t 192.0.2.80:443 -r 10.9.0.1:443 -m -w 1",
            "-A -t [2001:db8::80]:443 -s wlc -p 600 -M 64",
            "-a -t [2001:db8::80]:443 -r [2001:db8:9::1]:443 -m -w 1",
            "-A -u 192.0.2.80:5060 -s wlc -p 60 --pe sip",
            "-a -u 192.0.2.80:5060 -r 10.9.0.1:5060 -m -w 1",
            "-A -u [2001:db8::80]:53 -s wlc",
            "-a -u [2001:db8::80]:53 -r [2001:db8:9::1]:53 -m -w 1",
        ]));

    [VmFact]
    public void RealServers_WeightsAndThresholds_AreWrittenAndStay() => Play(0, scene =>
    {
        ShouldBeWrittenAndStay(
            scene,
            Global + """
            virtual tcp 192.0.2.80:80 {
                scheduler wrr
                real 10.9.0.1:80 unmonitored weight 0
                real 10.9.0.2:80 unmonitored weight 1 upper 100 lower 50
                real 10.9.0.3:80 unmonitored weight 65535 upper 65535
                real 10.9.0.4:80 unmonitored weight 256
            }
            """,
            [
                "-A -t 192.0.2.80:80 -s wrr",
                "-a -t 192.0.2.80:80 -r 10.9.0.1:80 -m -w 0",
                "-a -t 192.0.2.80:80 -r 10.9.0.2:80 -m -w 1",
                "-a -t 192.0.2.80:80 -r 10.9.0.3:80 -m -w 65535",
                "-a -t 192.0.2.80:80 -r 10.9.0.4:80 -m -w 256",
            ]);
        string thresholds = scene.OnDirector("ipvsadm -L -n --thresholds | tr -s ' '");
        thresholds.Should().Contain("10.9.0.2:80 100 50 ").And.Contain("10.9.0.3:80 65535 0 ")
            .And.Contain("10.9.0.1:80 0 0 ");
    });

    private const string Global = """
        global {
            reconcile 1s
        }

        """;

    /// <summary>Written once; then neither readings, nor a reload, nor a restart find anything to do.</summary>
    private static void ShouldBeWrittenAndStay(Scene scene, string configuration, List<string> table)
    {
        scene.Configure(configuration);
        scene.RecordEdits();
        scene.Daemon.StartAndSettle();
        scene.ShouldHaveTable([.. table]);
        scene.Edits.Should().HaveCount(table.Count, "every line is written once");

        scene.ForgetEdits();
        Wait.For(TwoReadings);
        scene.Daemon.Signal("HUP");
        scene.Daemon.ShouldSay("RELOAD *: +0 -0 ~0 real servers, 0 edits");
        scene.Daemon.Signal("TERM");
        scene.Daemon.ShouldEnd();
        scene.Daemon.StartAndSettle();
        Wait.For(TwoReadings);
        scene.Edits.Should().BeEmpty("nothing has changed");
        scene.Table.Should().BeEquivalentTo(table);
        scene.Daemon.Said("DRIFT*").Should().BeEmpty();
        scene.Daemon.Said("TABLE out of step*").Should().BeEmpty();
    }

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : TableTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : TableTests(guest);
}
