using System;
using LvsMon.Core.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>The file of owned services: outlives the daemon; the disk may be full and somebody may have spoilt
/// it.</summary>
internal sealed class SimulatedStateFile(CrashPoint crash) : IStateFile
{
    /// <summary>What stands in it.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>What a write comes to; only <see cref="OsError.None"/> changes the content.</summary>
    public OsError Error { get; set; }

    /// <summary>Is called when the content has changed.</summary>
    public Action Written { get; set; } = () => { };

    /// <summary>Writes so far, also failed ones.</summary>
    public int Writes { get; private set; }

    /// <inheritdoc/>
    public byte[] Read(out string refused)
    {
        refused = string.Empty;
        return Content;
    }

    /// <inheritdoc/>
    public OsError Write(ReadOnlySpan<byte> content)
    {
        crash.Pass();
        Writes++;
        if (Error == OsError.None)
        {
            Content = content.ToArray();
            Written();
        }

        return Error;
    }
}
