using System;
using System.Diagnostics;
using LvsMon.Simulation.Conformance;

namespace LvsMon.Simulation;

/// <summary>Where the simulator begins.</summary>
internal static class Program
{
    private const string Usage =
        "usage: [--seed N] [--turns M] [--episode N] [--no-shrink] [--trace] [--speed]\n       --conform FILE...";

    private static int Main(string[] arguments)
    {
        if (arguments.Length > 1 && arguments[0] == "--conform")
        {
            return new ConformanceRun(Console.Out).Go(arguments.AsSpan(1)) ? 0 : 1;
        }

        if (Options.Read(arguments) is not { } options)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        long begun = Stopwatch.GetTimestamp();
        Run run = new(options, Console.Out);
        bool isGood = run.Go();
        if (options.TellsSpeed)
        {
            double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
            Console.Error.WriteLine($"{seconds:0.0} s, {run.Totals.Turns / seconds:0} turns/s");
        }

        return isGood ? 0 : 1;
    }
}
