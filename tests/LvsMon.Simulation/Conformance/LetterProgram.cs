using System;
using LvsMon.Core.Checks;

namespace LvsMon.Simulation.Conformance;

/// <summary>The model's check: one byte is sent, then the first byte of what comes says what it is worth.</summary>
internal sealed class LetterProgram(int pieces) : CheckProgram("letter")
{
    /// <summary>Bytes of a piece that decides nothing.</summary>
    public const int PieceBytes = 4;

    /// <summary>The right answer.</summary>
    public const byte Right = (byte)'y';

    /// <summary>The wrong one.</summary>
    public const byte Wrong = (byte)'n';

    private static readonly byte[] Request = "?"u8.ToArray();

    /// <inheritdoc/>
    public override int MaxBytes => PieceBytes * pieces;

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Send(Request);

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        bytes[0] switch
        {
            Right => CheckStep.Pass(CheckReason.Matched),
            Wrong => CheckStep.Fail(CheckReason.Mismatch),
            _ => CheckStep.Receive(),
        };

    /// <inheritdoc/>
    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Fail(CheckReason.ClosedEarly);
}
