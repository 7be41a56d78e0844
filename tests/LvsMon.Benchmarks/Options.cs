using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace LvsMon.Benchmarks;

/// <summary>The command line.</summary>
internal sealed record Options
{
    private static readonly string[] Known =
        ["parse", "allocation", "cost", "growth", "tls", "exec", "agent", "hostile", "guest"];

    /// <summary>Groups of rows to measure; empty for all.</summary>
    public HashSet<string> Groups { get; } = [];

    /// <summary>The program to measure.</summary>
    public string Program { get; init; } = Workshop.BuiltProgram;

    /// <summary>The folder with the virtual machine and its scripts; the rows of the guest are left out without
    /// it.</summary>
    public string Lab { get; init; } = Path.Combine(Workshop.Root, "..", "shared", "lab");

    /// <summary>Only hostile servers whose kind has this in its name.</summary>
    public string Only { get; init; } = string.Empty;

    /// <summary>The processor that a daemon beside hostile servers takes for itself; null for any.</summary>
    public int? Cpu { get; init; }

    /// <summary>How long one measurement takes.</summary>
    public int Seconds { get; init; } = 5;

    /// <summary>Measurements of each subject, one subject after the other; the median is told.</summary>
    public int Rounds { get; init; } = 3;

    /// <summary>Reads the command line.</summary>
    /// <returns>Null when it is wrong.</returns>
    public static Options? Read(ReadOnlySpan<string> words)
    {
        Options options = new();
        for (int i = 0; i < words.Length; i++)
        {
            if (Array.IndexOf(Known, words[i]) >= 0)
            {
                options.Groups.Add(words[i]);
                continue;
            }

            if (i + 1 == words.Length)
            {
                return null;
            }

            string value = words[++i];
            bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && number is > 0 and <= 3600;
            switch (words[i - 1])
            {
                case "--program" when File.Exists(value):
                    options = options with { Program = Path.GetFullPath(value) };
                    break;
                case "--lab" when Directory.Exists(value):
                    options = options with { Lab = Path.GetFullPath(value) };
                    break;
                case "--only":
                    options = options with { Only = value };
                    break;
                case "--cpu" when isNumber || value == "0":
                    options = options with { Cpu = number };
                    break;
                case "--seconds" when isNumber:
                    options = options with { Seconds = number };
                    break;
                case "--rounds" when isNumber:
                    options = options with { Rounds = number };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
