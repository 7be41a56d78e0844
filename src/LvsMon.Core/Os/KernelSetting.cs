namespace LvsMon.Core.Os;

/// <summary>
/// The kernel's settings that decide what becomes of the flows of a real server that left the table: files of
/// <c>/proc/sys/net/ipv4/vs</c>, one set for each network namespace (Linux: Documentation/networking/ipvs-sysctl).
/// </summary>
public enum KernelSetting : byte
{
    /// <summary><c>expire_nodest_conn</c>: 0 drops what comes on a connection to a removed real server, without a word
    /// to the client, until it times out; 1 ends the connection.</summary>
    ExpireNodestConn,

    /// <summary><c>expire_quiescent_template</c>: 0 lets persistence go on to a real server of weight 0; 1 ends
    /// it.</summary>
    ExpireQuiescentTemplate,

    /// <summary><c>conn_reuse_mode</c>: 0 gives a new connection from a port used before to the real server of the old
    /// one; 1 and more (a bit map) schedule it anew.</summary>
    ConnReuseMode,
}
