using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Testing.Checks;

/// <summary>Begins with a handshake and passes with the first line that is said inside.</summary>
public sealed class SecuredProgram(int maxBytes = 100) : CheckProgram($"secured {maxBytes}")
{
    public override int MaxBytes => maxBytes;

    public override TlsSettings Tls { get; } = new() { ServerName = "a" };

    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.StartTls();

    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        bytes.Contains((byte)'\n') ? CheckStep.Pass(CheckReason.Matched) : CheckStep.Receive();

    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Fail(CheckReason.ClosedEarly);
}
