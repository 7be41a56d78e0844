namespace LvsMon.Simulation.Episodes;

/// <summary>What can happen in a storm.</summary>
internal enum StormKind : byte
{
    /// <summary>One peer behaves otherwise. A = peer, B = mode.</summary>
    Peer,

    /// <summary>All peers of a host do. A = host, B = mode.</summary>
    Host,

    /// <summary>All peers of all hosts do: the director is cut off, or hears again. B = mode.</summary>
    Network,

    /// <summary>Connects fail for a reason of our own. A = which, 0 for none any more.</summary>
    LocalError,

    /// <summary>Few descriptors are left. A = how many, 0 for plenty.</summary>
    Descriptors,

    /// <summary>The process stands still, or the whole machine. A = microseconds, B = from when on, microseconds; C odd
    /// for the machine.</summary>
    Stall,

    /// <summary>The loop is late before its next wait. A = microseconds.</summary>
    Lag,

    /// <summary>Every wait comes back late. A = microseconds.</summary>
    Oversleep,

    /// <summary>Every call to a socket takes time, inside the turn. A = most microseconds, 0 for none.</summary>
    Toll,

    /// <summary>Waits come back for nothing. A = one in so many, 0 for none.</summary>
    Wakes,

    /// <summary>Somebody sets the time of day. A = seconds.</summary>
    WallStep,

    /// <summary>The log is full, gone or back. A = which, B = lines it still takes.</summary>
    Log,

    /// <summary>The next runs of ipvsadm go wrong. A = how, B = runs.</summary>
    Child,

    /// <summary>SIGKILL does not end children. A = microseconds.</summary>
    Undying,

    /// <summary>The operator edits an own service. A, B, C = what.</summary>
    Operator,

    /// <summary>The operator edits a foreign service. A, B, C = what.</summary>
    Foreign,

    /// <summary>The operator clears the table.</summary>
    Clear,

    /// <summary>Kernel settings change, vanish or come back. A = what.</summary>
    Settings,

    /// <summary>The state file cannot be written, or can again. A = which.</summary>
    StateFile,

    /// <summary>The next programs of <c>notify</c> go wrong. A = how, B = runs, C = how long SIGKILL does not end them,
    /// microseconds.</summary>
    Notify,

    /// <summary>The next readings of the sessions go wrong. A = how, B = readings.</summary>
    Sessions,

    /// <summary>An operator's order. A = real server, B = what, C = how much.</summary>
    Order,

    /// <summary>Somebody comes to the control socket. A = who and how, B = about what, C = how much.</summary>
    Control,

    /// <summary>A reload. A = configuration.</summary>
    Reload,

    /// <summary>SIGHUP with a configuration that is refused.</summary>
    BadReload,

    /// <summary>The daemon dies in the middle of something. A = calls until then.</summary>
    Crash,

    /// <summary>A regular end and a new start. A = configuration, B = microseconds in between.</summary>
    Restart,
}
