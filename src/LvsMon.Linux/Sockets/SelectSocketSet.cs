using System;
using System.Collections.Generic;
using System.Net.Sockets;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Time;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// Plain Socket.Select over the sockets themselves, without epoll and timer descriptors. Select allocates from 80
/// entries on, in its lists together, and counts milliseconds; hence the small capacity, and deadlines that are met up
/// to 1 ms late, never early.
/// </summary>
/// <remarks>
/// An entry is one descriptor in one list. The daemon waits for one direction a connection at a time, which leaves room
/// for <see cref="MaxSourceEntries"/> entries of other sources; were more asked for, as by more than 32 checks over
/// datagrams at once, the wait would allocate and still be right.
/// </remarks>
public sealed class SelectSocketSet : ISocketSet, IWaitRegistry
{
    /// <summary>The most slots a set can have.</summary>
    public const int MaxCapacity = 64;

    /// <summary>
    /// The most descriptors of other sources: signals, a child's exit and three pipes, and the programs need six.
    /// </summary>
    public const int MaxSourceEntries = 14;

    /// <summary>Every slot and source in all its lists, and the idle entry; 79 in practice.</summary>
    private const int MaxEntries = 1 + (2 * MaxCapacity) + (3 * MaxSourceEntries);

    /// <summary>
    /// Select's longest timeout, whole milliseconds in microseconds; a longer wait is made of several.
    /// </summary>
    private const int LongestTimeoutUs = int.MaxValue / 1000 * 1000;

    private readonly IClock _clock;
    private readonly SourceReports _sources = new();
    private readonly Source[] _registered = new Source[MaxSourceEntries];
    private readonly int _anyDescriptor;
    private readonly PollSocket[] _entries = new PollSocket[MaxEntries];
    private readonly List<Socket> _receiving = new(MaxEntries);
    private readonly List<Socket> _sending = new(MaxEntries);
    private readonly List<Socket> _failing = new(MaxEntries);
    private Slot[] _slots;
    private int _registeredCount;
    private int _entryCount;
    private int _firstSlot;
    private bool _disposed;

    /// <summary>Makes a set whose deadlines are of CLOCK_MONOTONIC; set-up only.</summary>
    /// <param name="capacity">Slots, 0–<see cref="MaxCapacity"/>.</param>
    /// <exception cref="System.IO.IOException">The kernel gave no descriptor.</exception>
    public SelectSocketSet(int capacity)
        : this(capacity, new MonotonicClock())
    {
    }

    /// <summary>Makes a set; set-up only.</summary>
    /// <param name="capacity">Slots, 0–<see cref="MaxCapacity"/>.</param>
    /// <param name="clock">The clock of the deadlines.</param>
    /// <exception cref="System.IO.IOException">The kernel gave no descriptor.</exception>
    public SelectSocketSet(int capacity, IClock clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        _clock = clock;
        _slots = new Slot[capacity];
        Connections = new Connections(capacity);
        _anyDescriptor = EpollCalls.EventCreate(0, EpollCalls.EFD_CLOEXEC | EpollCalls.EFD_NONBLOCK);
        SetUp.Demand(_anyDescriptor, "eventfd");
        for (int index = 0; index < _entries.Length; index++)
        {
            _entries[index] = new PollSocket(_anyDescriptor);
        }
    }

    /// <inheritdoc/>
    public int Capacity => Connections.Capacity;

    internal Connections Connections { get; }

    /// <inheritdoc/>
    public void Grow(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        Connections.Grow(capacity);
        Array.Resize(ref _slots, Connections.Capacity);
    }

    /// <inheritdoc/>
    public OsError Connect(
        int slot,
        in Endpoint target,
        in IpAddress source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream) =>
        ConnectFrom(slot, target, new Endpoint(source, 0), speaksFirst, transport);

