namespace LvsMon.Core.Config;

/// <summary>The <c>global</c> block with defaults applied.</summary>
public sealed record GlobalSettings
{
    /// <summary>How often the kernel's table is read back, microseconds.</summary>
    public long ReconcileUs { get; init; } = 30_000_000;

    /// <summary>True for <c>on-exit clear</c>: own services are removed at a regular end.</summary>
    public bool ClearOnExit { get; init; }

    /// <summary>Most checks at once, before the descriptors' limit.</summary>
    public int MaxInFlight { get; init; } = 4096;

    /// <summary>A reload that takes more than this percentage of the weight out is refused; 0 is off.</summary>
    public int ReloadLimitPercent { get; init; }

    /// <summary>True for <c>extra-reals keep</c>: real servers of an owned service that the configuration does not
    /// name stay.</summary>
    public bool KeepExtraReals { get; init; }

    /// <summary>True for <c>manage-sysctls yes</c>: settings that the whole network namespace shares may be
    /// set.</summary>
    public bool ManageSysctls { get; init; }

    /// <summary>The kernel's idle timeouts that the <c>session-timeout</c> lines come to; none unless
    /// <see cref="ManageSysctls"/>.</summary>
    public SessionTimeouts SessionTimeouts { get; init; }
}
