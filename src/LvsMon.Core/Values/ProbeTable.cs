using System;
using System.Numerics;

namespace LvsMon.Core.Values;

/// <summary>
/// An open-addressing hash from an identity to a small number, filled at set-up. It keeps no keys: the caller walks the
/// candidates and compares.
/// </summary>
internal sealed class ProbeTable
{
    private readonly int[] _entries;
    private readonly int _mask;

    /// <summary>Makes room for <paramref name="count"/> values at a load of at most one half.</summary>
    internal ProbeTable(int count)
    {
        _entries = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, count * 2L))];
        _mask = _entries.Length - 1;
    }

    /// <summary>A well mixed number of an endpoint.</summary>
    internal static uint Hash(in Endpoint endpoint, uint seed)
    {
        ulong mixed = (ulong)(endpoint.Address.V6 >> 64) * 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 29) ^ (ulong)endpoint.Address.V6) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 31) ^ endpoint.Port ^ ((ulong)seed << 20)) * 0x94D049BB133111EBUL;
        return (uint)(mixed ^ (mixed >> 32));
    }

    /// <summary>Adds a value.</summary>
    internal void Add(uint hash, int value)
    {
        int at = (int)hash & _mask;
        while (_entries[at] != 0)
        {
            at = (at + 1) & _mask;
        }

        _entries[at] = value + 1;
    }

    /// <summary>The first place to look at.</summary>
    internal int First(uint hash) => (int)hash & _mask;

    /// <summary>The place after this one.</summary>
    internal int After(int place) => (place + 1) & _mask;

    /// <summary>The value at a place, -1 when the search ends here.</summary>
    internal int At(int place) => _entries[place] - 1;
}
