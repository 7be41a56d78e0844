namespace LvsMon.Core.Lvs.Memory;

/// <summary>What <c>ipvsadm -L</c> shows of each destination.</summary>
internal enum ListColumns : byte
{
    /// <summary>Method, weight and connections.</summary>
    Plain,

    /// <summary><c>--thresholds</c>.</summary>
    Thresholds,

    /// <summary><c>--stats</c>.</summary>
    Stats,

    /// <summary><c>--rate</c>.</summary>
    Rate,

    /// <summary><c>--persistent-conn</c>.</summary>
    Persistent,

    /// <summary><c>--tun-info</c>.</summary>
    Tunnels,
}
