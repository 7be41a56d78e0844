using System;
using System.Runtime.InteropServices;
using LvsMon.Fuzz.Coverage;

namespace LvsMon.Fuzz.Engine;

/// <summary>All that any input has reached: cells of the map, and for each how often, in eight classes.</summary>
internal sealed class EdgeSet
{
    private static readonly byte[] Classes = MakeClasses();
    private readonly byte[] _seen = new byte[HitMap.Size];

    /// <summary>Cells reached.</summary>
    internal int Count { get; private set; }

    /// <summary>Adds what the last run reached.</summary>
    /// <returns>True when there was something new in it.</returns>
    internal bool Take()
    {
        Span<byte> cells = HitMap.Cells;
        Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(cells);
        bool isNew = false;
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
                    isNew = true;
                }
            }
        }

        return isNew;
    }

    /// <summary>A number for what the last run reached; equal for equal runs.</summary>
    internal static ulong Print()
    {
        Span<byte> cells = HitMap.Cells;
        Span<ulong> eights = MemoryMarshal.Cast<byte, ulong>(cells);
        ulong print = 14_695_981_039_346_656_037;
        for (int eight = 0; eight < eights.Length; eight++)
        {
            if (eights[eight] == 0)
            {
                continue;
            }

            for (int cell = eight * 8; cell < (eight + 1) * 8; cell++)
            {
                if (cells[cell] != 0)
                {
                    print = (print ^ ((ulong)cell << 8) ^ Classes[cells[cell]]) * 1_099_511_628_211;
                }
            }
        }

        return print;
    }

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
