using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.InteropServices;
using LvsMon.Fuzz.Coverage;

namespace LvsMon.Fuzz.Engine;

/// <summary>All that any input has reached: cells of the map, and for each how often, in eight classes.</summary>
internal sealed class EdgeSet
{
    private static readonly byte[] Classes = MakeClasses();
    private readonly byte[] _seen = new byte[HitMap.Size];
    private readonly List<(int Cell, byte Bit)> _news = [];

    /// <summary>Cells reached.</summary>
    internal int Count { get; private set; }

    /// <summary>True when the last <see cref="Take"/> found cells that no input had reached, not only other
    /// counts.</summary>
    internal bool HasNewCells { get; private set; }

    /// <summary>Adds what the last run reached.</summary>
    /// <returns>True when there was something new in it.</returns>
    internal bool Take()
    {
        Span<byte> cells = HitMap.Cells;
        Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(cells);
        _news.Clear();
        int before = Count;
        for (int eight = 0; eight < eights.Length; eight++)
        {
            if (eights[eight] == 0)
            {
                continue;
            }

            for (int cell = eight * 8; cell < (eight + 1) * 8; cell++)
            {
                byte bit = Classes[cells[cell]];
                if ((_seen[cell] & bit) != bit)
                {
                    Count += _seen[cell] == 0 ? 1 : 0;
                    _seen[cell] |= bit;
                    _news.Add((cell, bit));
                }
            }
        }

        HasNewCells = Count > before;
        return _news.Count > 0;
    }

    /// <summary>True when the last run reached all that was new to the last <see cref="Take"/> that found
    /// something.</summary>
    internal bool HoldsNews()
    {
        ReadOnlySpan<byte> cells = HitMap.Cells;
        foreach ((int cell, byte bit) in _news)
        {
            if (Classes[cells[cell]] != bit)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The class of a count, 0 to 7; 0 too for none.</summary>
    internal static int ClassOf(byte count) => BitOperations.TrailingZeroCount(Classes[count]) & 7;

    // Once, twice, three times, then up to 7, 15, 31, 127 and more.
    private static byte[] MakeClasses()
    {
        byte[] classes = new byte[256];
        for (int count = 1; count < 256; count++)
        {
            classes[count] = count switch
            {
                1 => 1,
                2 => 2,
                3 => 4,
                <= 7 => 8,
                <= 15 => 16,
                <= 31 => 32,
                <= 127 => 64,
                _ => 128,
            };
        }

        return classes;
    }
}
