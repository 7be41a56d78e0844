using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Testing.Checks;

/// <summary>Sends its number as eight bytes of its buffer and passes when an answer begins with <c>pong</c>.</summary>
public sealed class DatagramFake : CheckProgram
{
    private readonly Action<uint>? _asked;

    /// <param name="silence">What no answer is.</param>
    /// <param name="asked">Is told the number of each attempt.</param>
    public DatagramFake(CheckReason silence = CheckReason.ReceiveTimeout, Action<uint>? asked = null)
        : base($"datagram {silence}")
    {
        Silence = silence;
        _asked = asked;
    }

    /// <inheritdoc/>
    public override Transport Transport => Transport.Datagram;

    /// <inheritdoc/>
    public override bool WantsNonce => true;

    /// <inheritdoc/>
    public override CheckReason Silence { get; }

    /// <inheritdoc/>
    public override int MaxBytes => 4096;

    /// <inheritdoc/>
    public override int BufferBytes => 8;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer)
    {
        uint number = CheckScratch.As<uint>(ref scratch);
        _asked?.Invoke(number);
        BitConverter.TryWriteBytes(buffer, (ulong)number);
        return CheckStep.SendKept(8);
    }

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        bytes.StartsWith("pong"u8) ? CheckStep.Pass(CheckReason.Matched) : CheckStep.Receive();

    /// <inheritdoc/>
    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Fail(CheckReason.ClosedEarly);
}
