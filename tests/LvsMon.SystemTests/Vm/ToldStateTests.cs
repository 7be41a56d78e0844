using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>
/// Real servers die and come back at random, and lvsmon with them: whenever the last of it is told, what was told is
/// what the kernel has.
/// </summary>
public abstract class ToldStateTests(Guest guest) : VmTests(guest)
{
    private const int Steps = 8;
    private const int Reals = 3;

    /// <summary>The promise is an interval (500 ms) and a hanging server's timeout (1 s); as long again for the
    /// emulated machine.</summary>
    private static readonly TimeSpan Gone = TimeSpan.FromSeconds(3);

    /// <summary>The two steps at which lvsmon is killed as well.</summary>
    private static readonly int[] Kills = [2, 5];

    private static readonly string[] Faults = ["killed", "hang", "503"];

    [VmFact]
    public void Told_RandomDeathsAndReturns_IsTheTable() => Play(Reals, scene =>
    {
        const int Seed = 3;
        Random random = new(Seed);
        Start(scene);
        ToldState told = new();
        string[] faults = new string[Reals + 1];
        Rest(scene, told, faults);
        for (int step = 0; step < Steps; step++)
        {
            bool isKilled = Kills.Contains(step);
            TimeSpan at = scene.Now;
            int[] others = isKilled ? KillAndChange(scene, told, random, faults) : Change(scene, random, faults);
            Rest(scene, told, faults);
            foreach (int real in others.Where(real => faults[real] is not null && !isKilled))
            {
                (TimeOfRemoval(scene, real, after: at) - at).Should().BeLessThan(Gone, $"{real} {faults[real]}");
            }
        }
    });

    private static void Start(Scene scene)
    {
        scene.ServeAll();
        scene.Configure("""
            global {
                log-burst off
            }
            defaults {
                interval 500ms
                timeout 1s
                fall 1
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
        scene.LaunchOnDirector($"vm-peer watch {scene.Folder}/watch", "watcher");
    }

    /// <summary>One or two real servers break, or are mended if they are broken.</summary>
    /// <returns>Which.</returns>
    private static int[] Change(Scene scene, Random random, string?[] faults)
    {
        int[] changed = [.. Enumerable.Range(1, Reals).OrderBy(_ => random.Next()).Take(random.Next(1, 3))];
        foreach (int real in changed)
        {
            string? fault = faults[real];
            faults[real] = fault is null ? Faults[random.Next(Faults.Length)] : null;
            string mode = faults[real] ?? "ok";
            if (mode == "killed")
            {
                scene.Kill(real);
            }
            else
            {
                scene.Behave(real, mode);
            }

            if (fault == "killed")
            {
                scene.Serve(real);
            }
        }

        return changed;
    }

    /// <summary>The same while lvsmon is dead, or right before it is killed; then it is started again.</summary>
    private static int[] KillAndChange(Scene scene, ToldState told, Random random, string?[] faults)
    {
        bool isBefore = random.Next(2) == 0;
        int[] changed = isBefore ? Change(scene, random, faults) : [];
        scene.Daemon.KillNine();
        told.Read(scene.Daemon.Lines);
        told.BeginWith(InTable(scene));
        changed = isBefore ? changed : Change(scene, random, faults);
        scene.Daemon.Start();
        return changed;
    }

    /// <summary>Waits until all that has happened is told; then the table is so without any more waiting.</summary>
    private static void Rest(Scene scene, ToldState told, string?[] faults)
    {
        string[] up = [.. Enumerable.Range(1, Reals).Where(real => faults[real] is null).Select(Name)];
        Scene.Until(
            () =>
            {
                told.Read(scene.Daemon.Lines);
                return told.Up.SequenceEqual(up) && told.InTable.SequenceEqual(up);
            },
            () => $"{string.Join(' ', up)} are up and told so: {told}");

        scene.Table.Should().BeEquivalentTo(
            ["-A -t 192.0.2.80:80 -s rr", .. up.Select(real => $"-a -t 192.0.2.80:80 -r {real} -m -w 1")]);
    }

    /// <summary>When the table was first seen without a real server that was in it.</summary>
    private static TimeSpan TimeOfRemoval(Scene scene, int real, TimeSpan after)
    {
        string entry = WatchedState.Entry(WatchedState.Service(port: 80, "rr"), real);
        WatchedState? gone = null;
        Scene.Until(
            () => (gone = WatchedState.All(scene)
                .FirstOrDefault(state => state.Seen > after && !state.Rows.Contains(entry))) is not null,
            () => "the entry leaves the table");
        return gone!.Seen;
    }

    private static IEnumerable<string> InTable(Scene scene) =>
        scene.Table.Where(line => line.StartsWith("-a ", StringComparison.Ordinal)).Select(line => line.Split(' ')[4]);

    private static string Name(int real) => $"10.2.{real}.2:80";

    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : ToldStateTests(guest);

    [Collection(PortableGuest.Name)]
    public sealed class Portable(PortableGuest guest) : ToldStateTests(guest);
}
