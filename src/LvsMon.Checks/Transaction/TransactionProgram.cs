using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Values;

namespace LvsMon.Checks.Transaction;

/// <summary>
/// A conversation in steps. The bytes of the peer alone move it on; what stands between two steps that wait is sent
/// when all bytes in hand are taken. The last step waits, and the pass falls with it.
/// </summary>
internal sealed class TransactionProgram : ByteProgram<TransactionState>
{
    private readonly Step[] _steps;
    private readonly WaitStep?[] _waits;
    private readonly RefuseStep[][] _refusals;
    private readonly AttemptMemory _memory;
    private readonly int _startTls;

    /// <summary>
    /// Makes it; the last of the steps must be a <see cref="WaitStep"/>, and there are at most 255. With a
    /// <see cref="StartTlsStep"/>, which stands behind a step that waits, there must be settings for it.
    /// </summary>
    internal TransactionProgram(string identity, int maxBytes, IReadOnlyList<Step> steps, TlsSettings? tls = null)
        : base(identity, maxBytes)
    {
        _steps = [.. steps];
        _waits = [.. steps.Select(step => step as WaitStep)];
        _refusals = [.. steps.Select((_, at) => RefusalsOf(at))];
        _memory = new AttemptMemory(steps);
        _startTls = Array.FindIndex(_steps, step => step is StartTlsStep);
        Tls = tls;
        SpeaksFirst = steps.TakeWhile(step => step is not WaitStep).Any(step => step is SendStep);
    }

    /// <inheritdoc/>
    public override int BufferBytes => _memory.Bytes;

    /// <inheritdoc/>
    public override bool SpeaksFirst { get; }

    /// <inheritdoc/>
    public override TlsSettings? Tls { get; }

    /// <inheritdoc/>
    public override CheckStep Connected(ref CheckScratch scratch, Span<byte> buffer)
    {
        ref TransactionState state = ref CheckScratch.As<TransactionState>(ref scratch);
        Begin(ref state, 0, buffer);
        return Next(ref state, buffer);
    }

    /// <inheritdoc/>
    public override CheckStep Secured(ref CheckScratch scratch, Span<byte> buffer) =>
        Next(ref CheckScratch.As<TransactionState>(ref scratch), buffer);

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Place(ref CheckScratch scratch) =>
        _steps[CheckScratch.As<TransactionState>(ref scratch).At].Place;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Heard(ref CheckScratch scratch, Span<byte> buffer)
    {
        ref TransactionState state = ref CheckScratch.As<TransactionState>(ref scratch);
        return Preview.Line(_memory.Preview(buffer), ref state.Kept, default);
    }

    /// <inheritdoc/>
    protected override CheckResult Take(ref TransactionState state, byte value, Span<byte> buffer)
    {
        if (IsTlsDue(in state))
        {
            // Bytes that somebody put in before the handshake would be read as if they came after it.
            state.At = (byte)_startTls;
            return Malformed;
        }

        if (state.IsLineOver)
        {
            state.Kept = 0;
        }

        state.IsLineOver = value == '\n';
        Preview.Add(_memory.Preview(buffer), ref state.Kept, value);
        if (IsRefused(ref state, value, buffer))
        {
            return Mismatch;
        }

        WaitStep wait = _waits[state.Step]!;
        CheckResult result = wait.Take(ref state, value, _memory.Line(buffer));
        if (result.Reason != CheckReason.Matched)
        {
            return result;
        }

        if (wait.Capture >= 0)
        {
            _memory.Capture(buffer, wait.Capture, state.FoundAt, state.FoundLength);
        }

        return Begin(ref state, state.Step + 1, buffer) ? Undecided : result;
    }

    /// <inheritdoc/>
    protected override CheckStep Next(ref TransactionState state, Span<byte> buffer)
    {
        int length = 0;
        for (; state.Done < state.Step; state.Done++)
        {
            if (state.Done == _startTls)
            {
                state.Done++;
                return CheckStep.StartTls();
            }

            if (_steps[state.Done] is SendStep send)
            {
                length += send.Write(buffer[length..], _memory, buffer);
            }
        }

        return length > 0 ? CheckStep.SendKept(length) : CheckStep.Receive();
    }

    /// <inheritdoc/>
    protected override CheckResult End(ref TransactionState state, ReadOnlySpan<byte> buffer)
    {
        CheckResult result = _waits[state.Step]!.End(ref state, _memory.Line(buffer));
        int next = state.Step + 1;
        if (result.Reason != CheckReason.Matched || next == _steps.Length || _steps[next] is CloseStep)
        {
            return result;
        }

        state.At = (byte)NextWait(next);
        return ClosedEarly;
    }

    /// <inheritdoc/>
    protected override ReadOnlySpan<byte> Evidence(
        scoped ref TransactionState state, CheckReason reason, scoped ReadOnlySpan<byte> rest, Span<byte> buffer) =>
        Preview.Line(_memory.Preview(buffer), ref state.Kept, state.IsLineOver ? default : rest);

    private bool IsTlsDue(in TransactionState state) =>
        state.Done <= _startTls && _startTls < state.Step;

    // What must not come while a step waits: the texts between it and the one that waited before.
    private RefuseStep[] RefusalsOf(int at)
    {
        int first = at;
        while (first > 0 && _steps[first - 1] is not WaitStep)
        {
            first--;
        }

        return [.. _steps[first..at].OfType<RefuseStep>()];
    }

    // A text that ends with the same byte as the one waited for has come.
    private bool IsRefused(ref TransactionState state, byte value, Span<byte> buffer)
    {
        RefuseStep[] refusals = _refusals[state.Step];
        Span<ushort> matched = _memory.Refusals(buffer);
        for (int i = 0; i < refusals.Length; i++)
        {
            if (refusals[i].Text.Take(ref matched[i], value))
            {
                state.At = (byte)Array.IndexOf(_steps, refusals[i]);
                return true;
            }
        }

        return false;
    }

    // Returns false when no step waits any more.
    private bool Begin(ref TransactionState state, int from, Span<byte> buffer)
    {
        int at = NextWait(from);
        if (at < 0)
        {
            return false;
        }

        state.Reply = default;
        state.Matched = 0;
        state.LineLength = 0;
        state.Lines = 0;
        state.IsPassing = false;
        state.Step = (byte)at;
        state.At = (byte)at;
        _memory.Refusals(buffer).Clear();
        return true;
    }

    private int NextWait(int from)
    {
        for (int at = from; at < _waits.Length; at++)
        {
            if (_waits[at] is not null)
            {
                return at;
            }
        }

        return -1;
    }
}
