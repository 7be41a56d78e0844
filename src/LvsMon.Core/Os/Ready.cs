namespace LvsMon.Core.Os;

/// <summary>One ready slot of a wait; negative slots are the daemon's own sources.</summary>
public readonly record struct Ready(int Slot, Readiness What)
{
    /// <summary>Slot of the signal latch.</summary>
    public const int Signals = -1;

    /// <summary>Slot of the child process: its exit or one of its pipes.</summary>
    public const int Command = -2;

    /// <summary>Slot of the programs that checks run; a set of programs takes it out of what it reports.</summary>
    public const int Programs = -3;

    /// <summary>Slot of the listening sockets and their clients.</summary>
    public const int Control = -4;

    /// <summary>Slot of the programs that are told of changes: the end of one of them.</summary>
    public const int Notify = -5;
}
