using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks.Rows;

/// <summary>
/// The same in a virtual machine with IPVS, where one instruction is one nanosecond: no noise, and keepalived too.
/// </summary>
internal static partial class GuestRows
{
    private const int Servers = 1000;
    private const int Seconds = 10;

    /// <summary>Runs the lab's scripts in a copy of the lab.</summary>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        if (!File.Exists(Path.Combine(options.Lab, "director-vm")))
        {
            report.Note($"No virtual machine at {options.Lab}: its rows are left out.");
            return true;
        }

        string lab = Path.Combine(workshop.Folder, "lab");
        Shell(workshop.Folder, $"cp -rL '{options.Lab}' '{lab}' && chmod -R u+w '{lab}' && make -s -C '{lab}'");
        report.Table(
            $"A kernel with IPVS, {Servers} real servers, each every second", "who", "check",
            "thousand instructions a check", "lvsmon / it", "off its interval p99, ms", "10 ms, fullest / mean",
            "private, kB", "proportional, kB", "start to all in the table, ms");
        foreach (string kind in new[] { "http", "tcp" })
        {
            double own = 0;
            foreach ((string name, string command) in Commands(workshop, options, lab, kind))
            {
                string output = Shell(lab, command);
                double cost = Number(Cost(), output);
                own = own == 0 ? cost : own;
                report.Row(
                    name,
                    kind,
                    $"{cost:0.0}",
                    $"{own / cost:0.00}",
                    Text(Deviation(), output),
                    Text(Evenness(), output),
                    Text(Private(), output),
                    Text(Proportional(), output),
                    Text(Inserted(), output));
            }
        }

        return true;
    }

    private static IEnumerable<(string Name, string Command)> Commands(
        Workshop workshop, Options options, string lab, string kind)
    {
        string overlay = Path.Combine(workshop.Folder, $"overlay-{kind}");
        string etc = Directory.CreateDirectory(Path.Combine(overlay, "etc")).FullName;
        string text = LvsmonText.Of(new Load(Servers, 1000, kind));
        text = text.Replace($":{Peer.Port}\n", ":8080\n", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(etc, "lvsmon.conf"), LabService().Replace(text, "virtual tcp 10.0.0.1:100$1 {"));
        yield return ("lvsmon", $"TMO=1800 ./run-daemon lvsmon-{kind} {Servers} {Seconds} cpu '{overlay}' "
            + $"'/usr/bin/lvsmon --file /etc/lvsmon.conf --log syslog' -B '{options.Program}:/usr/bin/lvsmon' -i det");
        yield return ("C floor, a descriptor for each server", $"./run-floor {Servers} {kind} {Seconds}");
        if (File.Exists("/usr/sbin/haproxy"))
        {
            yield return ("haproxy", $"./run-haproxy-vm {Servers} {kind} {Seconds}");
        }

        if (File.Exists("/usr/sbin/keepalived"))
        {
            yield return ("keepalived", $"./run-keepalived {Servers} {kind} {Seconds} cpu");
        }
    }

    private static string Shell(string folder, string command)
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/bash")
        {
            ArgumentList = { "-c", command },
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        shell.ErrorDataReceived += (_, _) => { };
        shell.BeginErrorReadLine();
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }

    private static double Number(Regex pattern, string output) =>
        pattern.Matches(output).LastOrDefault() is { } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : double.NaN;

    private static string Text(Regex pattern, string output) =>
        pattern.Matches(output).LastOrDefault()?.Groups[1].Value ?? "-";

    [GeneratedRegex(@"virtual tcp 10\.0\.0\.(\d+):80 \{")]
    private static partial Regex LabService();

    [GeneratedRegex(@"PERCHECK (?:reuse )?us=([\d.]+)")]
    private static partial Regex Cost();

    [GeneratedRegex(@"SCHED (?:reuse )?abs_dev\S* .*?p99=([\d.]+)")]
    private static partial Regex Deviation();

    [GeneratedRegex(@"SCHED (?:reuse )?bucket_10ms .*peak/mean=([\d.]+)")]
    private static partial Regex Evenness();

    [GeneratedRegex(@"(?:PERCHECK|CPU .*comm=haproxy) .*anon_kB=(\d+)")]
    private static partial Regex Private();

    [GeneratedRegex(@"(?:PERCHECK|CPU .*comm=haproxy) .*pss_kB=(\d+)")]
    private static partial Regex Proportional();

    [GeneratedRegex(@"INSERT_ALL reached \d+ since_ms=([\d.]+)")]
    private static partial Regex Inserted();
}
