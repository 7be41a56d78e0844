using System;
using LvsMon.Core.Checks;

namespace LvsMon.Testing.Checks;

/// <summary>Passes when the connection stands.</summary>
public sealed class ConnectProgram : CheckProgram
{
    public ConnectProgram(string identity = "connect")
        : base(identity)
    {
    }

    public override int MaxBytes => 0;

    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Pass(CheckReason.Connected);

    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        throw new InvalidOperationException("bytes after a pass");

    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        throw new InvalidOperationException("an end after a pass");
}
