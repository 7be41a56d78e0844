using System;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>What the configuration says of failures and of the end is what the kernel's table shows.</summary>
public abstract class PolicyTests(Guest guest) : VmTests(guest)
{
    /// <summary>The configuration up to what a case adds to its one service.</summary>
    private const string Beginning = """
        defaults {
            interval 500ms
            timeout 400ms
            fall 2
        }
        virtual tcp 192.0.2.80:80 {
            name www
            scheduler rr
            check http --url http://www/health

        """;

    [VmFact]
    public void ColdStart_NothingAnswers_TableHasNoRealServer() => Play(2, scene =>
    {
        scene.Configure(Beginning + """
                real 10.2.1.2:80
                real 10.2.2.2:80
            }
            """);
        scene.RecordEdits();
        scene.Daemon.StartAndSettle();
        Wait.For(TimeSpan.FromSeconds(1));
        scene.Edits.Should().Equal("-A -t 192.0.2.80:80 -s rr");
        scene.OnClient("vm-peer once 192.0.2.80:80 4000 || true").Should().StartWith("fail refused");

        scene.Serve(2);
        scene.Daemon.ShouldSay("UP www 10.2.2.2:80: *");
        scene.ShouldHaveTable("-A -t 192.0.2.80:80 -s rr", "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 1");
        scene.Requests(2, "/health").Should().NotBeEmpty("it was checked before it was put in");
    });

    [VmFact]
    public void Fallback_NoRealServerUp_IsInAndServesUntilOneIs() => Play(2, scene =>
    {
        scene.ServeAll();
        scene.Configure(Beginning + """
                real 10.2.1.2:80
                fallback 10.2.2.2:80
            }
            """);
        scene.Daemon.StartAndSettle();
        scene.ShouldHaveTable("-A -t 192.0.2.80:80 -s rr", "-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 1");

        scene.Kill(1);
        scene.Daemon.ShouldSay("EMPTY www: no real server up, fallback 10.2.2.2:80 in");
        scene.ShouldHaveTable("-A -t 192.0.2.80:80 -s rr", "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 1");
        scene.OnClient("vm-peer once 192.0.2.80:80 4000").Should().StartWith("ok r2 ");

        scene.Serve(1);
        scene.Daemon.ShouldSay("SERVED www: 1 of 1 real server up");
        scene.ShouldHaveTable("-A -t 192.0.2.80:80 -s rr", "-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 1");
        scene.OnClient("vm-peer once 192.0.2.80:80 4001").Should().StartWith("ok r1 ");
    });

    [VmFact]
    public void Floor_AllDown_KeepsTheLastOnes() => Play(3, scene =>
    {
        scene.ServeAll();
        scene.Configure(Beginning + """
                floor 2
                real 10.2.1.2:80
                real 10.2.2.2:80
                real 10.2.3.2:80
            }
            """);
        scene.Daemon.StartAndSettle();

        scene.Kill(1);
        scene.Daemon.ShouldSay("DOWN www 10.2.1.2:80: *");
        scene.Kill(2);
        scene.Daemon.ShouldSay("HELD www 10.2.2.2:80: down, kept in the table by floor 2");
        scene.Kill(3);
        scene.Daemon.ShouldSay("HELD www 10.2.3.2:80: down, kept in the table by floor 2");
        scene.ShouldHaveTable(
            "-A -t 192.0.2.80:80 -s rr",
            "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 1",
            "-a -t 192.0.2.80:80 -r 10.2.3.2:80 -m -w 1");
    });

    [VmFact]
    public void Quiesce_WithPersistence_KeepsTheEntryAtWeightZero() => Play(2, scene =>
    {
        scene.ServeAll();
        scene.Configure(Beginning + """
                persistence 300s
                on-failure quiesce
                real 10.2.1.2:80 weight 4
                real 10.2.2.2:80 weight 4
            }
            """);
        scene.Daemon.StartAndSettle();
        string first = scene.OnClient("vm-peer once 192.0.2.80:80 4000").Split(' ')[1];
        int served = first == "r1" ? 1 : 2;

        scene.Behave(served, "503");
        scene.Daemon.ShouldSay($"DOWN www 10.2.{served}.2:80: status 503*");
        scene.ShouldHaveTable(
            "-A -t 192.0.2.80:80 -s rr -p 300",
            $"-a -t 192.0.2.80:80 -r 10.2.{served}.2:80 -m -w 0",
            $"-a -t 192.0.2.80:80 -r 10.2.{3 - served}.2:80 -m -w 4");
        scene.OnDirector("echo 1 >/proc/sys/net/ipv4/vs/expire_quiescent_template");
        scene.OnClient("vm-peer once 192.0.2.80:80 4001").Should().StartWith($"ok r{3 - served} ");

        scene.Behave(served, "ok");
        scene.Daemon.ShouldSay($"UP www 10.2.{served}.2:80: *");
        scene.ShouldHaveTable(
            "-A -t 192.0.2.80:80 -s rr -p 300",
            "-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 4",
            "-a -t 192.0.2.80:80 -r 10.2.2.2:80 -m -w 4");
    });

    [VmFact]
    public void OnExit_KeepAndClear_LeaveTheTableAsConfigured() => Play(1, scene =>
    {
        const string Foreign = "-A -t 198.51.100.9:99 -s rr";
        const string Service = """
            virtual tcp 192.0.2.80:80 {
                scheduler rr
                real 10.2.1.2:80 unmonitored
            }
            """;
        string[] own = ["-A -t 192.0.2.80:80 -s rr", "-a -t 192.0.2.80:80 -r 10.2.1.2:80 -m -w 1"];
        scene.OnDirector("ipvsadm " + Foreign);

        scene.Configure("global {\n on-exit keep\n}\n" + Service);
        scene.Daemon.StartAndSettle();
        scene.ShouldHaveTable([.. own, Foreign]);
        scene.Daemon.Signal("TERM");
        scene.Daemon.ShouldEnd();
        scene.Daemon.ShouldSay("STOPPED: the table stays as it is");
        scene.Table.Should().BeEquivalentTo([.. own, Foreign]);

        scene.Configure("global {\n on-exit clear\n}\n" + Service);
        scene.Daemon.StartAndSettle();
        scene.Daemon.Signal("TERM");
        scene.Daemon.ShouldEnd();
        scene.Daemon.ShouldSay("STOPPED: *");
        scene.Table.Should().Equal(Foreign);
    });

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : PolicyTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : PolicyTests(guest);
}
