using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace LvsMon.Fuzz.Coverage;

/// <summary>
/// What the instrumented product calls at the beginning of each of its blocks. A cell counts one step from a meant
/// block to the next meant one; different steps may share one. One thread only; it allocates nothing.
/// </summary>
public static unsafe class HitMap
{
    /// <summary>Cells.</summary>
    public const int Size = 1 << 16;

    /// <summary>Blocks that can be told apart.</summary>
    public const int MaxBlocks = 1 << 16;

    private static readonly byte* Memory = (byte*)NativeMemory.AllocZeroed(Size + (2 * MaxBlocks));
    private static uint _previous;
    private static long _limit = long.MaxValue;

    /// <summary>By cell: how often since the last <see cref="Begin"/>, modulo 256.</summary>
    internal static Span<byte> Cells => new(Memory, Size);

    /// <summary>By block: 1 when it was ever entered.</summary>
    internal static Span<byte> Blocks => new(Memory + Size, MaxBlocks);

    /// <summary>By block: 1 when it is meant: only such blocks make steps of the map.</summary>
    internal static Span<byte> Meant => new(Memory + Size + MaxBlocks, MaxBlocks);

    /// <summary>Blocks entered since the last <see cref="Begin"/>; 0 where the product is not instrumented.</summary>
    internal static long Steps { get; private set; }

    /// <summary>
    /// Forgets which blocks were entered, and means those whose type's name begins with one of the scopes. What else
    /// the product does for an input (a log line, a comparison) is new for every other one and would lead away.
    /// </summary>
    /// <param name="blocks">By block number: the full name of its type.</param>
    /// <param name="scopes">The beginnings.</param>
    internal static void Mean(IReadOnlyList<string> blocks, IReadOnlyList<string> scopes)
    {
        Blocks.Clear();
        Meant.Clear();
        for (int block = 0; block < blocks.Count; block++)
        {
            foreach (string scope in scopes)
            {
                Meant[block] |= blocks[block].StartsWith(scope, StringComparison.Ordinal) ? (byte)1 : (byte)0;
            }
        }
    }

    /// <summary>Begins a run.</summary>
    /// <param name="steps">How many blocks it may enter; the next one throws.</param>
    internal static void Begin(long steps)
    {
        Cells.Clear();
        _previous = 0;
        Steps = 0;
        _limit = steps;
    }

    /// <summary>The run may go on for as long as it likes, as when a failure is being described.</summary>
    internal static void End() => _limit = long.MaxValue;

    /// <summary>A block is entered. Called by the instrumented product only.</summary>
    /// <param name="block">Its number, less than <see cref="MaxBlocks"/>.</param>
    public static void Visit(int block)
    {
        Memory[Size + block] = 1;
        if (Memory[Size + MaxBlocks + block] != 0)
        {
            uint spread = ((uint)block * 0x9E37_79B1u) >> 16;
            Memory[spread ^ _previous]++;
            _previous = spread >> 1;
        }

        if (++Steps > _limit)
        {
            TooMany();
        }
    }

    private static void TooMany()
    {
        _limit = long.MaxValue;
        throw new PromiseBroken("bounded-work", "the input is answered with more steps than its length allows");
    }
}
