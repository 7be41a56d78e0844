namespace LvsMon.Core.Config;

/// <summary>
/// Client persistence of a virtual service. <paramref name="Netmask"/>: IPv4 as a mask number (0xFFFFFFFF = each
/// client by itself),
/// IPv6 as a prefix length 1–128. <paramref name="Engine"/> is the persistence engine (<c>sip</c>) or null.
/// </summary>
public sealed record Persistence(int TimeoutSeconds, uint Netmask, string? Engine);
