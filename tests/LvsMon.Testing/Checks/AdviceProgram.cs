using System;
using LvsMon.Core.Checks;

namespace LvsMon.Testing.Checks;

/// <summary>An agent's check: the peer's first byte is the reason of the result, its second the number.</summary>
internal sealed class AdviceProgram() : CheckProgram("advice")
{
    /// <inheritdoc/>
    public override int MaxBytes => 64;

    /// <inheritdoc/>
    public override bool IsAdvice => true;

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Receive();

    /// <inheritdoc/>
    public override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer) =>
        (CheckReason)bytes[0] == CheckReason.Advised
            ? CheckStep.Pass(CheckReason.Advised, bytes[1])
            : CheckStep.Fail((CheckReason)bytes[0]);

    /// <inheritdoc/>
    public override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer) =>
        CheckStep.Fail(CheckReason.ClosedEarly);
}
