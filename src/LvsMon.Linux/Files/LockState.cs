namespace LvsMon.Linux.Files;

/// <summary>What came of asking for the lock.</summary>
public enum LockState : byte
{
    /// <summary>It is ours.</summary>
    Taken,

    /// <summary>Another process has it.</summary>
    Held,

    /// <summary>There is no lock file to be had, or none to be trusted.</summary>
    Unavailable,
}
