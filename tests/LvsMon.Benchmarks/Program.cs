using System;
using System.Collections.Generic;
using LvsMon.Benchmarks.Rows;
using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks;

/// <summary>Where the benchmarks begin.</summary>
internal static class Program
{
    private const string Usage = "usage: [parse] [allocation] [cost] [growth] [tls] [exec] [agent] [hostile] [guest] "
        + "[--program FILE] [--lab FOLDER] [--only KIND] [--cpu N] [--seconds N] [--rounds N]";

    private static int Main(string[] arguments)
    {
        if (arguments is [HostileProcess.Command, string folder, string only, string ofEach, string programs])
        {
            return HostileProcess.Run(folder, only, int.Parse(ofEach), int.Parse(programs));
        }

        if (Options.Read(arguments) is not { } options)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        using Workshop workshop = new();
        Report report = new(Console.Out);
        Dictionary<string, Func<bool>> groups = new()
        {
            ["parse"] = () => ParseRows.Run(report),
            ["allocation"] = () => AllocationRows.Run(report, workshop, options),
            ["cost"] = () => CostRows.Run(report, workshop, options),
            ["growth"] = () => GrowthRows.Run(report, workshop, options),
            ["tls"] = () => TlsRows.Run(report, workshop, options),
            ["exec"] = () => ExecRows.Run(report, workshop, options),
            ["agent"] = () => AgentRows.Run(report, workshop, options),
            ["hostile"] = () => HostileRows.Run(report, workshop, options),
            ["guest"] = () => GuestRows.Run(report, workshop, options),
        };
        bool isGood = true;
        foreach ((string name, Func<bool> run) in groups)
        {
            if (options.Groups.Count == 0 || options.Groups.Contains(name))
            {
                Console.Error.WriteLine($"# {name}");
                isGood &= run();
            }
        }

        return isGood ? 0 : 1;
    }
}
