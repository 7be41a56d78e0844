using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Transaction;

/// <summary>
/// A step that waits for something in the stream. It sees the bytes behind the one that met the step before, whether or
/// not what stands between has been sent: so the verdict never depends on how the bytes were split.
/// </summary>
internal abstract class WaitStep : Step
{
    protected static readonly CheckResult Undecided = new(CheckReason.None);
    protected static readonly CheckResult Met = new(CheckReason.Matched);

    protected WaitStep(string place)
        : base(place)
    {
    }

    /// <summary>Which capture the found text becomes, -1 for none.</summary>
    internal virtual int Capture => -1;

    /// <summary>True when it looks at lines, and so needs memory for one.</summary>
    internal virtual bool ReadsLines => false;

    /// <summary>Takes the next byte.</summary>
    /// <param name="state">The attempt; what belongs to the step is zero when it begins.</param>
    /// <param name="value">The byte.</param>
    /// <param name="line">Memory for a line where <see cref="ReadsLines"/>.</param>
    /// <returns>A pass when the step is met, a failure, or a reason of <see cref="CheckReason.None"/>.</returns>
    internal abstract CheckResult Take(ref TransactionState state, byte value, Span<byte> line);

    /// <summary>The stream ends.</summary>
    /// <returns>A pass when that meets the step, or a failure.</returns>
    internal virtual CheckResult End(ref TransactionState state, ReadOnlySpan<byte> line) =>
        new(CheckReason.ClosedEarly);
}
