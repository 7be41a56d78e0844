using System;
using System.Buffers.Text;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Writes text into given memory; what does not fit is a mistake of the simulator.</summary>
internal ref struct TextPen(Span<byte> room)
{
    private readonly Span<byte> _room = room;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public readonly ReadOnlySpan<byte> Written => _room[..Length];

    /// <summary>Appends a text.</summary>
    public void Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_room[Length..]);
        Length += text.Length;
    }

    /// <summary>Appends a number.</summary>
    public void Number(int number)
    {
        Utf8Formatter.TryFormat(number, _room[Length..], out int written);
        Length += written;
    }
}
