using System;
using System.Runtime.CompilerServices;

namespace LvsMon.Core.Lvs;

/// <summary>A name of the kernel's, at most 16 bytes, kept by value.</summary>
[InlineArray(ServiceText.MaxName)]
internal struct ShortName
{
    private byte _first;

    /// <summary>Keeps a name, cut at 16 bytes.</summary>
    internal void Set(ReadOnlySpan<byte> name)
    {
        Span<byte> bytes = this;
        bytes.Clear();
        name[..Math.Min(name.Length, bytes.Length)].CopyTo(bytes);
    }

    /// <summary>Copies the name out.</summary>
    /// <returns>Its length.</returns>
    internal readonly int CopyTo(Span<byte> target)
    {
        ReadOnlySpan<byte> bytes = this;
        int end = bytes.IndexOf((byte)0);
        int length = end < 0 ? bytes.Length : end;
        bytes[..length].CopyTo(target);
        return length;
    }
}
