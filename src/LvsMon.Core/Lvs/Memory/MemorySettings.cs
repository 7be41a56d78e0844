namespace LvsMon.Core.Lvs.Memory;

/// <summary>A virtual service's settings; <c>-A</c> and <c>-E</c> replace all of them.</summary>
internal sealed record MemorySettings
{
    /// <summary>Scheduler name.</summary>
    internal string Scheduler { get; init; } = "wlc";

    /// <summary>Persistence timeout in seconds, null when off.</summary>
    internal int? Timeout { get; init; }

    /// <summary>IPv4 mask number or IPv6 prefix length.</summary>
    internal uint Netmask { get; init; }

    /// <summary>Persistence engine, empty for none.</summary>
    internal string Engine { get; init; } = string.Empty;

    /// <summary>One-packet scheduling.</summary>
    internal bool OnePacket { get; init; }

    /// <summary>The three scheduler flags as bits.</summary>
    internal int FlagBits { get; init; }
}
