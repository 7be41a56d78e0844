using System.Collections.Generic;
using LvsMon.Core.Values;

namespace LvsMon.Core.Config;

/// <summary>One <c>real</c> line or block with all defaults applied.</summary>
public sealed record RealServerSettings
{
    /// <summary>Where it stands.</summary>
    public required SourceSpan Span { get; init; }

    /// <summary>The address, and the port in the kernel's table (0 under a firewall mark).</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>The port that checks use unless they name one; 0 when a firewall mark's real server leaves it
    /// out.</summary>
    public required ushort CheckPort { get; init; }

    /// <summary>0–65535; 0 is standby: in the table, no new connections.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Upper connection threshold, 0 is none.</summary>
    public int Upper { get; init; }

    /// <summary>Lower connection threshold, 0 is none.</summary>
    public int Lower { get; init; }

    /// <summary>Forwarding method.</summary>
    public required Forwarding Forwarding { get; init; }

    /// <summary>Assumed up, never probed.</summary>
    public bool Unmonitored { get; init; }

    /// <summary>Intervals and thresholds.</summary>
    public required Timing Timing { get; init; }

    /// <summary>All or any must pass; empty means one plain <c>tcp</c> check. Not used when unmonitored.</summary>
    public required IReadOnlyList<CheckReference> Checks { get; init; }

    /// <summary>True when any one of the checks is enough, false when all must pass.</summary>
    public bool RequiresAny { get; init; }
}
