using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks.Rows;

/// <summary>How cost and memory grow with the number of real servers.</summary>
internal static class GrowthRows
{
    /// <summary>Measures.</summary>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        report.Table(
            "Growth, natively", "real servers", "every", "µs a check", "checks made / asked for",
            "off its interval p99, ms", "max, ms", "private, kB", "proportional, kB", "private, for a further server");
        bool isGood = true;
        (Load Load, Measurement Seen)? before = null;
        foreach (Load load in new Load[]
        {
            new(10, 1000, "http"), new(100, 1000, "http"), new(1000, 1000, "http"), new(10_000, 1000, "http"),
            new(100_000, 10_000, "http"),
        })
        {
            int seconds = load.IntervalMs / 1000 * 2 > options.Seconds ? load.IntervalMs / 1000 * 2 : options.Seconds;
            Measurement it = Contenders.Lvsmon(workshop, options with { Seconds = seconds }, load);
            isGood &= it.Targets == load.Servers;
            string further = before is { } less
                ? $"{(it.PrivateKb - less.Seen.PrivateKb) * 1024.0 / (load.Servers - less.Load.Servers):0} B"
                : "-";
            report.Row(
                $"{load.Servers}",
                $"{load.IntervalMs / 1000} s",
                $"{it.UsPerCheck:0.0}",
                $"{it.Checks} / {load.Rate * seconds:0}",
                $"{it.DeviationP99Us / 1000.0:0.00}",
                $"{it.DeviationMaxUs / 1000.0:0.0}",
                $"{it.PrivateKb}",
                $"{it.ProportionalKb}",
                further);
            before = (load, it);
        }

        return isGood;
    }
}
