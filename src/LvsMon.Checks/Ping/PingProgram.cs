using System;
using System.Buffers.Binary;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Ping;

/// <summary>
/// Sends a number and some text as an echo and waits for just these bytes: what comes back to another request, or from
/// a machine that makes answers up, is passed over.
/// </summary>
internal sealed class PingProgram : DatagramProgram
{
    private const int NumberBytes = sizeof(uint);

    internal PingProgram(string identity)
        : base(identity)
    {
    }

    /// <inheritdoc/>
    public override Transport Transport => Transport.Echo;

    /// <inheritdoc/>
    public override bool WantsNonce => true;

    /// <inheritdoc/>
    public override int BufferBytes => NumberBytes + Text.Length;

    private static ReadOnlySpan<byte> Text => "lvsmon asks."u8;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer)
    {
        BinaryPrimitives.WriteUInt32BigEndian(buffer, CheckScratch.As<uint>(ref scratch));
        Text.CopyTo(buffer[NumberBytes..]);
        return CheckStep.SendKept(BufferBytes);
    }

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        bytes.SequenceEqual(buffer[..BufferBytes]) ? CheckStep.Pass(CheckReason.Matched) : CheckStep.Receive();
}
