using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Checks;

/// <summary>
/// A check over datagrams. Each is judged by itself, whole; one that is not an answer is passed over, and the attempt's
/// deadline ends the waiting.
/// </summary>
internal abstract class DatagramProgram : CheckProgram
{
    /// <summary>More than any datagram has.</summary>
    private const int Cap = 64 * 1024;

    protected DatagramProgram(string identity)
        : base(identity)
    {
    }

    /// <inheritdoc/>
    public override Transport Transport => Transport.Datagram;

    /// <inheritdoc/>
    public override int MaxBytes => Cap;

    /// <inheritdoc/>
    public override bool SpeaksFirst => true;

    /// <summary>Datagrams have no end of their stream.</summary>
    public sealed override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Fail(CheckReason.ClosedEarly);

    /// <summary>The beginning of a datagram, as far as it is shown.</summary>
    protected static ReadOnlySpan<byte> Shown(ReadOnlySpan<byte> bytes) =>
        bytes[..Math.Min(bytes.Length, Preview.Bytes)];
}
