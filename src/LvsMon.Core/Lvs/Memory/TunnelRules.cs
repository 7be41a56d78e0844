using LvsMon.Core.Config;

namespace LvsMon.Core.Lvs.Memory;

/// <summary>Which tunnel options go with which tunnel.</summary>
internal static class TunnelRules
{
    private static readonly string[] Checksums = ["tun-nocsum", "tun-csum", "tun-remcsum"];

    /// <summary>The rule broken, or null.</summary>
    internal static string? Broken(IpvsadmRequest request)
    {
        bool any = request.Has("tun-type") || request.Has("tun-port");
        foreach (string checksum in Checksums)
        {
            any |= request.Has(checksum);
        }

        if (!any)
        {
            return null;
        }

        Forwarding forwarding = request.Record.Forwarding;
        if (forwarding.Method != ForwardingMethod.Tunnel)
        {
            return "Tunnel options conflict with forward method";
        }

        string type = forwarding.Tunnel switch
        {
            TunnelType.Gue => "gue",
            TunnelType.Gre => "gre",
            _ => "ipip",
        };
        if (forwarding.Tunnel == TunnelType.Gue && !request.Has("tun-port"))
        {
            return "You need to supply the 'tun-port' option for the 'gue' tunnel type";
        }

        if (forwarding.Tunnel != TunnelType.Gue && request.Has("tun-port"))
        {
            return $"Illegal 'tun-port' option with the '{type}' tunnel type";
        }

        return BrokenChecksum(request, forwarding.Tunnel, type);
    }

    private static string? BrokenChecksum(IpvsadmRequest request, TunnelType tunnel, string type)
    {
        string? earlier = null;
        foreach (string checksum in Checksums)
        {
            if (!request.Has(checksum))
            {
                continue;
            }

            if (tunnel == TunnelType.Ipip || (tunnel == TunnelType.Gre && checksum == "tun-remcsum"))
            {
                return $"Illegal '{checksum}' option with the '{type}' tunnel type";
            }

            if (earlier is not null)
            {
                return $"The option '{checksum}' conflicts with the '{earlier}' option in the '{type}' tunnel type";
            }

            earlier = checksum;
        }

        return null;
    }
}
