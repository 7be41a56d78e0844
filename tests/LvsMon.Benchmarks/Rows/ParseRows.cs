using System;
using System.Diagnostics;
using System.Text;
using LvsMon.Benchmarks.Subjects;
using LvsMon.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;

namespace LvsMon.Benchmarks.Rows;

/// <summary>What it takes to read a big configuration.</summary>
internal static class ParseRows
{
    private const int Tries = 5;

    /// <summary>Measures; the least of some tries, because only noise makes it more.</summary>
    public static bool Run(Report report)
    {
        report.Table(
            "A configuration, from text to plan", "real servers", "text, MB", "parse + plan, ms", "allocated, MB",
            "plan, MB");
        foreach (int servers in new[] { 1000, 10_000, 100_000 })
        {
            byte[] text = Encoding.ASCII.GetBytes(LvsmonText.Of(new Load(servers, 10_000, "http")));
            double least = double.MaxValue;
            long allocated = 0;
            long kept = 0;
            for (int i = 0; i < Tries; i++)
            {
                long live = GC.GetTotalMemory(forceFullCollection: true);
                long before = GC.GetAllocatedBytesForCurrentThread();
                long begun = Stopwatch.GetTimestamp();
                Plan plan = Read(text);
                least = Math.Min(least, Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                kept = GC.GetTotalMemory(forceFullCollection: true) - live;
                GC.KeepAlive(plan);
            }

            report.Row(
                $"{servers}",
                $"{text.Length / 1e6:0.00}",
                $"{least:0.0}",
                $"{allocated / 1e6:0.0}",
                $"{kept / 1e6:0.0}");
        }

        return true;
    }

    private static Plan Read(byte[] text)
    {
        Diagnostics diagnostics = new();
        Configuration configuration = ConfigReader.Read("bench.conf", new TextFile(text), null, diagnostics);
        return PlanBuilder.Build(configuration, CheckCatalogue.All, new PlanLimits(60_000), diagnostics)
            ?? throw new InvalidOperationException("the configuration is refused");
    }
}
