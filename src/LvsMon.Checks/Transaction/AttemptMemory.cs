using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace LvsMon.Checks.Transaction;

/// <summary>How the buffer of an attempt is laid out; what is sent must stand at its beginning.</summary>
internal sealed class AttemptMemory
{
    /// <summary>Bytes of a captured text, at most; one more holds its length.</summary>
    internal const int CaptureBytes = 128;

    private readonly int _refusals;
    private readonly int _preview;
    private readonly int _captures;
    private readonly int _line;

    /// <summary>Lays out the memory of these steps.</summary>
    internal AttemptMemory(IReadOnlyList<Step> steps)
    {
        int outgoing = steps.OfType<SendStep>().Sum(send => send.MaxBytes);

        // An even beginning: the state of a search is two bytes.
        _refusals = outgoing + (outgoing % sizeof(ushort));
        _preview = _refusals + (steps.OfType<RefuseStep>().Count() * sizeof(ushort));
        _captures = _preview + LvsMon.Checks.Preview.Bytes;
        _line = _captures + (steps.OfType<WaitStep>().Count(wait => wait.Capture >= 0) * (CaptureBytes + 1));
        Bytes = _line + (steps.OfType<WaitStep>().Any(wait => wait.ReadsLines) ? TextPattern.MaxBytes : 0);
    }

    /// <summary>Bytes of all.</summary>
    internal int Bytes { get; }

    /// <summary>The states of the searches that refuse.</summary>
    internal Span<ushort> Refusals(Span<byte> buffer) =>
        MemoryMarshal.Cast<byte, ushort>(buffer[_refusals.._preview]);

    /// <summary>The line to be shown.</summary>
    internal Span<byte> Preview(Span<byte> buffer) => buffer[_preview.._captures];

    /// <summary>The line to be matched; empty when no step reads lines.</summary>
    internal Span<byte> Line(Span<byte> buffer) => buffer[_line..];

    /// <summary>The same, to be read.</summary>
    internal ReadOnlySpan<byte> Line(ReadOnlySpan<byte> buffer) => buffer[_line..];

    /// <summary>Keeps a part of the line.</summary>
    internal void Capture(Span<byte> buffer, int capture, int start, int length)
    {
        Span<byte> area = Area(buffer, capture);
        area[0] = (byte)length;
        Line(buffer).Slice(start, length).CopyTo(area[1..]);
    }

    /// <summary>What was kept.</summary>
    internal ReadOnlySpan<byte> Captured(Span<byte> buffer, int capture)
    {
        Span<byte> area = Area(buffer, capture);
        return area.Slice(1, area[0]);
    }

    private Span<byte> Area(Span<byte> buffer, int capture) =>
        buffer.Slice(_captures + (capture * (CaptureBytes + 1)), CaptureBytes + 1);
}
