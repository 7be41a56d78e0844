using System;
using LvsMon.Core.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>The log: takes lines, is full, or is gone.</summary>
internal sealed class SimulatedLog(CrashPoint crash) : ILineSocket
{
    /// <summary>What is answered instead of taking a line; <see cref="OsError.None"/> takes it.</summary>
    public OsError Refusal { get; set; }

    /// <summary>Lines still taken before it is full.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>Who reads it.</summary>
    public ILineReader? Reader { get; set; }

    /// <inheritdoc/>
    public OsError Send(ReadOnlySpan<byte> line)
    {
        crash.Pass();
        if (Refusal != OsError.None)
        {
            return Refusal;
        }

        if (Room <= 0)
        {
            return OsError.WouldBlock;
        }

        Room -= Room == int.MaxValue ? 0 : 1;
        Reader?.Take(line);
        return OsError.None;
    }
}
