using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks.Rows;

/// <summary>What a check inside TLS costs: a whole handshake with the certificate verified, beside the same check
/// without and beside HAProxy.</summary>
internal static class TlsRows
{
    private static readonly Load Plain = new(100, 1000, "http");
    private static readonly Load Secure = new(100, 1000, "https");

    /// <summary>Measures in turn; the medians are told.</summary>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        if (!File.Exists(TlsPeer.Program))
        {
            Console.Error.WriteLine("nginx is not installed: no figures of TLS");
            return true;
        }

        report.Table(
            "TLS", "load", "who", "µs a check", "lvsmon / it", "private memory, kB", "proportional memory, kB");
        List<(Load Load, string Who, List<Measurement> Seen)> rows =
            [(Plain, "lvsmon", []), (Secure, "lvsmon", [])];
        if (File.Exists("/usr/sbin/haproxy"))
        {
            rows.AddRange([(Plain, "haproxy", []), (Secure, "haproxy", [])]);
        }

        for (int round = 0; round < options.Rounds; round++)
        {
            rows.ForEach(row => row.Seen.Add(Measure(workshop, options, row.Load, row.Who)));
        }

        foreach ((Load load, string who, List<Measurement> seen) in rows)
        {
            Measurement it = Median(seen);
            Measurement own = Median(rows.First(row => row.Load == load && row.Who == "lvsmon").Seen);
            report.Row(
                $"{load.Servers} {load.Kind}, each every {load.IntervalMs / 1000} s",
                who,
                $"{it.UsPerCheck:0}",
                $"{own.UsPerCheck / it.UsPerCheck:0.00}",
                $"{it.PrivateKb}",
                $"{it.ProportionalKb}");
        }

        return true;
    }

    private static Measurement Measure(Workshop workshop, Options options, Load load, string who)
    {
        using TlsPeer peer = new(workshop, isSecure: load == Secure);
        using MeasuredProcess daemon = who == "lvsmon"
            ? Contenders.Daemon(workshop, options, LvsmonText.Of(load, peer.Authority))
            : new MeasuredProcess(
                "/usr/sbin/haproxy",
                "-db",
                "-f",
                Contenders.Configuration(workshop, "haproxy.cfg", HaproxyText.Of(load, peer.Authority)));
        Measurement seen = daemon.MeasureAlone(load, options.Seconds);
        string written = daemon.End();
        string allUp = $"STARTED: {load.Servers} of {load.Servers} ";
        if (who == "lvsmon" && !written.Contains(allUp, StringComparison.Ordinal))
        {
            throw new IOException($"not all servers are up: {written}");
        }

        return seen;
    }

    private static Measurement Median(List<Measurement> list) =>
        list.OrderBy(it => it.UsPerCheck).ElementAt(list.Count / 2);
}
