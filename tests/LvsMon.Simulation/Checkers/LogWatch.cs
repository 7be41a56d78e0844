using System;
using System.Text;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Checkers;

/// <summary>Reads the log as a person would: one line a fact, in order, whole, printable; what is missing is counted in
/// a summary or was told to be lost.</summary>
internal sealed class LogWatch(FactWatch facts) : ILineReader
{
    private const int LongestLine = 600;
    private readonly SummaryWatch _summaries = new(facts);
    private long _last;
    private long _missing;

    /// <summary>Lines read in all.</summary>
    public long Lines { get; private set; }

    /// <summary>Those of them that stand for several.</summary>
    public long Summaries { get; private set; }

    /// <summary>A new daemon begins to count.</summary>
    public void Begin()
    {
        _last = 0;
        _missing = 0;
        _summaries.Begin();
    }

    /// <inheritdoc/>
    public void Take(ReadOnlySpan<byte> line)
    {
        Lines++;
        if (line.Length > LongestLine || line.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            throw Bad("a line is not printable", line);
        }

        int tail = line.LastIndexOf("; seq "u8);
        int text = line.IndexOf("]: "u8);
        if (tail < 0 || text < 0)
        {
            throw Bad("a line has no number or no head", line);
        }

        if (line[tail..].Contains((byte)'-'))
        {
            Summaries++;
            _missing -= _summaries.Take(line[(text + 3)..]);
            return;
        }

        LineWalk walk = new(line[(tail + 6)..]);
        long number = walk.Number();
        if (number <= _last || number > facts.Sequence)
        {
            throw Bad($"a line comes after {_last}", line);
        }

        _missing += number - _last - 1;
        _last = number;
        _summaries.TakeSingle(number);
        FactKind kind = facts.FactOf(number).Kind;
        bool isTransition = kind is FactKind.Up or FactKind.Down;
        ReadOnlySpan<byte> word = kind == FactKind.Up ? "UP "u8 : "DOWN "u8;
        if (facts.Sequence - number < 2048 && isTransition && !line[(text + 3)..].StartsWith(word))
        {
            throw Bad($"a line does not say {kind}", line);
        }
    }

    /// <summary>All is calm and nothing waits: what is missing is exactly what was told to be lost.</summary>
    public void AtRest()
    {
        _missing += facts.Sequence - _last;
        _last = facts.Sequence;
        if (_missing != facts.LostLines)
        {
            throw new SimulationFailure($"{_missing} lines are missing and {facts.LostLines} were told to be lost");
        }
    }

    internal static SimulationFailure Bad(string what, ReadOnlySpan<byte> line) =>
        new($"{what}: {Encoding.Latin1.GetString(line)}");
}
