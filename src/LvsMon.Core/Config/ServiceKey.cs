using LvsMon.Core.Values;

namespace LvsMon.Core.Config;

/// <summary>
/// The identity of a virtual service in the kernel's table. For a firewall mark (1–4294967295) the address is the
/// unspecified one of
/// its family and the port 0; otherwise the mark is 0.
/// </summary>
public readonly record struct ServiceKey(ServiceProtocol Protocol, Endpoint Virtual, uint Mark)
{
    /// <summary>True for a service of IPv6 packets.</summary>
    public bool IsV6 => Virtual.Address.IsV6;

    /// <summary>As in the configuration: <c>tcp 192.0.2.80:80</c>, <c>fwmark 7</c>, <c>fwmark 8 ipv6</c>.</summary>
    public override string ToString() => Protocol switch
    {
        ServiceProtocol.FirewallMark => IsV6 ? $"fwmark {Mark} ipv6" : $"fwmark {Mark}",
        ServiceProtocol.Udp => $"udp {Virtual}",
        ServiceProtocol.Sctp => $"sctp {Virtual}",
        _ => $"tcp {Virtual}",
    };
}
