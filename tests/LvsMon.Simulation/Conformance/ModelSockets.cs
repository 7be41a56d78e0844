using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Conformance;

/// <summary>
/// Sockets on which nothing happens but what the trace says, and a wait in which time passes as far as the trace says.
/// </summary>
internal sealed class ModelSockets(ManualClock clock) : IProgramSet
{
    private Connection[] _slots = [];

    /// <summary>How far time may pass in the waits.</summary>
    public long UntilUs { get; set; }

    /// <summary>True while no connection can be begun.</summary>
    public bool HasNoDescriptor { get; set; }

    /// <inheritdoc/>
    public int Capacity => _slots.Length;

    /// <summary>A connect ends.</summary>
    public void EndConnect(in Endpoint target, OsError error)
    {
        ref Connection one = ref Of(target);
        one.Connect = error;
        one.Ready |= Readiness.Send;
    }

    /// <summary>The next send ends so.</summary>
    public void EndSend(in Endpoint target, OsError error)
    {
        ref Connection one = ref Of(target);
        one.Send = error;
        one.Ready |= Readiness.Send;
    }

    /// <summary>Bytes come, or the end of the stream when there are none, or an error.</summary>
    public void Arrive(in Endpoint target, byte letter, int count, OsError error = OsError.None)
    {
        ref Connection one = ref Of(target);
        (one.Receive, one.Letter, one.Count) = (error, letter, count);
        one.Ready |= Readiness.Receive;
    }

    /// <inheritdoc/>
    public void Grow(int capacity) => Array.Resize(ref _slots, Math.Max(capacity, _slots.Length));

    /// <inheritdoc/>
    public OsError Connect(
        int slot,
        in Endpoint target,
        in IpAddress source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream)
    {
        if (_slots[slot].IsOpen)
        {
            throw new SimulationFailure("a connect in a slot that is in use");
        }

        if (HasNoDescriptor)
        {
            return OsError.NoDescriptor;
        }

        _slots[slot] = new Connection { IsOpen = true, Target = target, Expected = Readiness.Send };
        return OsError.None;
    }

    /// <inheritdoc/>
    public OsError FinishConnect(int slot) => Take(ref _slots[slot].Connect);

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        OsError error = Take(ref _slots[slot].Send);
        sent = error == OsError.None ? bytes.Length : 0;
        return error;
    }

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        OsError error = Take(ref _slots[slot].Receive);
        received = error == OsError.None ? _slots[slot].Count : 0;
        buffer[..received].Fill(_slots[slot].Letter);
        return error;
    }

    /// <inheritdoc/>
    public void Prepare(IReadOnlyCollection<TlsSettings> settings)
    {
    }

    /// <inheritdoc/>
    public OsError StartTls(int slot, TlsSettings settings) =>
        throw new SimulationFailure("the model has no secure streams");

    /// <inheritdoc/>
    public OsError FinishTls(int slot, Span<byte> shown, out TlsEnd end) =>
        throw new SimulationFailure("the model has no secure streams");

    /// <inheritdoc/>
    public void Run(int slot, ExternalProgram program, in Endpoint target, in IpAddress source) =>
        throw new SimulationFailure("the model has no programs");

    /// <inheritdoc/>
    public int ExitStatus(int slot) => throw new SimulationFailure("the model has no programs");

    /// <inheritdoc/>
    public void Expect(int slot, Readiness what) => _slots[slot].Expected = what;

    /// <inheritdoc/>
    public void Again(int slot) => _slots[slot].Ready |= _slots[slot].Expected;

    /// <inheritdoc/>
    public void Close(int slot) => _slots[slot] = default;

    /// <inheritdoc/>
    public int Wait(long untilUs, Span<Ready> ready)
    {
        int count = 0;
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            Readiness what = _slots[slot].Ready & _slots[slot].Expected;
            if (_slots[slot].IsOpen && what != Readiness.None)
            {
                _slots[slot].Ready = Readiness.None;
                ready[count++] = new Ready(slot, what);
            }
        }

        if (count == 0)
        {
            clock.Set(Math.Max(clock.NowUs, Math.Min(untilUs, UntilUs)));
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>What was scripted, once; then nothing has happened yet.</summary>
    private static OsError Take(ref OsError? scripted)
    {
        OsError error = scripted ?? OsError.WouldBlock;
        scripted = null;
        return error;
    }

    private ref Connection Of(in Endpoint target)
    {
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            if (_slots[slot].IsOpen && _slots[slot].Target == target)
            {
                return ref _slots[slot];
            }
        }

        throw new SimulationFailure($"the code has no connection to {target}");
    }

    private struct Connection
    {
        public Endpoint Target;
        public OsError? Connect;
        public OsError? Send;
        public OsError? Receive;
        public Readiness Expected;
        public Readiness Ready;
        public int Count;
        public byte Letter;
        public bool IsOpen;
    }
}
