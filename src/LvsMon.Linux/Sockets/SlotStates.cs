using System;
using LvsMon.Core.Os;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// Makes a level out of edges. The kernel reports each change of a descriptor once; what was seen is kept for the slot
/// until the call that takes it has come back short, so nothing is lost when a report comes before anybody expects it,
/// or when a slot is left before it was drained. Invariant: a slot that is reportable is in the queue, once; a slot in
/// the queue may have ceased to be reportable.
/// </summary>
internal sealed class SlotStates
{
    private State[] _states = [];
    private int[] _queue = [];
    private int _head;

    internal SlotStates(int capacity) => Grow(capacity);

    /// <summary>Slots that may be reportable.</summary>
    internal int Queued { get; private set; }

    internal void Grow(int capacity)
    {
        if (capacity <= _states.Length)
        {
            return;
        }

        int[] queue = new int[capacity];
        for (int index = 0; index < Queued; index++)
        {
            queue[index] = _queue[(_head + index) % _queue.Length];
        }

        _queue = queue;
        _head = 0;
        Array.Resize(ref _states, capacity);
    }

    /// <summary>A connection begins: whatever was seen belonged to the one before.</summary>
    internal void Begin(int slot)
    {
        ref State state = ref _states[slot];
        state.Seen = Readiness.None;
        state.HasEnded = false;
        state.HasError = false;
        state.Again = false;
        state.Expected = Readiness.Send;
    }

    /// <summary>The slot is free: nothing is expected of it.</summary>
    internal void End(int slot)
    {
        Begin(slot);
        _states[slot].Expected = Readiness.None;
    }

    /// <summary>The kernel has reported a change.</summary>
    /// <param name="slot">A slot in use.</param>
    /// <param name="what">What the descriptor is ready for now.</param>
    /// <param name="hasEnded">The peer has closed, or the connection is gone: what can be received ends.</param>
    /// <param name="hasError">The connection has failed, or is gone.</param>
    internal void See(int slot, Readiness what, bool hasEnded, bool hasError)
    {
        ref State state = ref _states[slot];
        state.Seen |= what;
        state.HasEnded |= hasEnded;
        state.HasError |= hasError;
        EnqueueIfReportable(slot, ref state);
    }

    internal bool HasSeen(int slot, Readiness what) => (_states[slot].Seen & what) != 0;

    internal bool HasError(int slot) => _states[slot].HasError;

    internal void Expect(int slot, Readiness what)
    {
        ref State state = ref _states[slot];
        state.Expected = what;
        EnqueueIfReportable(slot, ref state);
    }

    internal void Again(int slot)
    {
        ref State state = ref _states[slot];
        state.Again = true;
        EnqueueIfReportable(slot, ref state);
    }

    /// <summary>
    /// A send or receive has moved fewer bytes than asked, or none: the kernel reports the next change by itself. The
    /// end of the stream and errors stay, since their edge has passed (epoll(7), questions and answers 9).
    /// </summary>
    internal void Exhaust(int slot, Readiness what, bool isCertain)
    {
        ref State state = ref _states[slot];
        if (isCertain || !state.HasEnded)
        {
            state.Seen &= ~what;
        }
    }

    /// <summary>Drops from the queue what is no longer reportable; bounded by what was queued.</summary>
    internal void Prune()
    {
        for (int left = Queued; left > 0; left--)
        {
            int slot = Dequeue();
            EnqueueIfReportable(slot, ref _states[slot]);
        }
    }

    /// <summary>
    /// Fills <paramref name="ready"/> in turn. A slot that was handed over goes to the end of the queue, so that one
    /// that stays ready cannot keep another from being reported.
    /// </summary>
    internal int Report(Span<Ready> ready)
    {
        int count = 0;
        for (int left = Queued; left > 0 && count < ready.Length; left--)
        {
            int slot = Dequeue();
            ref State state = ref _states[slot];
            Readiness what = state.Seen & state.Expected;
            if (what == Readiness.None && state.Again)
            {
                what = state.Expected;
            }

            state.Again = false;
            if (what != Readiness.None)
            {
                ready[count++] = new Ready(slot, what);
                EnqueueIfReportable(slot, ref state);
            }
        }

        return count;
    }

    private void EnqueueIfReportable(int slot, ref State state)
    {
        if (!state.IsQueued && ((state.Seen & state.Expected) != Readiness.None || state.Again))
        {
            state.IsQueued = true;
            _queue[(_head + Queued) % _queue.Length] = slot;
            Queued++;
        }
    }

    private int Dequeue()
    {
        int slot = _queue[_head];
        _head = (_head + 1) % _queue.Length;
        Queued--;
        _states[slot].IsQueued = false;
        return slot;
    }

    private struct State
    {
        internal Readiness Seen;
        internal Readiness Expected;
        internal bool HasEnded;
        internal bool HasError;
        internal bool Again;
        internal bool IsQueued;
    }
}
