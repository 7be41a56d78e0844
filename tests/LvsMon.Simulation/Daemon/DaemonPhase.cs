namespace LvsMon.Simulation.Daemon;

/// <summary>Where a daemon's life stands.</summary>
internal enum DaemonPhase : byte
{
    /// <summary>The table is read.</summary>
    Reading,

    /// <summary>Checks run.</summary>
    Running,

    /// <summary>The table is left as it is to be.</summary>
    Ending,

    /// <summary>The last lines go out.</summary>
    LastLines,

    /// <summary>It has ended by itself.</summary>
    Ended,
}
