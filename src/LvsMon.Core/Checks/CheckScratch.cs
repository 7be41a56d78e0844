using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LvsMon.Core.Checks;

/// <summary>
/// A check's whole memory between two calls: 48 bytes, all zero when the attempt begins. A check lays its own struct
/// over it with
/// <see cref="As{T}"/>.
/// </summary>
[InlineArray(Size)]
public struct CheckScratch
{
    /// <summary>Bytes of scratch.</summary>
    public const int Size = 48;

    private byte _first;

    /// <summary>The scratch seen as the check's own struct without references, at most <see cref="Size"/>
    /// bytes.</summary>
    public static ref T As<T>(ref CheckScratch scratch)
        where T : unmanaged =>
        ref MemoryMarshal.AsRef<T>(MemoryMarshal.CreateSpan(ref scratch._first, Size));
}
