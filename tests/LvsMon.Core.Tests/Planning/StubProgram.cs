using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Core.Tests.Planning;

/// <summary>A program that is only planned, never run.</summary>
internal sealed class StubProgram : CheckProgram
{
    internal StubProgram(string identity, int bufferBytes = 0)
        : base(identity)
    {
        BufferBytes = bufferBytes;
    }

    public override int MaxBytes => 0;

    public override int BufferBytes { get; }

    public override CheckReason Silence => NoAnswer;

    public override TlsSettings? Tls => Inside;

    public override string Unshown => Hidden;

    /// <summary>What it was told in files.</summary>
    internal string Hidden { get; init; } = "";

    /// <summary>What its handshakes ask.</summary>
    internal TlsSettings? Inside { get; init; }

    internal CheckReason NoAnswer { get; init; } = CheckReason.ReceiveTimeout;

    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Pass(CheckReason.Connected);

    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        throw new NotSupportedException();

    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) => throw new NotSupportedException();
}
