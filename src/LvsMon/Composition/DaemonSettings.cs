namespace LvsMon.Composition;

/// <summary>What the command line says of the daemon.</summary>
internal sealed record DaemonSettings
{
    /// <summary>The configuration file.</summary>
    public required string File { get; init; }

    /// <summary>The command line's interval in microseconds, null when not given.</summary>
    public long? IntervalUs { get; init; }

    /// <summary><c>ipvsadm</c>, <c>memory</c> or <c>dry-run</c>.</summary>
    public required string Table { get; init; }

    /// <summary>
    /// True when this daemon keeps the kernel's own table. Then the lock, the file of owned services and the kernel's
    /// settings beside the table are its own too; a trial run leaves all of them alone.
    /// </summary>
    public bool KeepsKernel => Table == "ipvsadm" && !Shadow;

    /// <summary>The ipvsadm program.</summary>
    public string Ipvsadm { get; init; } = "/usr/sbin/ipvsadm";

    /// <summary><c>syslog</c>, <c>stderr</c> or <c>both</c>.</summary>
    public required string LogTarget { get; init; }

    /// <summary>The local syslog socket.</summary>
    public string LogSocket { get; init; } = "/dev/log";

    /// <summary>The syslog facility's name.</summary>
    public string LogFacility { get; init; } = "daemon";

    /// <summary>The folder of the file that names the owned services, null for none.</summary>
    public string? StateDirectory { get; init; }

    /// <summary>The control socket of the command line: an absolute path or <c>off</c>; null when not given.</summary>
    public string? Control { get; init; }

    /// <summary>The file of the operator's orders of the command line: an absolute path or <c>off</c>; null when not
    /// given.</summary>
    public string? Orders { get; init; }

    /// <summary>The file of events of the command line: an absolute path or <c>off</c>; null when not given.</summary>
    public string? Events { get; init; }

    /// <summary>Stand beside whoever owns the table and write nothing.</summary>
    public bool Shadow { get; init; }

    /// <summary>What names the process in its lines: a shadow's must not be taken for the keeper's.</summary>
    public string Tag => Shadow ? "lvsmon-shadow" : "lvsmon";

    /// <summary>Take everything for down at the start.</summary>
    public bool Cold { get; init; }

    /// <summary><c>epoll</c> or <c>select</c>.</summary>
    public string Readiness { get; init; } = "epoll";

    /// <summary>The processor of the command line, null when not given.</summary>
    public int? Cpu { get; init; }

    /// <summary>Where the service manager wants to be told, as it stands in NOTIFY_SOCKET; null for nowhere.</summary>
    public string? NotifySocket { get; init; }

    /// <summary>How long the service manager waits for a sign of life, microseconds; 0 when it does not.</summary>
    public long WatchdogUs { get; init; }

    /// <summary>Tell every result on stderr.</summary>
    public bool Verbose { get; init; }
}
