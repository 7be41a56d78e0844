using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks.Transaction;

/// <summary>
/// Met by a line that matches a pattern. Each line is matched once: when it ends, has 4 kB, or the stream ends. What is
/// left of a line when the step begins counts as a line.
/// </summary>
internal sealed class LineStep : WaitStep
{
    /// <summary>Lines looked at, at most: a peer that sends nothing but line ends must not hold the loop.</summary>
    internal const int MaxLines = 256;

    private readonly TextPattern _pattern;

    /// <summary>Makes it.</summary>
    /// <param name="place">Of <see cref="Step.Place"/>.</param>
    /// <param name="pattern">The pattern; with one group when something is captured.</param>
    /// <param name="capture">Of <see cref="Capture"/>.</param>
    internal LineStep(string place, TextPattern pattern, int capture = -1)
        : base(place)
    {
        _pattern = pattern;
        Capture = capture;
    }

    /// <inheritdoc/>
    internal override int Capture { get; }

    /// <inheritdoc/>
    internal override bool ReadsLines => true;

    /// <inheritdoc/>
    internal override CheckResult Take(ref TransactionState state, byte value, Span<byte> line)
    {
        if (state.IsPassing)
        {
            state.IsPassing = value != '\n';
            return Undecided;
        }

        if (value != '\n')
        {
            line[state.LineLength++] = value;
            state.IsPassing = state.LineLength == TextPattern.MaxBytes;
            return state.IsPassing ? Judge(ref state, line) : Undecided;
        }

        return Judge(ref state, line);
    }

    /// <inheritdoc/>
    internal override CheckResult End(ref TransactionState state, ReadOnlySpan<byte> line)
    {
        CheckResult result = state.LineLength > 0 ? Judge(ref state, line) : Undecided;
        return result == Undecided ? base.End(ref state, line) : result;
    }

    private CheckResult Judge(ref TransactionState state, ReadOnlySpan<byte> line)
    {
        line = line[..state.LineLength];
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        state.LineLength = 0;
        if (state.Lines++ == MaxLines)
        {
            return new CheckResult(CheckReason.TooLong);
        }

        int length = 0;
        CheckReason reason = Capture < 0 ? _pattern.Match(line) : _pattern.Find(line, out state.FoundAt, out length);
        if (reason != CheckReason.Matched)
        {
            return reason == CheckReason.Mismatch ? Undecided : new CheckResult(reason);
        }

        state.FoundLength = (ushort)length;
        return length > AttemptMemory.CaptureBytes ? new CheckResult(CheckReason.TooLong) : Met;
    }
}
