namespace LvsMon.Simulation.Surroundings;

/// <summary>A destination of the simulated table, as bytes and numbers.</summary>
internal struct TableEntry
{
    /// <summary>Longest endpoint and longest forwarding, bytes.</summary>
    public const int MaxText = 56;

    /// <summary>Address and port as ipvsadm prints them.</summary>
    public FixedText Endpoint;

    /// <summary>Forwarding as <c>-S</c> prints it: <c>-m</c>, <c>-i</c>.</summary>
    public FixedText Method;

    /// <summary>What <c>-S</c> prints after the weight: the tunnel, or nothing.</summary>
    public FixedText Tunnel;

    /// <summary>Weight.</summary>
    public int Weight;

    /// <summary>Upper threshold.</summary>
    public int Upper;

    /// <summary>Lower threshold.</summary>
    public int Lower;

    /// <summary>Established sessions.</summary>
    public int Active;

    /// <summary>Other sessions.</summary>
    public int Inactive;

    /// <summary>True when both are the same record.</summary>
    public readonly bool Same(in TableEntry other) =>
        Weight == other.Weight && Upper == other.Upper && Lower == other.Lower
        && Method.Is(other.Method.Bytes) && Tunnel.Is(other.Tunnel.Bytes);
}
