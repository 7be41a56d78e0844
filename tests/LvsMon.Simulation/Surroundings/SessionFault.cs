namespace LvsMon.Simulation.Surroundings;

/// <summary>How a reading of the kernel's list of sessions goes wrong.</summary>
internal enum SessionFault : byte
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>There is no list.</summary>
    Missing,

    /// <summary>It may not be read.</summary>
    NotPermitted,

    /// <summary>No descriptor is left for it.</summary>
    NoDescriptor,

    /// <summary>No memory is left for it.</summary>
    NoMemory,

    /// <summary>It cannot be opened for another reason.</summary>
    Unreadable,

    /// <summary>Reading fails after some services.</summary>
    BreaksOff,

    /// <summary>It ends inside a row.</summary>
    Torn,

    /// <summary>It ends behind a service, and others are missing.</summary>
    Short,

    /// <summary>Something else stands there.</summary>
    Foreign,

    /// <summary>A row of a service is not what a row is.</summary>
    Garbled,

    /// <summary>Other people's services make it so long that it takes turns.</summary>
    Long,

    /// <summary>It does not end.</summary>
    Endless,

    /// <summary>Each piece holds the reader.</summary>
    Slow,
}
