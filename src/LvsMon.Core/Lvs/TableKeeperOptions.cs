using LvsMon.Core.Os;

namespace LvsMon.Core.Lvs;

/// <summary>What a <see cref="TableKeeper"/> needs beside plan and runner.</summary>
public sealed record TableKeeperOptions
{
    /// <summary>Path of the ipvsadm program, absolute.</summary>
    public string IpvsadmPath { get; init; } = "/usr/sbin/ipvsadm";

    /// <summary>True for <c>--cold</c>: nothing is adopted, every real server counts as down until its first
    /// verdict.</summary>
    public bool Cold { get; init; }

    /// <summary>The director's own addresses; null: none is treated as such.</summary>
    public ILocalAddresses? LocalAddresses { get; init; }

    /// <summary>False: the kernel's timeouts are left alone whatever the plan says, as by a daemon that only
    /// watches.</summary>
    public bool SetsTimeouts { get; init; } = true;

    /// <summary>The file with the owned services' keys; null: ownership does not outlive the process.</summary>
    public IStateFile? OwnedFile { get; init; }
}
