using System;
using System.Collections.Generic;
using LvsMon.Simulation.Episodes;

namespace LvsMon.Simulation.Shrinking;

/// <summary>Looks for a shorter list of events with which the same thing goes wrong: leaves out halves, quarters and so
/// on, down to single events (delta debugging).</summary>
internal sealed class Shrinker(Func<IReadOnlyList<StormEvent>, Exception?> attempt)
{
    private const int MostTries = 400;
    private int _tries;

    /// <summary>What goes wrong with the shortest list.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The shortest list found.</summary>
    /// <param name="all">All events.</param>
    /// <param name="failure">What goes wrong with all of them.</param>
    public IReadOnlyList<StormEvent> Shortest(IReadOnlyList<StormEvent> all, Exception failure)
    {
        Failure = failure;
        List<StormEvent> events = [.. all];
        for (int part = Math.Max(1, events.Count / 2); part > 0 && _tries < MostTries; part = Next(part))
        {
            bool isShorter = true;
            while (isShorter && _tries < MostTries)
            {
                isShorter = LeaveOut(events, part);
            }
        }

        return events;
    }

    private static int Next(int part) => part == 1 ? 0 : Math.Max(1, part / 2);

    private bool LeaveOut(List<StormEvent> events, int part)
    {
        bool isShorter = false;
        for (int at = events.Count - part; at > -part && _tries < MostTries; at -= part)
        {
            int from = Math.Max(0, at);
            int count = Math.Min(part, events.Count - from);
            if (count <= 0)
            {
                continue;
            }

            List<StormEvent> fewer = [.. events];
            fewer.RemoveRange(from, count);
            _tries++;
            if (attempt(fewer) is { } failure && IsAlike(failure))
            {
                Failure = failure;
                events.Clear();
                events.AddRange(fewer);
                isShorter = true;
            }
        }

        return isShorter;
    }

    /// <summary>Numbers and names may differ; what is broken may not.</summary>
    private bool IsAlike(Exception failure)
    {
        if (failure.GetType() != Failure!.GetType())
        {
            return false;
        }

        ReadOnlySpan<char> one = failure.Message;
        ReadOnlySpan<char> other = Failure.Message;
        int alike = one.CommonPrefixLength(other);
        return alike >= 8 || failure is not SimulationFailure || LastWord(one).SequenceEqual(LastWord(other));
    }

    private static ReadOnlySpan<char> LastWord(ReadOnlySpan<char> text) => text[(text.LastIndexOf(' ') + 1)..];
}
