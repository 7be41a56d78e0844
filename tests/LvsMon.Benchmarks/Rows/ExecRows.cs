using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks.Rows;

/// <summary>What a check by a program costs: the daemon alone, and with the program itself.</summary>
internal static partial class ExecRows
{
    private const int Servers = 50;
    private const int WarmSeconds = 4;

    /// <summary>Measures; each program is one row, the median of the rounds.</summary>
    /// <returns>False when a managed byte was allocated.</returns>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        report.Table(
            $"Programs, {Servers} a second", "program", "µs a check, the daemon", "and with the program",
            "managed bytes");
        bool isGood = true;
        foreach (string program in (string[])["/bin/true", "/bin/sh --arg=-c --arg=true"])
        {
            List<(double Own, double Children)> seen = [];
            for (int round = 0; round < options.Rounds; round++)
            {
                seen.Add(Measure(workshop, options, program));
            }

            (double own, double children) = seen.OrderBy(it => it.Own).ElementAt(seen.Count / 2);
            string bytes = Bytes(workshop, options, program);
            isGood &= bytes == "0";
            report.Row($"`{program}`", $"{own:0}", $"{own + children:0}", bytes);
        }

        return isGood;
    }

    private static (double Own, double Children) Measure(Workshop workshop, Options options, string program)
    {
        using MeasuredProcess daemon = Contenders.Daemon(workshop, options, Text(program));
        daemon.Warm(WarmSeconds);
        (double own, double children) = (daemon.CpuUs, daemon.ChildrenCpuUs);
        Thread.Sleep(options.Seconds * 1000);
        double checks = Servers * options.Seconds;
        (own, children) = ((daemon.CpuUs - own) / checks, (daemon.ChildrenCpuUs - children) / checks);
        string written = daemon.End();
        if (!written.Contains($"STARTED: {Servers} of {Servers} ", StringComparison.Ordinal))
        {
            throw new IOException($"not all servers are up: {written}");
        }

        return (own, children);
    }

    private static string Bytes(Workshop workshop, Options options, string program)
    {
        using MeasuredProcess daemon = Contenders.Daemon(workshop, options, Text(program), "--verbose");
        daemon.Warm(WarmSeconds);
        return Figures().Match(daemon.End()).Groups["bytes"].Value;
    }

    private static string Text(string program) => $$"""
        defaults {
            interval 1s
        }
        virtual tcp 192.0.2.80:80 {
            check exec --program {{program}}
            {{string.Join("\n    ", Enumerable.Range(0, Servers).Select(i => $"real {Target.Address(i)}:9"))}}
        }

        """;

    [GeneratedRegex(@"managed bytes after the first second: (?<bytes>-?\d+)")]
    private static partial Regex Figures();
}
