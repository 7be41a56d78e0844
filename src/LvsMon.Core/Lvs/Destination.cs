using LvsMon.Core.Config;

namespace LvsMon.Core.Lvs;

/// <summary>
/// One destination record of the kernel's table without its identity. The weight is 0–65535 when it is ours; others may
/// have put any number from 0 to 2147483647 there. Thresholds: 0 is none.
/// </summary>
internal readonly record struct Destination(
    int Weight,
    int Upper,
    int Lower,
    Forwarding Forwarding,
    TunnelChecksum Checksum = TunnelChecksum.None)
{
    /// <summary>True when both forward packets the same way; what belongs to another method does not count.</summary>
    internal bool ForwardsAs(in Destination other)
    {
        if (Forwarding.Method != other.Forwarding.Method)
        {
            return false;
        }

        if (Forwarding.Method != ForwardingMethod.Tunnel)
        {
            return true;
        }

        if (Forwarding.Tunnel != other.Forwarding.Tunnel)
        {
            return false;
        }

        return Forwarding.Tunnel switch
        {
            TunnelType.Ipip => true,
            TunnelType.Gue => Forwarding.TunnelPort == other.Forwarding.TunnelPort && Checksum == other.Checksum,
            _ => Checksum == other.Checksum,
        };
    }
}
