namespace LvsMon.Testing.Os;

/// <summary>What a simulated peer does next on a connection it has accepted.</summary>
public enum PeerStepKind : byte
{
    /// <summary>Sends bytes.</summary>
    Bytes,

    /// <summary>Waits until it has taken so many bytes in all.</summary>
    Await,

    /// <summary>Ends its stream.</summary>
    End,

    /// <summary>Resets the connection; what it sent before can still be received.</summary>
    Reset,

    /// <summary>Sends without end, as fast as it is taken.</summary>
    Flood,

    /// <summary>Receiving fails from now on with an error of the director's own system.</summary>
    Fail,
}
