using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using FluentAssertions;
using LvsMon.SystemTests.Support;
using LvsMon.SystemTests.Vm.Harness;
using Xunit;

namespace LvsMon.SystemTests.Vm;

/// <summary>
/// lvsmon or its ipvsadm is killed anywhere between a verdict and the finished table: what comes after makes the table
/// right within an interval, and no entry that was right moves.
/// </summary>
public abstract class CrashTests(Guest guest) : VmTests(guest)
{
    private const int IntervalMs = 300;

    /// <summary>What a check, some runs of ipvsadm and a busy machine take under emulation: a run 0.1 s to 0.4 s.
    /// </summary>
    private const int EmulationMs = 2000;

    /// <summary>The first wait after an ipvsadm that failed; also <c>reconcile</c> where a test sets it.</summary>
    private const int SecondMs = 1000;

    /// <summary>Not within a strike: what a reading at rest would put right must not count.</summary>
    private const string Seldom = "1h";

    /// <summary>From the new daemon's reading of the table to the table being right: its quick first round goes over
    /// all servers within one interval.</summary>
    private static readonly TimeSpan Convergence = TimeSpan.FromMilliseconds(IntervalMs + EmulationMs);

    /// <summary>The same daemon sees the server within one interval, and tries again a second after the failure.
    /// </summary>
    private static readonly TimeSpan Repetition = TimeSpan.FromMilliseconds(IntervalMs + SecondMs + (2 * EmulationMs));

    /// <summary>What an orphan has done is found at the next reading.</summary>
    private static readonly TimeSpan Repair = TimeSpan.FromMilliseconds(SecondMs + EmulationMs);

    /// <summary>What touches nothing but the process itself: killed before such a call or after it, it leaves the same
    /// world behind.</summary>
    private static readonly string[] Private =
    [
        "fcntl", "prlimit64", "mmap", "munmap", "mprotect", "madvise", "rt_sigprocmask", "brk", "futex", "pipe2",
        "epoll_ctl", "timerfd_settime", "pidfd_open", "getsockopt",
    ];

    /// <summary>The steps of an edit: the daemon is killed at the first of each, whatever the stride is.</summary>
    private static readonly string[] Landmarks =
        ["connect", "clone3", "write", "sendto", "read", "waitid", "epoll_wait"];

    private readonly Guest _guest = guest;

    /// <summary>Of the calls one in so many is struck when the server dies, and another when it comes back: with 2
    /// every call has its turn. A strike takes a second in the emulation, and some more with the portable build, which
    /// starts slowly.</summary>
    private int Stride => _guest.Build == Build.Native ? 2 : 32;

    private int StrikesPerRun => _guest.Build == Build.Native ? 32 : 6;

    [VmFact]
    public void Daemon_KilledAtAnyCall_NextOneConverges() => Play(3, scene =>
    {
        CrashSite site = Open(scene, Seldom, 80);
        (IReadOnlyList<Strike> down, IReadOnlyList<Strike> up) = site.Trace();
        List<Strike> plan = Choose(down, up);
        IReadOnlyList<Strike> strikes = site.Carry(plan, StrikesPerRun);
        Report(strikes);

        IReadOnlyList<WatchedState> states = WatchedState.All(scene);
        ShouldHaveMovedOnlyTheSecond(states, 80);
        states.Select(state => state.Rows.Count).Should().Equal(
            Enumerable.Range(0, strikes.Count + 3).Select(i => i % 2 == 0 ? 4 : 3), "it went and came in turns");
        for (int i = 0; i < strikes.Count; i++)
        {
            // The first three states: at the beginning, and without a strike.
            (states[i + 3].Seen - strikes[i].Ready).Should().BeLessThan(Convergence, $"after {strikes[i]}");
        }

        IEnumerable<Strike> hits = strikes.Where(strike => !strike.IsLate);
        hits.Should().OnlyContain(strike => strike.KilledAt == strike.Call)
            .And.HaveCountGreaterThan(plan.Count * 9 / 10, "a few may come after the end");
        hits.Select(strike => strike.Call).Should().Contain(Landmarks);
        hits.Where(strike => strike.IsDown).Select(strike => strike.Adopted).Distinct()
            .Should().BeEquivalentTo([2, 3], "it was killed before and after the edit");
    });

    [VmFact]
    public void Child_KilledBeforeAtAndAfterItsMessages_DaemonConverges() => Play(3, scene =>
    {
        // Two edits in one batch: the fifth message is the first edit, the seventh the second.
        Strike[] plan =
        [
            new(true, "-R", "brk", 1), new(false, "-R", "sendmsg", 4), new(true, "-R", "sendmsg", 5),
            new(false, "-R", "sendmsg", 5), new(true, "-R", "sendmsg", 7), new(false, "-R", "sendmsg", 7),
            new(true, "-R", "exit_group", 1), new(false, "-S", "sendmsg", 1), new(true, "-S", "write", 1),
            new(false, "-L", "write", 1), new(true, "-L", "exit_group", 1),
        ];
        CrashSite site = Open(scene, Seldom, 80, 443);
        site.ExposeIpvsadm();
        IReadOnlyList<Strike> strikes = site.Carry(plan, plan.Length);

        strikes.Should().OnlyContain(strike => strike.KilledAt == strike.Call);
        IReadOnlyList<WatchedState> states = WatchedState.All(scene);
        ShouldHaveMovedOnlyTheSecond(states, 80, 443);
        foreach (Strike strike in strikes)
        {
            WatchedState last = states.Last(state => state.Seen < strike.Ready);
            last.Rows.Should().HaveCount(strike.IsDown ? 6 : 8, $"after {strike}");
            last.Seen.Should().BeGreaterThan(strike.Begun).And.BeLessThan(strike.Begun + Repetition, $"after {strike}");
        }

        scene.Daemon.Said("TABLE out of step: *").Should().NotBeEmpty();
        scene.Daemon.Said("TABLE * step: *")[^1].Should().StartWith("TABLE in step: ");
    });

