using System;
using LvsMon.Core.Checks;

namespace LvsMon.Checks;

/// <summary>
/// A check that reads its answer byte by byte. That is what makes its verdict the same for every way the bytes are
/// split: no step ever sees where a piece ends. A program may take a part that is whole in hand at once, to the same
/// effect (<see cref="TakePart"/>).
/// </summary>
/// <typeparam name="TState">What is remembered between two bytes, laid over the scratch.</typeparam>
internal abstract class ByteProgram<TState> : CheckProgram
    where TState : unmanaged, ICountedState
{
    /// <summary>"Not decided yet".</summary>
    protected static readonly CheckResult Undecided = new(CheckReason.None);

    protected static readonly CheckResult Matched = new(CheckReason.Matched);
    protected static readonly CheckResult Mismatch = new(CheckReason.Mismatch);
    protected static readonly CheckResult Malformed = new(CheckReason.Malformed);
    protected static readonly CheckResult ClosedEarly = new(CheckReason.ClosedEarly);

    protected ByteProgram(string identity, int maxBytes)
        : base(identity)
    {
        MaxBytes = maxBytes;
    }

    /// <inheritdoc/>
    public sealed override int MaxBytes { get; }

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer) => CheckStep.Receive();

    /// <inheritdoc/>
    public sealed override CheckStep Received(ref CheckScratch scratch, ReadOnlySpan<byte> bytes, Span<byte> buffer)
    {
        ref TState state = ref CheckScratch.As<TState>(ref scratch);
        int maxBytes = MaxBytes;
        while (!bytes.IsEmpty)
        {
            // An answer of exactly the cap may still be complete; the byte after it is one too many.
            int room = maxBytes - state.Taken;
            if (room == 0)
            {
                return CheckStep.Fail(CheckReason.TooLong);
            }

            int part = TakePart(ref state, bytes.Length > room ? bytes[..room] : bytes);
            if (part > 0)
            {
                state.Taken += part;
                bytes = bytes[part..];
                continue;
            }

            state.Taken++;
            CheckResult result = Take(ref state, bytes[0], buffer);
            bytes = bytes[1..];
            if (result.Reason != CheckReason.None)
            {
                return Done(result, ref state, bytes, buffer);
            }
        }

        return Next(ref state, buffer);
    }

    /// <inheritdoc/>
    public sealed override CheckStep Closed(ref CheckScratch scratch, Span<byte> buffer)
    {
        ref TState state = ref CheckScratch.As<TState>(ref scratch);
        return Done(End(ref state, buffer), ref state, default, buffer);
    }

    /// <summary>Takes the next byte.</summary>
    /// <returns>The result, or <see cref="Undecided"/>.</returns>
    protected abstract CheckResult Take(ref TState state, byte value, Span<byte> buffer);

    /// <summary>
    /// Takes bytes at once that taken one by one would leave the same state and no result. A shortcut: a check is right
    /// without it.
    /// </summary>
    /// <returns>How many were taken; 0 when the first is to be taken by itself.</returns>
    protected virtual int TakePart(ref TState state, ReadOnlySpan<byte> bytes) => 0;

    /// <summary>
    /// What is done when all bytes in hand are taken and decided nothing: receive, or send what the state owes the
    /// peer. What is sent must not change what the bytes mean.
    /// </summary>
    protected virtual CheckStep Next(ref TState state, Span<byte> buffer) => CheckStep.Receive();

    /// <summary>The result when the stream ends here.</summary>
    protected abstract CheckResult End(ref TState state, ReadOnlySpan<byte> buffer);

    /// <summary>The bytes that explain a failure, out of the buffer.</summary>
    /// <param name="state">The state after the deciding byte.</param>
    /// <param name="reason">The failure.</param>
    /// <param name="rest">Bytes in hand behind the deciding one: never needed for a verdict, welcome to show.</param>
    /// <param name="buffer">The attempt's buffer.</param>
    protected abstract ReadOnlySpan<byte> Evidence(
        scoped ref TState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer);

    private CheckStep Done(
        CheckResult result, scoped ref TState state, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        result.Outcome == CheckOutcome.Pass
            ? CheckStep.Pass(result.Reason, result.Number)
            : CheckStep.Fail(result.Reason, result.Number, Evidence(ref state, result.Reason, rest, buffer));
}
