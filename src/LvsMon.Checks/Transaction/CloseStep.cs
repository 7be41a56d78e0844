using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Transaction;

/// <summary>Met by the end of the stream; what comes before it is passed over.</summary>
internal sealed class CloseStep : WaitStep
{
    internal CloseStep(string place)
        : base(place)
    {
    }

    /// <inheritdoc/>
    internal override CheckResult Take(ref TransactionState state, byte value, Span<byte> line) => Undecided;

    /// <inheritdoc/>
    internal override CheckResult End(ref TransactionState state, ReadOnlySpan<byte> line) => Met;
}
