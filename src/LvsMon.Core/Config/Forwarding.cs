namespace LvsMon.Core.Config;

/// <summary>Forwarding method with what belongs to it; <paramref name="TunnelPort"/> is 0 unless the tunnel is
/// GUE.</summary>
public readonly record struct Forwarding(
    ForwardingMethod Method,
    TunnelType Tunnel = TunnelType.Ipip,
    ushort TunnelPort = 0);
