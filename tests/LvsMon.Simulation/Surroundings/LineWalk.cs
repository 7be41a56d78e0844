using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>The words of a command line, one after the other.</summary>
internal ref struct LineWalk(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;

    /// <summary>What has not been taken.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>The next word, empty at the end.</summary>
    public ReadOnlySpan<byte> Next()
    {
        int blank = _rest.IndexOf((byte)' ');
        ReadOnlySpan<byte> word = blank < 0 ? _rest : _rest[..blank];
        _rest = blank < 0 ? default : _rest[(blank + 1)..];
        return word;
    }

    /// <summary>The next word as a number.</summary>
    public int Number()
    {
        int number = 0;
        foreach (byte digit in Next())
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
