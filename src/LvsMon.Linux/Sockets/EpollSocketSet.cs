using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Time;

namespace LvsMon.Linux.Sockets;

/// <summary>
/// Socket.Select over one socket that wraps an epoll descriptor, then epoll_wait with a timeout of 0. Select sees one
/// entry however many connections there are, so it neither allocates nor slows down (measured: 0.3 µs and 0 bytes a
/// call with 10 or 10 000 in flight). A connection is registered once a descriptor, edge-triggered for everything, and
/// never touched again.
/// </summary>
/// <remarks>
/// Why no generation number is needed although descriptors are reused: epoll_wait asks each descriptor for its state at
/// that moment, everything it returns is taken over before <see cref="Wait"/> goes on, and beginning a connection
/// forgets what was seen. A fresh or disconnected socket does report a hang-up once; the slot is free then, and the
/// report is dropped.
/// </remarks>
public sealed unsafe class EpollSocketSet : ISocketSet, IWaitRegistry
{
    private const int EventsPerCall = 256;
    private const int TimerData = int.MinValue;

    private const uint ConnectionEvents =
        EpollCalls.EPOLLIN | EpollCalls.EPOLLOUT | EpollCalls.EPOLLRDHUP | EpollCalls.EPOLLET;

    private readonly IClock _clock;
    private readonly SlotStates _states;
    private readonly SourceReports _sources = new();
    private readonly DeadlineTimer _timer = new();
    private readonly int _epoll;
    private readonly Socket _epollSocket;
    private readonly List<Socket> _selected = new(1);
    private readonly byte* _events;
    private bool _endedSinceWait;
    private bool _disposed;

    /// <summary>Makes a set whose deadlines are of CLOCK_MONOTONIC; set-up only.</summary>
    /// <param name="capacity">Slots, each of which may hold a descriptor.</param>
    /// <exception cref="System.IO.IOException">The kernel gave no descriptor.</exception>
    public EpollSocketSet(int capacity)
        : this(capacity, new MonotonicClock())
    {
    }

