using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace LvsMon.Simulation.Conformance;

/// <summary>
/// A trace of <c>docs/model/monitor.pml</c> as spin prints it: <c>:</c> the model's constants, <c>&gt;</c> an act of
/// the world, <c>&lt;</c> a fact, <c>!</c> a child, <c>=</c> how the daemon stands. Other lines are spin's own.
/// </summary>
internal sealed class ModelTrace
{
    private const int Constants = 8;
    private readonly List<ModelStep> _steps = [];
    private int[] _constants = [];

    /// <summary>Real servers.</summary>
    public int Reals => _constants[0];

    /// <summary>Successes in a row.</summary>
    public int Rise => _constants[1];

    /// <summary>Failures in a row.</summary>
    public int Fall => _constants[2];

    /// <summary>Ticks that an attempt may last.</summary>
    public int Budget => _constants[3];

    /// <summary>Ticks that a phase of it may last.</summary>
    public int Phase => _constants[4];

    /// <summary>Pieces of an answer until the cap on bytes.</summary>
    public int Pieces => _constants[5];

    /// <summary>The floor.</summary>
    public int Floor => _constants[6];

    /// <summary>True when changes by others are counted.</summary>
    public bool HasFights => _constants[7] != 0;

    /// <summary>By real server: what the table holds at first.</summary>
    public List<int> Table { get; } = [];

    /// <summary>The acts.</summary>
    public IReadOnlyList<ModelStep> Steps => _steps;

    /// <summary>Reads a trace.</summary>
    /// <exception cref="InvalidDataException">No constants, or something stands before the first act.</exception>
    public static ModelTrace Read(TextReader text)
    {
        ModelTrace trace = new();
        int number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            trace.Take(line, number);
        }

        // Where spin stops is within a step as a rule.
        if (trace._steps.Count > 0)
        {
            trace._steps.RemoveAt(trace._steps.Count - 1);
        }

        return trace._constants.Length == Constants
            ? trace
            : throw new InvalidDataException("not a trace of the model");
    }

    private void Take(string line, int number)
    {
        if (line.Length < 3 || line[1] != ' ')
        {
            return;
        }

        string rest = line[2..].TrimEnd();
        switch (line[0])
        {
            case ':' when rest.StartsWith("table ", StringComparison.Ordinal):
                Table.Add(Numbers(rest["table ".Length..])[1]);
                break;
            case ':':
                _constants = Numbers(rest);
                break;
            case '>':
                string[] words = rest.Split(' ');
                int[] numbers = [.. Numbers(string.Join(' ', words.Skip(1))), 0, 0];
                _steps.Add(new ModelStep(number, words[0], numbers[0], numbers[1]));
                break;
            case '<':
                Last(number).Facts.Add(rest);
                break;
            case '!':
                Last(number).Children.Add(rest);
                break;
            case '=':
                Last(number).Stand.Add(rest);
                break;
        }
    }

    private ModelStep Last(int number) =>
        _steps.Count > 0 ? _steps[^1] : throw new InvalidDataException($"line {number}: before the first act");

    private static int[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
}
