using System.Collections.Generic;

namespace LvsMon.Core.Checks;

/// <summary>The options that every check of the configuration takes beside its own: where to look and from
/// where.</summary>
public static class CommonOptions
{
    /// <summary>Check another port than the real server's.</summary>
    public static CheckOption Port { get; } =
        new("--port", "PORT", "Check this port instead of the real server's, 1-65535.");

    /// <summary>Check another address than the real server's.</summary>
    public static CheckOption Connect { get; } =
        new("--connect", "ADDRESS", "Check this IPv4 or IPv6 address instead of the real server's.");

    /// <summary>Leave from this local address.</summary>
    public static CheckOption Source { get; } =
        new("--source", "ADDRESS", "Leave from this local IPv4 or IPv6 address.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CheckOption> All { get; } = [Port, Connect, Source];
}
