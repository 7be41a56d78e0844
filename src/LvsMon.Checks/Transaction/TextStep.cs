using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Transaction;

/// <summary>Met by a text anywhere in what comes.</summary>
internal sealed class TextStep : WaitStep
{
    private readonly TextSearch _text;

    internal TextStep(string place, byte[] text)
        : base(place)
    {
        _text = new TextSearch(text);
    }

    /// <inheritdoc/>
    internal override CheckResult Take(ref TransactionState state, byte value, Span<byte> line) =>
        _text.Take(ref state.Matched, value) ? Met : Undecided;
}
