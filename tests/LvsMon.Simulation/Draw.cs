using System;

namespace LvsMon.Simulation;

/// <summary>Random numbers from a seed, the same on every machine (SplitMix64). Does not allocate.</summary>
internal sealed class Draw
{
    private ulong _state;

    /// <summary>Begins at a seed.</summary>
    public Draw(ulong seed)
    {
        _state = seed;
    }

    /// <summary>64 random bits.</summary>
    public ulong Bits()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => (int)(((Bits() >> 32) * (uint)bound) >> 32);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool Once(int times) => Below(times) == 0;

    /// <summary>A time from 0 to <paramref name="bound"/> - 1, microseconds; shorter ones are as likely as longer ones
    /// by order of magnitude.</summary>
    public long UpToUs(long bound) => (long)(Bits() % (ulong)Math.Max(1, bound)) >> Below(8);

    /// <summary>One of these.</summary>
    public T Of<T>(ReadOnlySpan<T> items) => items[Below(items.Length)];

    /// <summary>A draw of its own, so that what is drawn here does not change what is drawn there.</summary>
    public Draw Fork() => new(Bits());
}
