using System;
using System.Collections.Generic;
using System.IO;
using LvsMon.Commands;
using LvsMon.Composition;
using LvsMon.Core.Lvs.Memory;
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

    /// <summary>Runs the show; at most 20 s.</summary>
    public static int Run(TextWriter output)
    {
        using DemoChild? child = DemoChild.Start(Servers);
        if (child is null)
        {
            output.WriteLine("lvsmon: the demo's servers could not be started");
            return (int)ExitCode.BrokenInvariant;
        }

        string path = Path.Combine(Path.GetTempPath(), $"lvsmon-demo-{Environment.ProcessId}.conf");
        try
        {
            File.WriteAllText(path, Configuration(child.Endpoints));
            return Show(child, path, output);
        }
        finally
        {
            File.Delete(path);
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

    private static int Show(DemoChild child, string path, TextWriter output)
    {
        LoadedPlan loaded = PlanLoader.Load(path, null, PlanLimits.Unlimited);
        loaded.Report(output);
        if (loaded.Plan is not { } plan)
        {
            return (int)ExitCode.Configuration;
        }

        output.WriteLine($"Three web servers run on {string.Join(", ", child.Endpoints)}.");
        output.WriteLine("The daemon checks them and keeps this virtual service in a table in memory:");
        output.WriteLine();
        output.Write(File.ReadAllText(path));
        MemoryIpvsadm? table = null;
        DaemonSettings settings = new() { File = path, Table = "memory", LogTarget = "none", Control = "off" };
        using RunningDaemon daemon = new(
            settings, plan, output, details => new DemoNarrator(plan, details, output, () => table!.List()));
        table = (MemoryIpvsadm)daemon.Table;
        Play(child, daemon, output);
        output.WriteLine();
        output.WriteLine($"Shown: {daemon.Counters.Started} checks, each change told once, the table true after each.");
        output.WriteLine("Next: write /etc/lvsmon.conf (lvsmon.conf.sample explains every word) and try");
        output.WriteLine("  lvsmon plan --file /etc/lvsmon.conf");
        return (int)ExitCode.Success;
    }

    private static void Play(DemoChild child, RunningDaemon daemon, TextWriter output)
    {
        long begunUs = daemon.Clock.NowUs;
        Tell(output, 0, "The daemon starts. Nothing is in the table before a check has passed.");
        daemon.ReadTable();
        daemon.Begin();
        foreach (Act act in Acts)
        {
            long untilUs = begunUs + (act.Second * SecondUs);
            while (daemon.Clock.NowUs < untilUs)
            {
                daemon.RunTurn(untilUs);
            }

            if (act.Server > 0)
            {
                Tell(output, act.Second, act.Text);
                child.Tell(act.Verb, act.Server);
            }
        }

        daemon.End();
    }

    private static void Tell(TextWriter output, int second, string text)
    {
        output.WriteLine();
        output.WriteLine($"== {second,2} s  {text}");
        output.Flush();
    }

    private sealed record Act(int Second, string Verb, int Server, string Text);
}
