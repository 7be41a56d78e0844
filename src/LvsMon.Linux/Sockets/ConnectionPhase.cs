namespace LvsMon.Linux.Sockets;

/// <summary>How far the connection of a slot is.</summary>
internal enum ConnectionPhase : byte
{
    /// <summary>No connection; the descriptor, if any, is idle.</summary>
    Free,

    /// <summary>connect(2) has been called and its end not been taken.</summary>
    Connecting,

    /// <summary>Connected, until the slot is closed.</summary>
    Connected,
}
