using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using LvsMon.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Simulation.Episodes;
using LvsMon.Simulation.Peers;
using LvsMon.Simulation.Shrinking;

namespace LvsMon.Simulation;

/// <summary>Episodes one after the other until there were enough turns or one went wrong.</summary>
internal sealed class Run(Options options, TextWriter output)
{
    private const int MostShown = 60;
    private const int Replays = 4;
    private const ulong BookSeed = 20_260_101;
    private readonly PeerBook _book = new(new Draw(BookSeed));

    /// <summary>What was seen.</summary>
    public Totals Totals { get; } = new();

    /// <summary>Runs.</summary>
    /// <returns>True when nothing went wrong.</returns>
    public bool Go()
    {
        WarmUp();
        Draw seeds = new(options.Seed);
        if (options.Episode != 0)
        {
            bool isGood = Play(options.Episode);
            Tell(isGood);
            return isGood;
        }

        while (Totals.Turns < options.Turns)
        {
            // Short enough to be typed.
            if (!Play(1 + (seeds.Bits() & 0xFFFF_FFFF)))
            {
                return false;
            }
        }

        Tell(isGood: true);
        return true;
    }

    /// <summary>About so many turns of storm an episode of this seed has.</summary>
    internal static int TurnsOf(ulong episode) => (episode % 16) switch
    {
        0 => 60_000,
        < 6 => 1_500,
        _ => 8_000,
    };

    /// <summary>What goes wrong in an episode, null for nothing.</summary>
    internal Exception? Try(Scenario scenario, IReadOnlyList<StormEvent> events, Totals totals)
    {
        using Episode episode = new(scenario, _book, events, totals);
        try
        {
            episode.Run();
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return exception;
        }
        finally
        {
            totals.Digest = episode.Digest;
        }
    }

    /// <summary>What is made once in the life of a process is made before anything is counted.</summary>
    private void WarmUp()
    {
        Assembly[] assemblies = [typeof(MonitorLoop).Assembly, typeof(CheckCatalogue).Assembly, typeof(Run).Assembly];
        foreach (Type type in assemblies.SelectMany(assembly => assembly.GetTypes()))
        {
            if (!type.ContainsGenericParameters)
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
        }

        Totals nowhere = new() { IsWarmingUp = true };
        for (ulong seed = 1; seed <= 3; seed++)
        {
            Scenario scenario = new(seed, 8_000);
            Try(scenario, scenario.Events, nowhere);
        }
    }

    private bool Play(ulong seed)
    {
        Scenario scenario = new(seed, TurnsOf(seed));
        Totals episode = new();
        Exception? failure = Try(scenario, scenario.Events, episode);
        for (int again = 0; again < Replays && failure is AllocationFailure; again++)
        {
            episode = new Totals();
            failure = Try(scenario, scenario.Events, episode);
        }

        Totals.Add(episode);
        if (failure is null)
        {
            return true;
        }

        output.WriteLine($"seed {options.Seed}, episode {seed}, turn {Totals.Turns}: {Words(failure)}");
        IReadOnlyList<StormEvent> events = scenario.Events;
        if (options.Shrinks)
        {
            Shrinker shrinker = new(fewer => Try(scenario, fewer, new Totals()));
            events = shrinker.Shortest(scenario.Events, failure);
            output.WriteLine($"with {events.Count} of {scenario.Events.Count} events: {Words(shrinker.Failure!)}");
        }

        if (options.Traces)
        {
            Totals traced = new() { Trace = new Trace() };
            Try(scenario, events, traced);
            output.WriteLine(scenario.TextOf(0));
            traced.Trace.Write(output);
        }

        foreach (StormEvent one in events.Take(MostShown))
        {
            output.WriteLine($"  {one}");
        }

        if (events.Count > MostShown)
        {
            output.WriteLine($"  and {events.Count - MostShown} more");
        }

        output.WriteLine($"replay: --episode {seed}");
        return false;
    }

    private static string Words(Exception failure) =>
        failure is SimulationFailure or AllocationFailure ? failure.Message : failure.ToString();

    private void Tell(bool isGood)
    {
        if (!isGood)
        {
            return;
        }

        Totals t = Totals;
        output.WriteLine(
            $"seed {options.Seed}: {t.Turns} turns in {t.Episodes} episodes, {t.SimulatedUs / 1_000_000} s simulated, "
            + $"{t.Events} events");
        output.WriteLine(
            $"{t.Checks} checks, of them {t.Handshakes} in TLS, {t.Datagrams} by datagrams, {t.Programs} by programs");
        output.WriteLine(
            $"{t.Transitions} transitions, {t.Holds} holds, {t.SlowStarts} slow starts, {t.Orders} orders, "
            + $"{t.Edits} lines for the table, {t.Children} children, {t.LogLines} lines of log, of them "
            + $"{t.Summaries} for several");
        output.WriteLine(
            $"{t.Notices} programs of notify, {t.Skipped} changes skipped, {t.Reports} reports on sessions, "
            + $"{t.FailedReports} readings failed, {t.Visits} visits to the control socket, {t.Answers} answers");
        output.WriteLine(
            $"{t.Reloads} reloads, {t.Crashes} crashes, {t.Fights} fights, {t.Doubts} doubts, facts {t.Digest:x16}");
        output.WriteLine("no promise was broken");
    }
}
