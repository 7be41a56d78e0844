using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace LvsMon.Benchmarks.Subjects;

/// <summary>Who checks: each a function from a load to one measurement.</summary>
internal static class Contenders
{
    /// <summary>The contenders that this machine has.</summary>
    public static Dictionary<string, Func<Load, Measurement>> Find(Workshop workshop, Options options)
    {
        Dictionary<string, Func<Load, Measurement>> all = new()
        {
            ["lvsmon"] = load => Lvsmon(workshop, options, load),
            ["C floor"] = load => Floor(workshop, options, load),
        };
        if (File.Exists("/usr/sbin/haproxy"))
        {
            all.Add("haproxy", load => Haproxy(workshop, options, load));
        }

        return all;
    }

    /// <summary>lvsmon with a stand-in for ipvsadm: this kernel may have no IPVS.</summary>
    public static Measurement Lvsmon(Workshop workshop, Options options, Load load)
    {
        using Peer peer = new(workshop, load.Servers);
        using MeasuredProcess daemon = Daemon(workshop, options, load);
        return daemon.Measure(peer, load, options.Seconds);
    }

    /// <summary>Starts lvsmon.</summary>
    public static MeasuredProcess Daemon(Workshop workshop, Options options, Load load, params string[] more) =>
        Daemon(workshop, options, LvsmonText.Of(load), more);

    /// <summary>Starts lvsmon with this configuration.</summary>
    public static MeasuredProcess Daemon(Workshop workshop, Options options, string text, params string[] more) => new(
        options.Program,
        [
            "--file", Configuration(workshop, "lvsmon.conf", text),
            "--ipvsadm", workshop.FreshIpvsadm(),
            "--log", "stderr",
            "--state-dir", Directory.CreateDirectory(Path.Combine(workshop.Folder, "state")).FullName,
            .. more,
        ]);

    /// <summary>Writes a file.</summary>
    /// <returns>Its path.</returns>
    public static string Configuration(Workshop workshop, string name, string text)
    {
        string path = Path.Combine(workshop.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Measurement Floor(Workshop workshop, Options options, Load load)
    {
        using Peer peer = new(workshop, load.Servers);
        int warm = 1 + (load.IntervalMs / 1000);
        using Process floor = Process.Start(new ProcessStartInfo(workshop.Compile("floor"))
        {
            ArgumentList =
            {
                $"{Peer.Port}", $"{load.Servers}", $"{load.IntervalMs * 1000L}", load.Kind, $"{warm}",
                $"{options.Seconds}",
            },
            RedirectStandardOutput = true,
        })!;
        string[] words = floor.StandardOutput.ReadToEnd().Split(' ');
        floor.WaitForExit();
        return new Measurement(
            long.Parse(words[1], CultureInfo.InvariantCulture), long.Parse(words[3], CultureInfo.InvariantCulture));
    }

    private static Measurement Haproxy(Workshop workshop, Options options, Load load)
    {
        string path = Configuration(workshop, "haproxy.cfg", HaproxyText.Of(load));
        using Peer peer = new(workshop, load.Servers);
        using MeasuredProcess daemon = new("/usr/sbin/haproxy", "-db", "-f", path);
        Measurement seen = daemon.Measure(peer, load, options.Seconds);

        // Its tcp check ends before the handshake does: the peer never sees it.
        return load.Kind == "http"
            ? seen
            : seen with { Checks = (long)(load.Rate * options.Seconds), DeviationP99Us = -1, DeviationMaxUs = -1 };
    }
}