    /// <summary>Makes a set; set-up only.</summary>
    /// <param name="capacity">Slots, each of which may hold a descriptor.</param>
    /// <param name="clock">A clock of CLOCK_MONOTONIC, such as <see cref="MonotonicClock"/>.</param>
    /// <exception cref="System.IO.IOException">The kernel gave no epoll or timer descriptor.</exception>
    public EpollSocketSet(int capacity, IClock clock)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _clock = clock;
        _states = new SlotStates(capacity);
        Connections = new Connections(capacity);
        _events = (byte*)NativeMemory.Alloc(EventsPerCall, (nuint)EpollCalls.EventSize);
        _epoll = EpollCalls.Create(EpollCalls.EPOLL_CLOEXEC);
        SetUp.Demand(_epoll, "epoll_create1");
        _epollSocket = new Socket(new SafeSocketHandle(_epoll, ownsHandle: false));
        byte* entry = stackalloc byte[16];
        EpollCalls.WriteEvent(entry, EpollCalls.EPOLLIN, TimerData);
        SetUp.Demand(EpollCalls.Control(_epoll, EpollCalls.EPOLL_CTL_ADD, _timer.Descriptor, entry), "epoll_ctl");
    }

    /// <inheritdoc/>
    public int Capacity => Connections.Capacity;

    internal Connections Connections { get; }

    /// <inheritdoc/>
    public void Grow(int capacity)
    {
        Connections.Grow(capacity);
        _states.Grow(capacity);
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
        bool isPending = Connections.Phase(slot) == ConnectionPhase.Connecting
            && !_states.HasSeen(slot, Readiness.Send);
        return isPending ? OsError.WouldBlock : Connections.Finish(slot, mayHaveFailed: _states.HasError(slot));
    }

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        OsError error = Connections.Send(slot, bytes, out sent);
        if (error == OsError.WouldBlock || sent < bytes.Length)
        {
            _states.Exhaust(slot, Readiness.Send, isCertain: error == OsError.WouldBlock);
        }

        return error;
    }

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        OsError error = Connections.Receive(slot, buffer, out received);
        bool isShort = received < buffer.Length && Connections.IsStream(slot);
        if (error == OsError.WouldBlock || isShort)
        {
            _states.Exhaust(slot, Readiness.Receive, isCertain: error == OsError.WouldBlock);
        }

        return error;
    }

    /// <inheritdoc/>
    public void Expect(int slot, Readiness what) => _states.Expect(slot, what);

    /// <inheritdoc/>
    public void Again(int slot) => _states.Again(slot);

    /// <inheritdoc/>
    public void Close(int slot)
    {
        if (Connections.End(slot))
        {
            _states.End(slot);
            _endedSinceWait = true;
        }
    }

    /// <inheritdoc/>
    public OsError Add(int descriptor, int source, Readiness what)
    {
        SourceReports.Check(source);
        uint events = ((what & Readiness.Receive) != 0 ? EpollCalls.EPOLLIN : 0)
            | ((what & Readiness.Send) != 0 ? EpollCalls.EPOLLOUT : 0);
        return Register(descriptor, events, source);
    }

    /// <inheritdoc/>
    public void Remove(int descriptor) => _ = EpollCalls.Control(_epoll, EpollCalls.EPOLL_CTL_DEL, descriptor, null);

    /// <inheritdoc/>
    public int Wait(long untilUs, Span<Ready> ready)
    {
        _sources.Clear();
        _states.Prune();

        // A connection that has just been ended left its hang-up in the kernel's list and would wake Select for
        // nothing.
        bool mustPoll = _states.Queued > 0 || _endedSinceWait;
        _endedSinceWait = false;
        while (true)
        {
            if (!mustPoll && _clock.NowUs < untilUs)
            {
                Block(untilUs);
            }

            Collect();
            int count = _sources.Report(ready);
            count += _states.Report(ready[count..]);
            if (count > 0 || ready.IsEmpty || _clock.NowUs >= untilUs)
            {
                return count;
            }

            mustPoll = false;
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
        _timer.Dispose();
        _epollSocket.Dispose();
        _ = FileCalls.Close(_epoll);
        NativeMemory.Free(_events);
    }

    /// <summary>As <see cref="Connect"/>, from a given local port if it is not 0.</summary>
    internal OsError ConnectFrom(
        int slot,
        in Endpoint target,
        in Endpoint source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream)
    {
        OsError error = Connections.Begin(slot, target, source, speaksFirst, transport, out bool isNew);
        if (error != OsError.None)
        {
            return error;
        }

        if (isNew)
        {
            error = Register(Connections.Descriptor(slot), ConnectionEvents, slot);
            if (error != OsError.None)
            {
                Connections.Discard(slot);
                return error;
            }
        }

        _states.Begin(slot);
        return OsError.None;
    }

    private OsError Register(int descriptor, uint events, int data)
    {
        byte* entry = stackalloc byte[16];
        EpollCalls.WriteEvent(entry, events, data);
        if (EpollCalls.Control(_epoll, EpollCalls.EPOLL_CTL_ADD, descriptor, entry) == 0)
        {
            return OsError.None;
        }

        // ENOSPC is the limit fs.epoll.max_user_watches: memory of the kernel.
        int errno = Marshal.GetLastPInvokeError();
        return errno == Errno.ENOSPC ? OsError.NoMemory : Errno.OfFile(errno);
    }

    private void Block(long untilUs)
    {
        _timer.Set(untilUs);
        if (_selected.Count == 0)
        {
            _selected.Add(_epollSocket);
        }

        Socket.Select(_selected, null, null, -1);
    }

    /// <summary>
    /// Takes all that is ready, not only one call's worth: after a stall of ours whoever reads the result must be able
    /// to tell that nothing else is there.
    /// </summary>
    private void Collect()
    {
        int callsLeft = (Capacity / EventsPerCall) + 2;
        while (CollectOnce() == EventsPerCall && --callsLeft > 0)
        {
        }
    }

    private int CollectOnce()
    {
        int count = EpollCalls.Wait(_epoll, _events, EventsPerCall, 0);
        byte* entry = _events;
        for (int index = 0; index < count; index++, entry += EpollCalls.EventSize)
        {
            uint events = EpollCalls.ReadEvent(entry, out int data);
            bool hasError = (events & (EpollCalls.EPOLLERR | EpollCalls.EPOLLHUP)) != 0;
            Readiness what = (hasError || (events & (EpollCalls.EPOLLIN | EpollCalls.EPOLLRDHUP)) != 0
                    ? Readiness.Receive : Readiness.None)
                | (hasError || (events & EpollCalls.EPOLLOUT) != 0 ? Readiness.Send : Readiness.None);
            if (data >= 0)
            {
                if (Connections.Phase(data) != ConnectionPhase.Free)
                {
                    _states.See(data, what, hasError || (events & EpollCalls.EPOLLRDHUP) != 0, hasError);
                }
            }
            else if (data != TimerData)
            {
                _sources.Add(data, what);
            }
        }

        return count;
    }
}
