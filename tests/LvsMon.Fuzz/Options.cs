using System;
using System.Globalization;
using System.Linq;
using LvsMon.Fuzz.Targets;

namespace LvsMon.Fuzz;

/// <summary>The command line.</summary>
internal sealed record Options
{
    /// <summary>The only target, empty for all.</summary>
    public string Target { get; init; } = "";

    /// <summary>The seed.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Executions of each target; 0 for as many as the seconds allow.</summary>
    public long Runs { get; init; }

    /// <summary>Seconds for each target.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>A folder whose files are inputs to begin with, empty for none.</summary>
    public string SeedFolder { get; init; } = "";

    /// <summary>The folder into which the digest of the corpus is written, empty for nowhere.</summary>
    public string KeepFolder { get; init; } = "";

    /// <summary>The file of the only input to try, empty for none.</summary>
    public string Replay { get; init; } = "";

    /// <summary>Reads the command line.</summary>
    /// <returns>Null when it is wrong.</returns>
    public static Options? Read(ReadOnlySpan<string> words)
    {
        Options options = new();
        for (int i = 0; i < words.Length; i += 2)
        {
            string value = i + 1 < words.Length ? words[i + 1] : "";
            bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
            switch (words[i])
            {
                case "--target" when TargetList.Make().Any(target => target.Name == value):
                    options = options with { Target = value };
                    break;
                case "--seed" when isNumber:
                    options = options with { Seed = number };
                    break;
                case "--runs" when isNumber && number > 0:
                    options = options with { Runs = number };
                    break;
                case "--seconds" when isNumber && number > 0:
                    options = options with { Seconds = number };
                    break;
                case "--seeds" when value.Length > 0:
                    options = options with { SeedFolder = value };
                    break;
                case "--keep" when value.Length > 0:
                    options = options with { KeepFolder = value };
                    break;
                case "--replay" when value.Length > 0:
                    options = options with { Replay = value };
                    break;
                default:
                    return null;
            }
        }

        return options.Replay.Length > 0 && options.Target.Length == 0 ? null : options;
    }
}
