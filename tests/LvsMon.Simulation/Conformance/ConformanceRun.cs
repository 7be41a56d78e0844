using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace LvsMon.Simulation.Conformance;

/// <summary>Traces of the model one after the other: all must be what the code does.</summary>
internal sealed class ConformanceRun(TextWriter output)
{
    private readonly SortedDictionary<string, int> _seen = new(StringComparer.Ordinal);

    /// <summary>Plays the files; one line for each that differs, then how often what was seen.</summary>
    /// <returns>True when none differs.</returns>
    public bool Go(ReadOnlySpan<string> files)
    {
        int differing = 0;
        int acts = 0;
        foreach (string file in files)
        {
            using StreamReader text = new(file);
            ModelTrace trace = ModelTrace.Read(text);
            if (Replay.Of(trace) is { } difference)
            {
                output.WriteLine($"{file}: {difference}");
                differing++;
                continue;
            }

            acts += trace.Steps.Count;
            Count(trace);
        }

        output.WriteLine($"{files.Length} traces, {acts} acts, {differing} not what the code does");
        output.WriteLine(string.Join(", ", _seen.Select(pair => $"{pair.Key} {pair.Value}")));
        return differing == 0;
    }

    private void Count(ModelTrace trace)
    {
        foreach (ModelStep step in trace.Steps)
        {
            foreach (string word in step.Facts.Select(fact => fact.Split(' ')[0])
                .Concat(step.Children.Select(KindOf)).Prepend(step.Act))
            {
                _seen[word] = _seen.GetValueOrDefault(word) + 1;
            }
        }
    }

    private static string KindOf(string child) => child[..(child.IndexOf(' ') + 2)];
}