    [VmFact]
    public void Orphan_WritesAfterTheNextStart_IsRepairedAtTheNextReading() => Play(3, scene =>
    {
        CrashSite site = Open(scene, "1s", 80);
        site.ExposeIpvsadm();
        scene.Daemon.StartAndSettle();
        foreach ((string order, string back, string drift) in (ReadOnlySpan<(string, string, string)>)[
            ("down", "up", "missing"), ("up", "down", "in the table, not wanted")])
        {
            if (back == "down")
            {
                site.Order(back);
                scene.Daemon.ShouldSay("TABLE www80: 1 edit applied in * (delete 10.2.2.2:80)");
            }

            site.Doom("-R hold");
            site.Order(order);
            site.ShouldBeDoomed();
            scene.Daemon.KillNine();
            site.Order(back);
            scene.Daemon.StartAndSettle();
            int before = WatchedState.All(scene).Count;
            site.Release();

            scene.Daemon.ShouldSay($"DRIFT www80 10.2.2.2:80: {drift}; repaired");
            IReadOnlyList<WatchedState> states = WatchedState.All(scene);
            states.Should().HaveCount(before + 2, "the orphan's edit came, and went");
            (states[^1].Seen - states[^2].Seen).Should().BeLessThan(Repair);
            ShouldHaveMovedOnlyTheSecond(states, 80);
        }
    });

    [VmFact]
    public void Orphan_OfADeathWithinALongBatch_ReadsWholeLines() => Play(0, scene =>
    {
        // Lines of 50 bytes: a pipe is full after 65536, which is "-e -t 192.0.2.80:80 -r 192.168.10.1N", the beginning
        // of a server's line and the whole name of another that is up.
        string[] up = [.. Enumerable.Range(11, 9).Select(host => $"192.168.10.{host}:80")];
        string[] down = [.. Enumerable.Range(0, 1700).Select(i => $"192.168.10.{110 + (i % 90)}:{100 + (i / 90)}")];
        string[] table = [.. up.Concat(down).Select(real => $"-a -t 192.0.2.80:80 -r {real} -m -w 1")];
        scene.OnDirector($"{SceneNetwork.Ip} route replace local 192.168.10.0/24 dev lo table local");
        scene.Configure(LongConfiguration(up, down));
        scene.Write("table", "-A -t 192.0.2.80:80 -s rr\n" + string.Join('\n', table));
        scene.OnDirector($"ipvsadm -R <{scene.Folder}/table");
        CrashSite site = new(scene);
        site.ExposeIpvsadm();

        // The first batch is held until all are down: the second one has them all, and is held unread.
        site.Doom("-R hold");
        scene.Daemon.Start();
        Scene.Until(
            () => scene.Run($"vm-peer count {scene.Folder}/lvsmon.log ' DOWN www '") == "1700", () => "all are down");
        site.Doom("-R hold");
        site.Release();
        site.ShouldBeDoomed();
        scene.Daemon.KillNine();
        site.Release();
        scene.Run("while pidof ipvsadm; do sleep 0.1; done");

        IReadOnlyList<string> after = scene.Table;
        after.Count(line => line.EndsWith(" -w 0", StringComparison.Ordinal))
            .Should().BeGreaterThan(200, "the second batch was under way").And.BeLessThan(1700, "and was cut");
        after.Where(line => up.Any(real => line.Contains($" {real} ", StringComparison.Ordinal)))
            .Should().Equal(table[..up.Length], "nobody wanted these to change");
    });

    [VmFact]
    public void Upgrade_OtherBuildBefore_MovesNothing() => Play(3, scene =>
    {
        scene.ServeAll();
        scene.Configure(Configuration("1s", 80, 443).Replace("fall 1", "fall 1\n on-failure quiesce"));
        scene.RecordEdits();
        SceneDaemon old = new(scene, _guest.Build == Build.Native ? Build.Portable : Build.Native);
        old.StartAndSettle();
        scene.Kill(2);
        Scene.Until(
            () => scene.Table.Count(line => line.EndsWith(" -w 0", StringComparison.Ordinal)) == 2,
            () => "the dead one has weight 0");
        old.ShouldSay("TABLE*: * applied in *");
        scene.LaunchOnDirector($"vm-peer watch {scene.Folder}/watch", "watcher");
        scene.ForgetEdits();
        old.Signal("TERM");
        old.ShouldEnd();
        scene.Daemon.PassOver();
        scene.Daemon.Start();

        scene.Daemon.ShouldSay("ADOPTED: 6 real servers found in the table, 0 entries not in the configuration");
        scene.Daemon.ShouldSay("STARTED: 4 of 6 real servers up; *");
        Wait.For(TimeSpan.FromMilliseconds(2 * SecondMs));
        WatchedState.All(scene).Should().ContainSingle().Which.Rows.Should().HaveCount(8)
            .And.Contain(WatchedState.Entry(WatchedState.Service(80, "rr"), 2, weight: 0));
        scene.Edits.Should().BeEmpty();
    });

