using LvsMon.Core.Values;

namespace LvsMon.Core.Config;

/// <summary>The <c>global</c> block with defaults applied.</summary>
public sealed record GlobalSettings
{
    /// <summary>The highest number of a processor: a kernel for x86-64 is built for 8192 at most
    /// (CONFIG_NR_CPUS).</summary>
    public const int MaxCpu = 8191;

    /// <summary>The word of <c>control-readers</c> for every user of the machine; a group of that name has its
    /// number.</summary>
    public const string Everybody = "all";

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

    /// <summary>The path of the control socket; empty for <c>off</c>, null when the configuration names none: then it
    /// is <c>control.sock</c> in the state directory.</summary>
    public string? Control { get; init; }

    /// <summary>The group that may use the control socket, null for none.</summary>
    public string? ControlGroup { get; init; }

    /// <summary>The group that may look by the control socket, <see cref="Everybody"/>, or null for none.</summary>
    public string? ControlReaders { get; init; }

    /// <summary>The processor of the loop's thread, 0 to <see cref="MaxCpu"/>; null for any.</summary>
    public int? Cpu { get; init; }

    /// <summary>The file or FIFO that events are written to; empty for <c>off</c>, null when the configuration names
    /// none.</summary>
    public string? Events { get; init; }

    /// <summary>Where the metrics can be fetched over HTTP, null for nowhere. An unspecified address is every one of
    /// this host and family.</summary>
    public Endpoint? MetricsListen { get; init; }

    /// <summary>The kernel's idle timeouts that the <c>session-timeout</c> lines come to; none unless
    /// <see cref="ManageSysctls"/>.</summary>
    public SessionTimeouts SessionTimeouts { get; init; }

    /// <summary>How often the sessions are counted, microseconds; 0 is off.</summary>
    public long SessionReportUs { get; init; } = 15_000_000;

    /// <summary>Lines of single real servers that the log has within ten seconds, 1 to 1000, before it sums up; 0 is
    /// off.</summary>
    public int LogBurst { get; init; } = 20;
}
