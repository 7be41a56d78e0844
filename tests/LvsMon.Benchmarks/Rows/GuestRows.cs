using System;
using System.Collections.Generic;
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
    private const int Seconds = 10;

    /// <summary>Runs the lab's scripts in a copy of the lab.</summary>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        if (!File.Exists(Path.Combine(options.Lab, "director-vm")))
        {
            report.Note($"No virtual machine at {options.Lab}: its rows are left out.");
            return true;
        }

        Guest guest = new(workshop, options);
        report.Table(
            $"A kernel with IPVS, {Guest.Servers} real servers, each every second", "who", "check",
            "thousand instructions a check", "lvsmon / it", "off its interval p99, ms", "10 ms, fullest / mean",
            "private, kB", "proportional, kB", "start to all in the table, ms");
        Rows(report, guest, WithTable, output =>
            [Text(Private(), output), Text(Proportional(), output), Text(Inserted(), output)]);
        report.Table(
            "The same with an empty table", "who", "check", "thousand instructions a check", "lvsmon / it",
            "off its interval p99, ms", "10 ms, fullest / mean");
        Rows(report, guest, WithoutTable, _ => []);
        return true;
    }

    private static void Rows(
        Report report,
        Guest guest,
        Func<Guest, string, IEnumerable<(string Name, string Command)>> subjects,
        Func<string, string[]> more)
    {
        foreach (string kind in new[] { "http", "tcp" })
        {
            double own = 0;
            foreach ((string name, string command) in subjects(guest, kind))
            {
                string output = guest.Run(command);
                double cost = Number(Cost(), output);
                own = own == 0 ? cost : own;
                report.Row(
                [
                    name, kind, $"{cost:0.0}", $"{own / cost:0.00}",
                    Text(Deviation(), output), Text(Evenness(), output), .. more(output),
                ]);
            }
        }
    }

    private static IEnumerable<(string Name, string Command)> WithTable(Guest guest, string kind)
    {
        string overlay = guest.Overlay(kind, hasTable: false);
        yield return ("lvsmon", $"TMO=1800 ./run-daemon lvsmon-{kind} {Guest.Servers} {Seconds} cpu '{overlay}' "
            + $"'/usr/bin/lvsmon --file /etc/lvsmon.conf --log syslog' -B '{guest.Program}:/usr/bin/lvsmon' -i det");
        yield return ("C floor", Check(guest, kind, Floor(kind), hasTable: true));
        if (File.Exists("/usr/sbin/keepalived"))
        {
            yield return ("keepalived", $"./run-keepalived {Guest.Servers} {kind} {Seconds} cpu");
        }
    }

    private static IEnumerable<(string Name, string Command)> WithoutTable(Guest guest, string kind)
    {
        const string Lvsmon = "/usr/bin/lvsmon --file /etc/lvsmon.conf --table dry-run --log stderr";
        yield return ("lvsmon, `--table dry-run`", Check(guest, kind, Lvsmon, hasTable: false));
        yield return ("C floor", Check(guest, kind, Floor(kind), hasTable: false));
        yield return ("C floor, a wake-up for each check", $"./run-floor {Guest.Servers} {kind} {Seconds}");
        if (File.Exists("/usr/sbin/haproxy"))
        {
            yield return ("haproxy", $"./run-haproxy-vm {Guest.Servers} {kind} {Seconds}");
        }
    }

    private static string Floor(string kind) => $"/usr/bin/floor8 8080 {Guest.Servers} 1000000 {kind} 1 60";

    /// <summary>Runs a subject by <c>native/guest-check</c>.</summary>
    private static string Check(Guest guest, string kind, string subject, bool hasTable) =>
        $"mkdir -p out/check && ./director-vm -q -t 1800 -o out/check -B '{guest.Program}:/usr/bin/lvsmon' "
        + $"-B '{guest.Floor}:/usr/bin/floor8' -i det '{guest.Overlay(kind, hasTable)}' "
        + $"guest/check {Guest.Servers} {Seconds} {subject} && grep -aE '^(SCHED|PERCHECK)' out/check/console";

    private static double Number(Regex pattern, string output) =>
        pattern.Matches(output).LastOrDefault() is { } match
            ? double.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture)
            : double.NaN;

    private static string Text(Regex pattern, string output) =>
        pattern.Matches(output).LastOrDefault()?.Groups[1].Value ?? "-";

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
