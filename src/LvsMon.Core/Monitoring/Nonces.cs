namespace LvsMon.Core.Monitoring;

/// <summary>
/// Numbers for requests that somebody off the path must not foresee (RFC 5452 §9.2): Steele, Lea and Flood's SplitMix64
/// from a secret seed, half of each output thrown away. Who is sent many of them could work the others out.
/// </summary>
internal sealed class Nonces(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next one.</summary>
    public uint Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (uint)((mixed ^ (mixed >> 31)) >> 32);
    }
}
