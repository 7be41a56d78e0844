namespace LvsMon.Core.Config;

/// <summary>How a packet gets to a real server (ipvsadm(8) packet-forwarding-method).</summary>
public enum ForwardingMethod : byte
{
    /// <summary>Masquerading, <c>-m</c>: addresses and port are rewritten.</summary>
    Nat,

    /// <summary>Direct routing, <c>-g</c>: the port stays the virtual service's.</summary>
    Direct,

    /// <summary>Tunnelling, <c>-i</c>: the port stays the virtual service's.</summary>
    Tunnel,
}
