using System;
using System.Globalization;

namespace LvsMon.Simulation;

/// <summary>The command line.</summary>
internal sealed record Options
{
    /// <summary>The seed of the run, or of the one episode.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>At least so many turns, in whole episodes.</summary>
    public long Turns { get; init; } = 1_000_000;

    /// <summary>The seed of the only episode to run, 0 for all.</summary>
    public ulong Episode { get; init; }

    /// <summary>False: a failure is told as it came, with all its events.</summary>
    public bool Shrinks { get; init; } = true;

    /// <summary>True: the speed is written to standard error.</summary>
    public bool TellsSpeed { get; init; }

    /// <summary>True: a failure is told with the last things that happened before it.</summary>
    public bool Traces { get; init; }

    /// <summary>Reads the command line.</summary>
    /// <returns>Null when it is wrong.</returns>
    public static Options? Read(ReadOnlySpan<string> words)
    {
        Options options = new();
        for (int i = 0; i < words.Length; i++)
        {
            string value = i + 1 < words.Length ? words[i + 1] : "";
            bool isNumber = ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number);
            switch (words[i])
            {
                case "--no-shrink":
                    options = options with { Shrinks = false };
                    continue;
                case "--trace":
                    options = options with { Traces = true };
                    continue;
                case "--speed":
                    options = options with { TellsSpeed = true };
                    continue;
                case "--seed" when isNumber:
                    options = options with { Seed = number };
                    break;
                case "--turns" when isNumber:
                    options = options with { Turns = (long)number };
                    break;
                case "--episode" when isNumber:
                    options = options with { Episode = number };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }
}
