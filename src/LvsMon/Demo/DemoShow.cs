using System.Collections.Generic;
using System.IO;
using LvsMon.Commands;
using LvsMon.Composition;
using LvsMon.Core.Lvs.Memory;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;

namespace LvsMon.Demo;

/// <summary>
/// The demo: three real web servers in a child process, the real daemon with its table in memory; one server is
/// stopped, one
/// hangs, both come back. Each edge is shown as its syslog line, each table as ipvsadm prints it.
/// </summary>
internal static class DemoShow
{
    private const int Servers = 3;
    private const long SecondUs = 1_000_000;

    private static readonly Act[] Acts =
    [
        new(3, "stop", 2, "Server 2 is stopped: nothing listens on its port any more."),
        new(6, "hang", 3, "Server 3 hangs: it takes connections and never answers."),
        new(10, "start", 2, "Server 2 is started again."),
        new(12, "start", 3, "Server 3 answers again."),
        new(15, "", 0, ""),
    ];

    /// <summary>Runs the show; at most 20 s, unless it stays until a signal comes.</summary>
    public static int Run(TextWriter output, bool stay)
    {
        using DemoChild? child = DemoChild.Start(Servers);
        if (child is null)
        {
            output.WriteLine("lvsmon: the demo's servers could not be started");
            return (int)ExitCode.BrokenInvariant;
        }

        // Nobody else may enter it: who may write where the control socket is could put another in its place.
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lvsmon-demo-");
        try
        {
            string path = Path.Combine(folder.FullName, "lvsmon.conf");
            File.WriteAllText(path, Configuration(child.Endpoints));
            return Show(child, path, output, stay);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The configuration of the show.</summary>
    internal static string Configuration(IReadOnlyList<string> endpoints)
    {
        StringWriter text = new() { NewLine = "\n" };
        text.WriteLine("defaults {");
        text.WriteLine("    interval        1s");
        text.WriteLine("    fast-interval   500ms");
        text.WriteLine("    receive-timeout 500ms");
        text.WriteLine("    fall            2");
        text.WriteLine("}");
        text.WriteLine("virtual tcp 192.0.2.80:80 {");
        text.WriteLine("    name  www");
        text.WriteLine("    check http --url http://www.example.com/ --status 200");
        for (int i = 0; i < endpoints.Count; i++)
        {
            text.WriteLine($"    real  {endpoints[i]} weight {endpoints.Count - i}");
        }

        text.WriteLine("}");
        return text.ToString();
    }

    private static int Show(DemoChild child, string path, TextWriter output, bool stay)
    {
        PlanLimits limits = PlanLimits.Unlimited;
        LoadedPlan loaded = PlanLoader.Load(path, null, limits);
        loaded.Report(output);
        if (loaded.Plan is not { } plan)
        {
            return (int)ExitCode.Configuration;
        }

        output.WriteLine($"Three web servers run on {string.Join(", ", child.Endpoints)}.");
        output.WriteLine("The daemon checks them and keeps this virtual service in a table in memory:");
        output.WriteLine();
        output.Write(File.ReadAllText(path));
        string control = Path.Combine(Path.GetDirectoryName(path)!, ControlPoint.FileName);
        MemoryIpvsadm? table = null;
        DaemonSettings settings = new() { File = path, Table = "memory", LogTarget = "none", Control = control };
        using RunningDaemon daemon = new(
            settings, plan, output, details => new DemoNarrator(plan, details, output, () => table!.List()));
        table = (MemoryIpvsadm)daemon.Table;
        daemon.Door.Run = new Reloading(daemon, settings, limits, output).Run;
        output.WriteLine();
        output.WriteLine(stay
            ? "From a second terminal, until Ctrl-C (--help shows what else can be asked and ordered):"
            : "From a second terminal, as long as this runs (demo --stay runs until Ctrl-C):");
        output.WriteLine($"  {string.Join(' ', DemoChild.Program)} status --control {control}");
        Play(child, daemon, output, stay);
        output.WriteLine();
        output.WriteLine($"Shown: {daemon.Counters.Started} checks, each change told once, the table true after each.");
        output.WriteLine("Next: write /etc/lvsmon.conf (lvsmon.conf.sample explains every word) and try");
        output.WriteLine("  lvsmon plan --file /etc/lvsmon.conf");
        return (int)ExitCode.Success;
    }

    /// <summary>The acts, then what the operator does; any signal ends it, also that of a terminal that is
    /// closed.</summary>
    private static void Play(DemoChild child, RunningDaemon daemon, TextWriter output, bool stay)
    {
        long begunUs = daemon.Clock.NowUs;
        Tell(output, 0, "The daemon starts. Nothing is in the table before a check has passed.");
        daemon.ReadTable();
        daemon.Begin();
        SignalSet signals = SignalSet.None;
        foreach (Act act in Acts)
        {
            signals = RunUntil(daemon, begunUs + (act.Second * SecondUs));
            if (signals != SignalSet.None)
            {
                break;
            }

            if (act.Server > 0)
            {
                Tell(output, act.Second, act.Text);
                child.Tell(act.Verb, act.Server);
            }
        }

        if (stay && signals == SignalSet.None)
        {
            Tell(output, Acts[^1].Second, "The show is over, the daemon goes on until Ctrl-C.");
            RunUntil(daemon, long.MaxValue);
        }

        daemon.End();
    }

    /// <summary>Runs turns until a time, or until a signal comes.</summary>
    /// <returns>The signals, none when the time came.</returns>
    private static SignalSet RunUntil(RunningDaemon daemon, long untilUs)
    {
        SignalSet signals = daemon.TakeSignals();
        while (signals == SignalSet.None && daemon.Clock.NowUs < untilUs)
        {
            daemon.RunTurn(untilUs);
            signals = daemon.TakeSignals();
        }

        return signals;
    }

    private static void Tell(TextWriter output, int second, string text)
    {
        output.WriteLine();
        output.WriteLine($"== {second,2} s  {text}");
        output.Flush();
    }

    private sealed record Act(int Second, string Verb, int Server, string Text);
}
