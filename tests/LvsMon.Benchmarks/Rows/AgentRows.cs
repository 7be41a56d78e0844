using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using LvsMon.Benchmarks.Subjects;

namespace LvsMon.Benchmarks.Rows;

/// <summary>What asking an agent costs. It needs a check beside it, so it is what a daemon needs more when half of as
/// many connections are its questions.</summary>
internal static class AgentRows
{
    private const int Rate = 1000;

    /// <summary>Measures; the medians of the rounds.</summary>
    /// <returns>False when a real server was never reached.</returns>
    public static bool Run(Report report, Workshop workshop, Options options)
    {
        Load alone = new(Rate, 1000, "tcp");
        Load both = new(Rate / 2, 1000, "agent");
        List<(double Tcp, double Agent, bool IsWhole)> seen = [];
        for (int round = 0; round < options.Rounds; round++)
        {
            Measurement first = Measure(workshop, options, alone);
            Measurement second = Measure(workshop, options, both);
            bool isWhole = first.Targets == alone.Servers && second.Targets == both.Servers;
            seen.Add((first.UsPerCheck, (2 * second.UsPerCheck) - first.UsPerCheck, isWhole));
        }

        (double tcp, double agent, _) = seen.OrderBy(it => it.Agent).ElementAt(seen.Count / 2);
        report.Table($"Agents, {Rate} connections a second", "check", "µs a check");
        report.Row("tcp", $"{tcp:0.0}");
        report.Row("agent, beside tcp", $"{agent:0.0}");
        return seen.All(it => it.IsWhole);
    }

    private static Measurement Measure(Workshop workshop, Options options, Load load)
    {
        using Peer peer = new(workshop, load.Servers, "100%");
        using MeasuredProcess daemon = Contenders.Daemon(workshop, options, load);
        Measurement measured = daemon.Measure(peer, load, options.Seconds);
        string written = daemon.End();
        return written.Contains($"STARTED: {load.Servers} of {load.Servers} ", StringComparison.Ordinal)
            ? measured : throw new IOException($"not all servers are up: {written}");
    }
}
