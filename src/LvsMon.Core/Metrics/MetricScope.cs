namespace LvsMon.Core.Metrics;

/// <summary>What there is a series of. This is all that can become a label: names of the configuration and words of our
/// own, never a byte of a peer.</summary>
public enum MetricScope : byte
{
    /// <summary>The daemon: one.</summary>
    Daemon,

    /// <summary>The daemon, with its version.</summary>
    Build,

    /// <summary>Each reason that says nothing of a server.</summary>
    Reason,

    /// <summary>A reload that was taken, and one that was refused.</summary>
    Result,

    /// <summary>Each kind of check that the configuration has or had.</summary>
    Check,

    /// <summary>Each virtual service.</summary>
    Service,

    /// <summary>Each virtual service, up and down.</summary>
    ServiceState,

    /// <summary>Each real server of each virtual service.</summary>
    Real,
}
