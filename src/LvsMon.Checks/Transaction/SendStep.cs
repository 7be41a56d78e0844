using System;

namespace LvsMon.Checks.Transaction;

/// <summary>Sends bytes, some of them captured before.</summary>
internal sealed class SendStep : Step
{
    private readonly SendPart[] _parts;

    internal SendStep(string place, params SendPart[] parts)
        : base(place)
    {
        _parts = parts;
        foreach (SendPart part in parts)
        {
            MaxBytes += part.MaxBytes;
        }
    }

    /// <summary>Bytes it sends, at most.</summary>
    internal int MaxBytes { get; }

    /// <summary>Writes what it sends.</summary>
    /// <returns>The length.</returns>
    internal int Write(Span<byte> outgoing, AttemptMemory memory, Span<byte> buffer)
    {
        int length = 0;
        foreach (SendPart part in _parts)
        {
            ReadOnlySpan<byte> bytes = part.Capture < 0 ? part.Bytes : memory.Captured(buffer, part.Capture);
            bytes.CopyTo(outgoing[length..]);
            length += bytes.Length;
        }

        return length;
    }
}
