namespace LvsMon.Core.Lvs.Memory;

/// <summary>What the kernel answers, by what ipvsadm says of it.</summary>
internal enum KernelError : byte
{
    /// <summary>Success.</summary>
    None,

    /// <summary>EEXIST of a service.</summary>
    ServiceExists,

    /// <summary>ESRCH when the service itself is addressed.</summary>
    NoService,

    /// <summary>ESRCH when one of its destinations is addressed.</summary>
    ServiceNotDefined,

    /// <summary>ENOENT of a scheduler or a persistence engine.</summary>
    NoScheduler,

    /// <summary>EEXIST of a destination.</summary>
    DestinationExists,

    /// <summary>ENOENT of a destination.</summary>
    NoDestination,

    /// <summary>ERANGE: the lower threshold is above the upper one.</summary>
    OutOfRange,
}
