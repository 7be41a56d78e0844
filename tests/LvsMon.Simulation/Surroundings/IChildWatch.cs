using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Sees what the daemon has ipvsadm do.</summary>
internal interface IChildWatch
{
    /// <summary>A batch is handed over, before any of it is carried out.</summary>
    void Writing(ReadOnlySpan<byte> lines);

    /// <summary>The daemon has a listing of the table; <paramref name="isWhole"/> when nothing is wrong with
    /// it.</summary>
    void Saved(SimulatedTable table, bool isWhole);

    /// <summary>The daemon has the second listing; <paramref name="isSame"/> when nothing changed between the
    /// two.</summary>
    void Listed(bool isWhole, bool isSame);
}
