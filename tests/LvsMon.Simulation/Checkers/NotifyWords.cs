using System;
using System.Buffers.Text;

namespace LvsMon.Simulation.Checkers;

/// <summary>What a program was started with, taken apart.</summary>
internal readonly ref struct NotifyWords
{
    private readonly ReadOnlySpan<byte> _environment;

    /// <summary>Takes the words of a start.</summary>
    public NotifyWords(ReadOnlySpan<byte> words, int arguments)
    {
        int at = 0;
        for (; arguments > 0; arguments--)
        {
            at += words[at..].IndexOf((byte)0) + 1;
        }

        Program = words[..at];
        _environment = words[at..];
    }

    /// <summary>Path and arguments, each ended by a NUL.</summary>
    public ReadOnlySpan<byte> Program { get; }

    /// <summary>The value of a variable, given with its <c>=</c>.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> name]
    {
        get
        {
            ReadOnlySpan<byte> rest = _environment;
            while (!rest.IsEmpty)
            {
                int end = rest.IndexOf((byte)0);
                if (rest.StartsWith(name))
                {
                    return rest[name.Length..end];
                }

                rest = rest[(end + 1)..];
            }

            throw new SimulationFailure("a program is not told a variable");
        }
    }

    /// <summary>A variable as a number, -1 for none.</summary>
    public long Number(ReadOnlySpan<byte> name) =>
        Utf8Parser.TryParse(this[name], out long number, out _) ? number : -1;
}