    private static CrashSite Open(Scene scene, string reconcile, params int[] ports)
    {
        scene.Configure(Configuration(reconcile, ports));
        CrashSite site = new(scene);
        site.Open(ports.SelectMany(port => (string[])[
            $"-A -t 192.0.2.80:{port} -s rr",
            .. Enumerable.Range(1, 3).Select(real => $"-a -t 192.0.2.80:{port} -r 10.2.{real}.2:80 -m -w 1"),
        ]));
        return site;
    }

    /// <summary>The others are checked seldom: what happens between a verdict and its edit is then always the
    /// same.</summary>
    private static string Configuration(string reconcile, params int[] ports) => $$"""
        global {
            reconcile {{reconcile}}
        }
        defaults {
            interval {{IntervalMs}}ms
            timeout 2s
            fall 1
            scheduler rr
            check tcp
        }

        """ + string.Concat(ports.Select(port => $$"""
        virtual tcp 192.0.2.80:{{port}} {
            name www{{port}}
            real 10.2.1.2:80 {
                interval 10s
            }
            real 10.2.2.2:80
            real 10.2.3.2:80 {
                interval 10s
            }
        }

        """));

    private static string LongConfiguration(string[] up, string[] down) =>
        "global {\n log-burst off\n}\ndefaults {\n interval 3s\n fall 1\n on-failure quiesce\n}\n"
        + "virtual tcp 192.0.2.80:80 {\n name www\n scheduler rr\n check tcp\n"
        + string.Concat(up.Select(real => $"real {real} unmonitored\n"))
        + string.Concat(down.Select(real => $"real {real}\n"))
        + "}";

    /// <summary>Every <see cref="Stride"/>-th call and the landmarks, the deaths and returns of the server in
    /// turns.</summary>
    private List<Strike> Choose(IReadOnlyList<Strike> down, IReadOnlyList<Strike> up)
    {
        List<string> world = [.. down.Where(call => !Private.Contains(call.Call)).Select(Name)];
        IEnumerable<Strike> deaths = down.Where(call => IsChosen(down, call, 0));
        IEnumerable<Strike> returns = up.Where(call => IsChosen(up, call, Stride / 2));
        return [.. deaths.Zip(returns).SelectMany(pair => (Strike[])[pair.First, pair.Second])];

        static string Name(Strike call) => $"{call.Call} {call.Number}";

        bool IsChosen(IReadOnlyList<Strike> calls, Strike call, int from)
        {
            int at = world.IndexOf(Name(call));
            int landmark = Array.IndexOf(Landmarks, call.Call);
            bool isLandmark = landmark >= 0 && calls.First(other => other.Call == call.Call) == call;
            return (at >= 0 && at % Stride == from)
                || (isLandmark && (Stride == 2 || (landmark % 2 == 0) == (from == 0)));
        }
    }

    /// <summary>The first and third real server stood in every state as they should, the second so or not at
    /// all.</summary>
    private static void ShouldHaveMovedOnlyTheSecond(IReadOnlyList<WatchedState> states, params int[] ports)
    {
        string[] services = [.. ports.Select(port => WatchedState.Service(port, "rr"))];
        string[] others = [.. services.SelectMany(service => (string[])[
            service, WatchedState.Entry(service, 1), WatchedState.Entry(service, 3)])];
        string[] second = [.. services.Select(service => WatchedState.Entry(service, 2))];
        foreach (WatchedState state in states)
        {
            state.Rows.Except(second).Should().BeEquivalentTo(others, $"that is the state of {state.Seen}");
            state.Rows.Should().OnlyHaveUniqueItems();
        }
    }

    /// <summary>Leaves beside the image what was done.</summary>
    private void Report(IReadOnlyList<Strike> strikes) => File.WriteAllLines(
        Path.Combine(VmImage.Folder, $"crashes.{_guest.Build}"),
        strikes.Select(strike => $"{strike}: {(strike.IsLate ? "late" : $"killed at {strike.KilledAt}")}, "
            + $"{strike.Adopted} in the table at {strike.Ready.TotalSeconds:F2}"));

    /// <summary>With the native build.</summary>
    [Collection(NativeGuest.Name)]
    public sealed class Native(NativeGuest guest) : CrashTests(guest);

    /// <summary>With the framework-dependent build.</summary>
    [Collection(SecondPortableGuest.Name)]
    public sealed class Portable(SecondPortableGuest guest) : CrashTests(guest);
}
