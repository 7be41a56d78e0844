namespace LvsMon.Core.Config;

/// <summary>The encapsulation of <see cref="ForwardingMethod.Tunnel"/>.</summary>
public enum TunnelType : byte
{
    /// <summary>IP in IP.</summary>
    Ipip,

    /// <summary>Generic UDP encapsulation; has a port.</summary>
    Gue,

    /// <summary>Generic routing encapsulation.</summary>
    Gre,
}
