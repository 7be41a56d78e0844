namespace LvsMon.Core.Config;

/// <summary>What identifies a virtual service's traffic.</summary>
public enum ServiceProtocol : byte
{
    /// <summary>TCP to an address and port.</summary>
    Tcp,

    /// <summary>UDP to an address and port.</summary>
    Udp,

    /// <summary>SCTP to an address and port.</summary>
    Sctp,

    /// <summary>Packets that netfilter has marked.</summary>
    FirewallMark,
}
