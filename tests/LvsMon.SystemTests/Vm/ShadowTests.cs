using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>lvsmon beside a peer that owns the table: it writes nothing and says where it would differ.</summary>
public abstract class ShadowTests(Guest guest) : VmTests(guest)
{
    private const string Configuration = """
        global {
            reconcile 2s
        }
        defaults {
            interval 1s
            timeout 900ms
            fall 1
        }
        virtual tcp 192.0.2.80:80 {
            name www
            scheduler wrr
            check http --url http://www/health
            real 10.2.1.2:80 weight 5
            real 10.2.2.2:80 weight 3
        }
        """;

    private const string Keepalived = """
        virtual_server 192.0.2.80 80 {
            delay_loop 1
            lvs_sched wrr
            lvs_method NAT
            protocol TCP
            alpha
            real_server 10.2.1.2 80 {
                weight 5
                HTTP_GET {
                    url {
                        path /health
                        status_code 200
                    }
                    connect_timeout 1
                    retry 0
                    delay_before_retry 1
                }
            }
            real_server 10.2.2.2 80 {
                weight 3
                HTTP_GET {
                    url {
                        path /health
                        status_code 200
                    }
                    connect_timeout 1
                    retry 0
                    delay_before_retry 1
                }
            }
        }
        """;

    private const string Ldirectord = """
        checktimeout=1
        negotiatetimeout=1
        checkinterval=1
        checkcount=1
        autoreload=no
        quiescent=no
        supervised=yes
        virtual=192.0.2.80:80
            real=10.2.1.2:80 masq 5
            real=10.2.2.2:80 masq 3
            service=http
            checktype=negotiate
            request="health"
            receive="r"
            scheduler=wrr
            protocol=tcp
        """;

    [VmFact]
    public void Shadow_BesideKeepalived_WritesNothingAndTellsEveryDisagreement() => Play(2, scene =>
    {
        scene.Write("keepalived.conf", Keepalived);
        ShouldShadow(
            scene,
            $"keepalived -C -n -l -f {scene.Folder}/keepalived.conf -p {scene.Folder}/main.pid "
            + $"-c {scene.Folder}/checker.pid");
    });

    [VmFact]
    public void Shadow_BesideLdirectord_WritesNothingAndTellsEveryDisagreement() => Play(2, scene =>
    {
        scene.Write("ldirectord.cf", Ldirectord);
        scene.Run("mkdir -p /etc/ha.d /var/lock/subsys");
        ShouldShadow(scene, $"/usr/bin/perl /usr/sbin/ldirectord {scene.Folder}/ldirectord.cf start");
    });

    private static void ShouldShadow(Scene scene, string peer)
    {
        string[] table =
        [
            "-A -t 192.0.2.80:80 -s wrr",
            "-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 5",
            "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 3",
        ];
        scene.ServeAll();
        scene.LaunchOnDirector(peer, "peer");
        scene.ShouldHaveTable(table);

        // The same opinion: nothing to say, also when a server dies and comes back.
        scene.Configure(Configuration);
        scene.RecordEdits();
        scene.Daemon.StartAndSettle("--shadow");
        scene.Kill(2);
        scene.Daemon.ShouldSay("DOWN www 10.2.2.2:80: *");
        scene.ShouldHaveTable(table[..2]);
        Wait.For(TimeSpan.FromSeconds(6));
        scene.Serve(2);
        scene.Daemon.ShouldSay("UP www 10.2.2.2:80: *");
        scene.ShouldHaveTable(table);
        Wait.For(TimeSpan.FromSeconds(6));
        scene.Daemon.Said("AGREE*").Count.Should().Be(scene.Daemon.Said("DISAGREE*").Count, "each has ended");
        scene.Read("lvsmon.log").Should().Contain("-d -t 192.0.2.80:80 -r 10.2.2.2:80", "it says what it would send");

        // Another opinion.
        scene.Configure(Configuration.Replace("weight 3", "weight 4", StringComparison.Ordinal));
        scene.Daemon.Signal("HUP");
        scene.Daemon.ShouldSay("DISAGREE www 10.2.2.2:80: weight 3 in the table, 4 wanted");
        scene.Read("lvsmon.log").Should().Contain("-e -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 4");
        scene.Configure(Configuration);
        scene.Daemon.Signal("HUP");
        scene.Daemon.ShouldSay("AGREE www 10.2.2.2:80: *");

        scene.Daemon.Signal("TERM");
        scene.Daemon.ShouldEnd();
        scene.Table.Should().BeEquivalentTo(table);
        scene.Edits.Should().BeEmpty();
        scene.Try($"ls {scene.Folder}/state/owned").Exit.Should().NotBe(0, "it owns nothing");
    }

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : ShadowTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : ShadowTests(guest);
}
