using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Tcp;

/// <summary>Decided at the connection; reads and sends nothing.</summary>
internal sealed class TcpProgram : CheckProgram
{
    internal TcpProgram(string identity)
        : base(identity)
    {
    }

    /// <inheritdoc/>
    public override int MaxBytes => 0;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => Passed();

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        Passed();

    /// <inheritdoc/>
    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) => Passed();

    private static CheckStep Passed() => CheckStep.Pass(CheckReason.Connected);
}
