namespace LvsMon.Core.Lvs;

/// <summary>The checksum of a GUE or GRE tunnel's outer header, as <c>ipvsadm -S</c> names it.</summary>
internal enum TunnelChecksum : byte
{
    /// <summary><c>--tun-nocsum</c>, the tool's default.</summary>
    None,

    /// <summary><c>--tun-csum</c>.</summary>
    Full,

    /// <summary><c>--tun-remcsum</c>.</summary>
    Remote,
}