    /// <inheritdoc/>
    public OsError FinishConnect(int slot)
    {
        bool isPending = Connections.Phase(slot) == ConnectionPhase.Connecting && !_slots[slot].HasSeenSend;
        return isPending ? OsError.WouldBlock : Connections.Finish(slot, mayHaveFailed: true);
    }

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent) => Connections.Send(slot, bytes, out sent);

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received) =>
        Connections.Receive(slot, buffer, out received);

    /// <inheritdoc/>
    public void Expect(int slot, Readiness what) => _slots[slot].Expected = what;

    /// <inheritdoc/>
    public void Again(int slot) => _slots[slot].Again = true;

    /// <inheritdoc/>
    public void Close(int slot)
    {
        if (Connections.End(slot))
        {
            _slots[slot] = default;
        }
    }

    /// <inheritdoc/>
    public OsError Add(int descriptor, int source, Readiness what)
    {
        SourceReports.Check(source);
        if (_registeredCount == _registered.Length)
        {
            return OsError.NoMemory;
        }

        _registered[_registeredCount++] = new Source { Descriptor = descriptor, Slot = source, What = what };
        return OsError.None;
    }

    /// <inheritdoc/>
    public void Remove(int descriptor)
    {
        for (int index = 0; index < _registeredCount; index++)
        {
            if (_registered[index].Descriptor == descriptor)
            {
                _registered[index] = _registered[--_registeredCount];
                return;
            }
        }
    }

    /// <inheritdoc/>
    public int Wait(long untilUs, Span<Ready> ready)
    {
        while (true)
        {
            bool mustPoll = Fill();
            long now = _clock.NowUs;
            int timeoutUs = mustPoll || now >= untilUs ? 0 : Timeout(untilUs - now, untilUs == long.MaxValue);
            Socket.Select(_receiving, _sending, _failing, timeoutUs);
            _sources.Clear();
            See(_receiving);
            See(_sending);
            See(_failing);
            int count = _sources.Report(ready);
            count += Report(ready[count..]);
            if (count > 0 || ready.IsEmpty || _clock.NowUs >= untilUs)
            {
                return count;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        Connections.Dispose();
        foreach (PollSocket entry in _entries)
        {
            entry.Point(_anyDescriptor, 0, Readiness.None);
            entry.Dispose();
        }

        _ = FileCalls.Close(_anyDescriptor);
    }

    /// <summary>As <see cref="Connect"/>, from a given local port if it is not 0.</summary>
    internal OsError ConnectFrom(
        int slot,
        in Endpoint target,
        in Endpoint source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream)
    {
        OsError error = Connections.Begin(slot, target, source, speaksFirst, transport, out _);
        if (error == OsError.None)
        {
            _slots[slot] = new Slot { Expected = Readiness.Send };
        }

        return error;
    }

    /// <summary>Rounds up to whole milliseconds, since Select rounds down: 999 µs would be a busy loop.</summary>
    private static int Timeout(long leftUs, bool isForEver) =>
        isForEver ? -1 : (int)Math.Min((Math.Min(leftUs, LongestTimeoutUs) + 999) / 1000 * 1000, LongestTimeoutUs);

    /// <summary>Fills the lists anew: Select has removed from them what was not ready.</summary>
    /// <returns>True when some slot asked to be reported at once.</returns>
    private bool Fill()
    {
        _receiving.Clear();
        _sending.Clear();
        _failing.Clear();
        _entryCount = 0;

        // An idle eventfd: Select refuses empty lists.
        List(_receiving, _anyDescriptor, 0, Readiness.None);
        for (int index = 0; index < _registeredCount; index++)
        {
            ref Source source = ref _registered[index];
            List(source.Descriptor, source.Slot, source.What);
            if ((source.What & Readiness.Send) != 0)
            {
                // A full pipe whose reader is gone shows an error and nothing else, which Select tells in this list
                // only.
                List(_failing, source.Descriptor, source.Slot, Readiness.Send);
            }
        }

        bool mustPoll = false;
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            ref Slot state = ref _slots[slot];
            state.Seen = Readiness.None;
            if (Connections.Phase(slot) != ConnectionPhase.Free)
            {
                mustPoll |= state.Again && state.Expected != Readiness.None;
                List(Connections.Descriptor(slot), slot, state.Expected);
                if (state.Expected == Readiness.Receive && !Connections.IsStream(slot))
                {
                    // What ICMP told of a datagram is an error and nothing else.
                    List(_failing, Connections.Descriptor(slot), slot, Readiness.Receive);
                }
            }
        }

        return mustPoll;
    }

    private void List(int descriptor, int slot, Readiness what)
    {
        if ((what & Readiness.Receive) != 0)
        {
            List(_receiving, descriptor, slot, Readiness.Receive);
        }

        if ((what & Readiness.Send) != 0)
        {
            List(_sending, descriptor, slot, Readiness.Send);
        }
    }

    private void List(List<Socket> list, int descriptor, int slot, Readiness report)
    {
        PollSocket entry = _entries[_entryCount++];
        entry.Point(descriptor, slot, report);
        list.Add(entry);
    }

    private void See(List<Socket> ready)
    {
        for (int index = 0; index < ready.Count; index++)
        {
            PollSocket entry = (PollSocket)ready[index];
            if (entry.What == Readiness.None)
            {
                continue;
            }

            if (entry.Slot < 0)
            {
                _sources.Add(entry.Slot, entry.What);
                continue;
            }

            ref Slot state = ref _slots[entry.Slot];
            state.Seen |= entry.What;
            state.HasSeenSend |= (entry.What & Readiness.Send) != 0;
        }
    }

    /// <summary>
    /// Begins after the slot that was reported last, so that one that stays ready cannot hide another.
    /// </summary>
    private int Report(Span<Ready> ready)
    {
        int count = 0;
        int slot = _firstSlot;
        for (int left = _slots.Length; left > 0 && count < ready.Length; left--)
        {
            slot = slot < _slots.Length ? slot : 0;
            ref Slot state = ref _slots[slot];
            Readiness what = state.Seen == Readiness.None && state.Again ? state.Expected : state.Seen;
            if (what != Readiness.None)
            {
                state.Again = false;
                ready[count++] = new Ready(slot, what);
                _firstSlot = slot + 1;
            }

            slot++;
        }

        return count;
    }

    private struct Slot
    {
        internal Readiness Expected;
        internal Readiness Seen;
        internal bool HasSeenSend;
        internal bool Again;
    }

    private struct Source
    {
        internal int Descriptor;
        internal int Slot;
        internal Readiness What;
    }
}
