namespace LvsMon.Simulation.Surroundings;

/// <summary>How a run of a program of <c>notify</c> goes wrong.</summary>
internal enum NotifyFault : byte
{
    /// <summary>It does not: exit 0 soon.</summary>
    None,

    /// <summary>No descriptor is left for it.</summary>
    NoDescriptor,

    /// <summary>No memory or process is left for it.</summary>
    NoMemory,

    /// <summary>The program is not there.</summary>
    Missing,

    /// <summary>It may not be run.</summary>
    NotPermitted,

    /// <summary>It cannot be started for another reason.</summary>
    Broken,

    /// <summary>It has ended before its start comes back.</summary>
    EndsAtOnce,

    /// <summary>It ends with another exit code than 0.</summary>
    Fails,

    /// <summary>A signal of its own ends it.</summary>
    Signalled,

    /// <summary>It takes seconds, and perhaps longer than it may.</summary>
    Slow,

    /// <summary>It never ends by itself; SIGTERM ends it.</summary>
    Hangs,

    /// <summary>It never ends by itself and says exit 0 when SIGTERM comes.</summary>
    EndsWellOnTerm,

    /// <summary>It never ends by itself and SIGTERM is nothing to it.</summary>
    IgnoresTerm,

    /// <summary>Not even SIGKILL ends it, until the storm lets it go.</summary>
    Undying,
}
