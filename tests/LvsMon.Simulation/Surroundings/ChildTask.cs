namespace LvsMon.Simulation.Surroundings;

/// <summary>What a command of ipvsadm does.</summary>
internal enum ChildTask : byte
{
    /// <summary><c>-R</c>.</summary>
    Restore,

    /// <summary><c>-S -n</c>.</summary>
    Save,

    /// <summary><c>-L -n --thresholds</c>.</summary>
    List,

    /// <summary><c>-L --timeout</c>.</summary>
    Timeouts,

    /// <summary><c>--set</c>.</summary>
    Set,
}
