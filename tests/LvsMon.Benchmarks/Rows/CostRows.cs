using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks.Rows;

/// <summary>What one check costs, beside the C floor and the peers, on this machine.</summary>
internal static class CostRows
{
    /// <summary>Measures all contenders in turn, so that they meet the same noise; the medians are told.</summary>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        report.Table(
            "Processor time of a check, natively", "load", "who", "µs a check", "lvsmon / it",
            "of the checks asked for", "off its interval p99, ms", "10 ms, fullest / mean");
        bool isGood = true;
        foreach (Load load in new Load[] { new(1000, 1000, "http"), new(1000, 1000, "tcp"), new(10_000, 1000, "http") })
        {
            Dictionary<string, List<Measurement>> seen = Measure(workshop, options, load);
            Measurement own = Median(seen["lvsmon"]);
            isGood &= own.Targets == load.Servers;
            foreach ((string name, List<Measurement> list) in seen.Where(pair => pair.Value.Count > 0))
            {
                Measurement it = Median(list);
                report.Row(
                    $"{load.Servers} {load.Kind}, each every {load.IntervalMs / 1000} s",
                    name,
                    $"{it.UsPerCheck:0.0}",
                    $"{own.UsPerCheck / it.UsPerCheck:0.00}",
                    $"{100 * it.Checks / (load.Rate * options.Seconds):0} %",
                    it.DeviationP99Us < 0 ? "-" : $"{it.DeviationP99Us / 1000.0:0.00}",
                    it.DeviationP99Us < 0 ? "-" : $"{it.Evenness:0.0}");
            }
        }

        return isGood;
    }

    private static Dictionary<string, List<Measurement>> Measure(Workshop workshop, Options options, Load load)
    {
        Dictionary<string, Func<Load, Measurement>> contenders = Contenders.Find(workshop, options);
        Dictionary<string, List<Measurement>> seen =
            contenders.ToDictionary(pair => pair.Key, _ => new List<Measurement>());
        for (int round = 0; round < options.Rounds; round++)
        {
            foreach ((string name, Func<Load, Measurement> measure) in contenders)
            {
                try
                {
                    seen[name].Add(measure(load));
                }
                catch (IOException failure) when (name != "lvsmon")
                {
                    // Some need more descriptors than this machine allows.
                    Console.Error.WriteLine($"{name}, {load.Servers} servers: {failure.Message}");
                }
            }
        }

        return seen;
    }

    private static Measurement Median(List<Measurement> list) =>
        list.OrderBy(it => it.UsPerCheck).ElementAt(list.Count / 2);
}
