namespace LvsMon.VmPeer.Network;

/// <summary>How a server treats a connection.</summary>
internal enum ServerModeKind
{
    /// <summary>Answers with 200.</summary>
    Ok,

    /// <summary>Answers with another status.</summary>
    Status,

    /// <summary>Reads and never answers.</summary>
    Hang,

    /// <summary>Answers with 200, late.</summary>
    Slow,
}
