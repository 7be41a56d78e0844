using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>Clients that go through the virtual service while things happen behind it.</summary>
public abstract class TrafficTests(Guest guest) : VmTests(guest)
{
    private const int EveryMs = 50;

    /// <summary>From the end of a server to the end of its traffic: the next check (500 ms), the second that confirms
    /// it (500 ms), a hanging one's timeout (400 ms), and the rest for the emulated machine.</summary>
    private static readonly TimeSpan Detection = TimeSpan.FromSeconds(2.5);

    [VmFact]
    public void Clients_ServerKilledHungFailingAndBack_GoOnBeingServed() => Play(3, scene =>
    {
        Start(scene);
        foreach (string how in (string[])["killed", "hang", "503"])
        {
            // A machine that is short of time makes a try slow, never quick: one in time is proof enough.
            List<TimeSpan> taken = [];
            do
            {
                taken.Add(BreakAndMend(scene, how));
            }
            while (taken[^1] > Detection && taken.Count < 3);

            taken.Min().Should().BeLessThan(Detection, how);
        }
    });

    [VmFact]
    public void Clients_DaemonStoppedAndKilled_NoticeNothing() => Play(3, scene =>
    {
        Start(scene);
        TimeSpan from = scene.Now;

        scene.Daemon.Signal("STOP");
        Wait.For(TimeSpan.FromSeconds(2));
        scene.Daemon.Signal("CONT");
        Wait.For(TimeSpan.FromSeconds(1.5));
        scene.Daemon.Said("DOWN*").Should().BeEmpty("the time it was stopped is not the servers'");
        scene.Daemon.KillNine();
        Wait.For(TimeSpan.FromSeconds(1));
        scene.Daemon.StartAndSettle();
        Wait.For(TimeSpan.FromSeconds(1));

        ShouldBeServed(scene, from, scene.Now, "the kernel forwards by itself");
        Scene.Lines(scene.Read("watch")).Should().ContainSingle(line => line.Contains(" state "), "nothing moved");
        for (int real = 1; real <= 3; real++)
        {
            scene.Requests(real).Where(line => Time(line) > from).Should().NotBeEmpty();
        }
    });

    /// <summary>Breaks a server and mends it; meanwhile every request is served, and none goes to it once it is
    /// out.</summary>
    /// <returns>How long it took until it was out.</returns>
    private static TimeSpan BreakAndMend(Scene scene, string how)
    {
        TimeSpan at = scene.Now;
        Break(scene, how);
        scene.Daemon.ShouldSay("DOWN www 10.2.2.2:80: *");
        TimeSpan gone = TimeOfRemoval(scene, after: at);
        Wait.For(TimeSpan.FromSeconds(1));
        TimeSpan back = scene.Now;
        Load(scene, from: gone, to: back).Where(line => line.Contains(" r2 ", StringComparison.Ordinal))
            .Should().BeEmpty($"no request goes to a removed server ({how})");
        ShouldBeServed(scene, from: gone, to: back, $"the others serve ({how})");

        Mend(scene, how);
        scene.Daemon.ShouldSay("UP www 10.2.2.2:80: *");
        Scene.Until(() => scene.Requests(2).Any(line => Time(line) > back), () => "it serves again");
        return gone - at;
    }

    private static void Start(Scene scene)
    {
        scene.ServeAll();
        scene.Configure("""
            defaults {
                interval 500ms
                timeout 400ms
                fall 2
            }
            virtual tcp 192.0.2.80:80 {
                name www
                scheduler rr
                check http --url http://www/health
                real 10.2.1.2:80
                real 10.2.2.2:80
                real 10.2.3.2:80
            }
            """);
        scene.Daemon.StartAndSettle();
        Scene.Until(() => scene.Table.Count == 4, () => "all are in");
        scene.LaunchOnClient($"vm-peer load 192.0.2.80:80 {EveryMs} 600 {scene.Folder}/load", "client");
        scene.LaunchOnDirector($"vm-peer watch {scene.Folder}/watch", "watcher");
        Scene.Until(() => scene.Requests(2).Count > 2, () => "traffic flows");
    }

    private static void Break(Scene scene, string how)
    {
        if (how == "killed")
        {
            scene.Kill(2);
        }
        else
        {
            scene.Behave(2, how);
        }
    }

    private static void Mend(Scene scene, string how)
    {
        if (how == "killed")
        {
            scene.Serve(2);
        }
        else
        {
            scene.Behave(2, "ok");
        }
    }

    /// <summary>When the table was first seen without real server 2, whose address is what the kernel writes.</summary>
    private static TimeSpan TimeOfRemoval(Scene scene, TimeSpan after)
    {
        string? found = null;
        Scene.Until(
            () => (found = scene.Read("watch").Split("\n\n").FirstOrDefault(
                state => state.Contains(" state ") && Time(state) > after && !state.Contains("0A020202:0050")))
                is not null,
            () => "the entry leaves the table");
        return Time(found!);
    }

    /// <summary>One may time out: a machine that is emulated can stand still for as long.</summary>
    private static void ShouldBeServed(Scene scene, TimeSpan from, TimeSpan to, string why)
    {
        string[] failures =
            [.. Load(scene, from, to).Where(line => line.Contains(" fail ", StringComparison.Ordinal))];
        failures.Where(line => !line.Contains(" timeout ", StringComparison.Ordinal)).Should().BeEmpty(why);
        failures.Length.Should().BeLessThanOrEqualTo(1, why);
    }

    /// <summary>The client's requests that were begun in a time; what is under way at its begin is not among
    /// them.</summary>
    private static List<string> Load(Scene scene, TimeSpan from, TimeSpan to) =>
        [.. Scene.Lines(scene.Read("load")).Where(line => Time(line) > from && Time(line) < to)];

    private static TimeSpan Time(string line) =>
        TimeSpan.FromMicroseconds(long.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture));

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : TrafficTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : TrafficTests(guest);
}
