using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Reads the log's lines.</summary>
internal interface ILineReader
{
    /// <summary>A line has arrived.</summary>
    void Take(ReadOnlySpan<byte> line);
}
