using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;

namespace LvsMon.Simulation.Surroundings;

/// <summary>A short text held in place, so that tables of them are copied and changed without allocating.</summary>
internal struct FixedText
{
    private Room _room;
    private byte _length;

    /// <summary>The text.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<byte> Bytes => ((ReadOnlySpan<byte>)_room)[.._length];

    /// <summary>True when nothing stands here.</summary>
    public readonly bool IsEmpty => _length == 0;

    /// <summary>A text.</summary>
    public static FixedText Of(ReadOnlySpan<byte> text)
    {
        FixedText made = default;
        made.Set(text);
        return made;
    }

    /// <summary>Puts a text here; one that is too long is a mistake of the simulator.</summary>
    public void Set(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_room);
        _length = (byte)text.Length;
    }

    /// <summary>True when this text stands here.</summary>
    public readonly bool Is(ReadOnlySpan<byte> text) => Bytes.SequenceEqual(text);

    /// <inheritdoc/>
    public override readonly string ToString() => Encoding.Latin1.GetString(Bytes);

    [InlineArray(TableEntry.MaxText)]
    private struct Room
    {
        private byte _first;
    }
}
