using System;
using LvsMon.Checks.Banner;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Transaction;

/// <summary>Met by a whole reply of a protocol.</summary>
internal sealed class ReplyStep : WaitStep
{
    private readonly ReplyReader _reader;

    internal ReplyStep(string place, ReplyReader reader)
        : base(place)
    {
        _reader = reader;
    }

    /// <inheritdoc/>
    internal override CheckResult Take(ref TransactionState state, byte value, Span<byte> line) =>
        _reader.Take(ref state.Reply, value);
}
