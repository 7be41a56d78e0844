using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Values;

namespace LvsMon.Testing.Os;

/// <summary>
/// A network that exists only in a <see cref="ManualClock"/>'s time: peers follow scripts, the wait moves the clock to
/// the next thing that happens. Readiness is told as strictly as the contract allows: once for each new event, expect
/// and again; who leaves bytes unread and asks for nothing hears no more of them. A wait without end, a call on a free
/// slot and a connect in one in use throw. After growing it allocates nothing unless <see cref="IsRecording"/>.
/// </summary>
public sealed class SimulatedSockets : IProgramSet
{
    private readonly ManualClock _clock;
    private readonly Dictionary<Endpoint, SimulatedPeer> _peers = [];
    private readonly PriorityQueue<(int Slot, int Generation), long> _events = new();
    private readonly SimulatedPeer _nobody = SimulatedPeer.Refusing();
    private SimulatedConnection[] _slots = [];
    private int[] _ready = [];
    private int _readyHead;
    private int _readyCount;
    private long _stallAtUs = long.MaxValue;
    private long _stallUs;
    private bool _stallsPeers;
    private long _wokenUs;
    private bool _wasActive = true;

    public SimulatedSockets(ManualClock clock, int capacity = 0)
    {
        _clock = clock;
        Grow(capacity);
    }

    public int Capacity => _slots.Length;

    /// <summary>True to keep every connect in <see cref="Connects"/>.</summary>
    public bool IsRecording { get; set; } = true;

    /// <summary>Connections begun whose first bytes will be ours.</summary>
    public int BegunSpeakingFirst { get; private set; }

    /// <summary>Every call to connect: when and to whom.</summary>
    public List<(long TimeUs, Endpoint Target)> Connects { get; } = [];

    /// <summary>How the bytes of the connection travel that was begun last.</summary>
    public Transport LastTransport { get; private set; }

    /// <summary>Connections that are open now.</summary>
    public int Open { get; private set; }

    /// <summary>The most that were ever open.</summary>
    public int MostOpen { get; private set; }

    /// <summary>Descriptors there are; a connect beyond them fails with <see cref="OsError.NoDescriptor"/>.</summary>
    public int DescriptorLimit { get; set; } = int.MaxValue;

    /// <summary>Every connect fails with this.</summary>
    public OsError LocalError { get; set; }

    /// <summary>Every wait comes back so much too late, microseconds.</summary>
    public long OversleepUs { get; set; }

    /// <summary>By how much all waits together came back too late, microseconds.</summary>
    public long LateUs { get; private set; }

    /// <summary>Who answers a connect from a slot, asked each time; null for whom <see cref="Put"/> says.</summary>
    public Func<int, Endpoint, SimulatedPeer>? Chooser { get; set; }

    /// <summary>What else wakes a wait; null for nothing.</summary>
    public IWakeSource? Child { get; set; }

    /// <summary>True to end the next wait with <see cref="Ready.Signals"/>, once.</summary>
    public bool IsSignalRaised { get; set; }

    /// <summary>Calls to <see cref="Wait"/>.</summary>
    public long Waits { get; private set; }

    /// <summary>Waits in a row before and in which nothing was done and neither time nor a socket moved.</summary>
    public int IdleWaits { get; private set; }

    /// <summary>The most of <see cref="IdleWaits"/>: more than a few are a loop that spins.</summary>
    public int MostIdleWaits { get; private set; }

    /// <summary>Says who listens at an address, for connections that begin from now on; nobody refuses.</summary>
    public void Put(Endpoint endpoint, SimulatedPeer peer) => _peers[endpoint] = peer;

    /// <summary>The process stands still for so long from a point in time on, or from the wait after it.</summary>
    /// <param name="timeUs">When.</param>
    /// <param name="lengthUs">For how long.</param>
    /// <param name="stopsPeers">True when the whole machine stands still: what is under way comes later, too.</param>
    public void StallAt(long timeUs, long lengthUs, bool stopsPeers = false)
    {
        _stallsPeers = stopsPeers;
        _stallAtUs = timeUs;
        _stallUs = lengthUs;
    }

    public void Grow(int capacity)
    {
        if (capacity <= _slots.Length)
        {
            return;
        }

        int[] ready = new int[capacity];
        for (int i = 0; i < _readyCount; i++)
        {
            ready[i] = _ready[(_readyHead + i) % _ready.Length];
        }

        _ready = ready;
        _readyHead = 0;
        Array.Resize(ref _slots, capacity);
        _events.EnsureCapacity(Math.Clamp(capacity * 64, 1 << 12, 1 << 20));
    }

    public OsError Connect(
        int slot,
        in Endpoint target,
        in IpAddress source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream)
    {
        _wasActive = true;
        BegunSpeakingFirst += speaksFirst ? 1 : 0;
        LastTransport = transport;
        ref SimulatedConnection connection = ref _slots[slot];
        if (connection.IsOpen)
        {
            throw new InvalidOperationException("connect in a slot that is in use");
        }

        if (IsRecording)
        {
            Connects.Add((_clock.NowUs, target));
        }

        if (LocalError != OsError.None || Open >= DescriptorLimit)
        {
            return LocalError != OsError.None ? LocalError : OsError.NoDescriptor;
        }

        SimulatedPeer peer = Chooser?.Invoke(slot, target) ?? _peers.GetValueOrDefault(target, _nobody);
        if (peer.CallError != OsError.None)
        {
            return peer.CallError;
        }

        bool queued = connection.Queued;
        int generation = connection.Generation + 1;
        connection = new SimulatedConnection { Peer = peer, Generation = generation, Queued = queued };
        connection.ConnectAtUs = peer.ConnectUs == SimulatedPeer.Never
            ? SimulatedPeer.Never : _clock.NowUs + peer.ConnectUs;
        connection.Expected = Readiness.Send;
        connection.IsDatagram = transport != Transport.Stream;
        Open++;
        MostOpen = Math.Max(MostOpen, Open);
        Happen(slot);
        return OsError.None;
    }

    public OsError FinishConnect(int slot)
    {
        ref SimulatedConnection connection = ref InUse(slot);
        if (!connection.ConnectEnded)
        {
            return OsError.WouldBlock;
        }

        connection.Finished = connection.Peer!.ConnectResult == OsError.None;
        return connection.Peer.ConnectResult;
    }

    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        ref SimulatedConnection connection = ref Connected(slot);
        OsError error = connection.Send(bytes.Length, _clock.NowUs, out sent);
        Happen(slot);
        return error;
    }

    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        if (buffer.IsEmpty)
        {
            throw new ArgumentException("0 bytes into no room would look like the end of the stream", nameof(buffer));
        }

        _clock.Advance(Connected(slot).Peer!.OwnUs);
        return Connected(slot).Receive(buffer, out received);
    }

    public void Prepare(IReadOnlyCollection<TlsSettings> settings)
    {
    }

    public OsError StartTls(int slot, TlsSettings settings)
    {
        ref SimulatedConnection connection = ref Connected(slot);
        long lengthUs = connection.Peer!.HandshakeUs;
        connection.SecureAtUs = lengthUs == SimulatedPeer.Never ? lengthUs : _clock.NowUs + Math.Max(1, lengthUs);
        connection.Expected = Readiness.Receive;
        connection.Edge |= connection.Level(_clock.NowUs);
        Happen(slot);
        return OsError.None;
    }

    public OsError FinishTls(int slot, Span<byte> shown, out TlsEnd end)
    {
        _clock.Advance(Connected(slot).Peer!.OwnUs);
        return Connected(slot).FinishTls(_clock.NowUs, out end);
    }

    /// <summary>The peer at the target plays the program: what it says is the output, its connect the start.</summary>
    public void Run(int slot, ExternalProgram program, in Endpoint target, in IpAddress source) =>
        _ = Connect(slot, target, source);

    public int ExitStatus(int slot) => Connected(slot).Peer!.ExitStatus;

    public void Expect(int slot, Readiness what)
    {
        ref SimulatedConnection connection = ref InUse(slot);
        connection.Expected = what;
        connection.Edge |= connection.Level(_clock.NowUs);
        Enqueue(slot);
    }

    public void Again(int slot)
    {
        InUse(slot).Again = true;
        Enqueue(slot);
    }

    public void Close(int slot)
    {
        _wasActive = true;
        ref SimulatedConnection connection = ref _slots[slot];
        if (connection.IsOpen)
        {
            connection.Peer = null;
            connection.Generation++;
            Open--;
        }
    }

    public int Wait(long untilUs, Span<Ready> ready)
    {
        Waits++;
        Stall();
        Deliver();
        int count = Report(ready);
        while (count == 0 && _clock.NowUs < untilUs)
        {
            long wakeUs = Math.Min(Math.Min(NextEventUs(), untilUs), Child?.NextUs ?? long.MaxValue);
            if (wakeUs == long.MaxValue)
            {
                throw new InvalidOperationException("a wait for nothing: the loop sleeps for ever");
            }

            _clock.Set(Math.Max(wakeUs, _clock.NowUs));
            Stall();
            Deliver();
            count = Report(ready);
        }

        _clock.Advance(OversleepUs);
        LateUs += OversleepUs;
        Deliver();
        count += Report(ready[count..]);
        bool isIdle = count == 0 && _clock.NowUs == _wokenUs && !_wasActive;
        IdleWaits = isIdle ? IdleWaits + 1 : 0;
        MostIdleWaits = Math.Max(MostIdleWaits, IdleWaits);
        _wasActive = false;
        _wokenUs = _clock.NowUs;
        return count;
    }

    public void Dispose()
    {
    }

    private void Stall()
    {
        if (_clock.NowUs >= _stallAtUs)
        {
            long endUs = _stallAtUs + _stallUs;
            _stallAtUs = long.MaxValue;
            LateUs += Math.Max(0, endUs - _clock.NowUs);
            for (int slot = 0; slot < _slots.Length && _stallsPeers; slot++)
            {
                _slots[slot].Shift(Math.Max(0, endUs - _clock.NowUs));
            }

            _clock.Set(Math.Max(_clock.NowUs, endUs));
        }
    }

    private long NextEventUs()
    {
        while (_events.TryPeek(out (int Slot, int Generation) at, out long timeUs))
        {
            if (_slots[at.Slot].Generation == at.Generation && _slots[at.Slot].IsOpen)
            {
                return timeUs;
            }

            _events.Dequeue();
        }

        return long.MaxValue;
    }

    private void Deliver()
    {
        while (NextEventUs() <= _clock.NowUs)
        {
            Happen(_events.Dequeue().Slot);
        }
    }

    private void Happen(int slot)
    {
        ref SimulatedConnection connection = ref _slots[slot];
        long nextUs = connection.Happen(_clock.NowUs);
        if (nextUs != long.MaxValue)
        {
            _events.Enqueue((slot, connection.Generation), nextUs);
        }

        Enqueue(slot);
    }

    private void Enqueue(int slot)
    {
        ref SimulatedConnection connection = ref _slots[slot];
        if (!connection.Queued && (connection.Again || (connection.Edge & connection.Expected) != 0))
        {
            connection.Queued = true;
            _ready[(_readyHead + _readyCount++) % _ready.Length] = slot;
        }
    }

    private int Report(Span<Ready> ready)
    {
        int count = 0;
        if (IsSignalRaised && ready.Length > 0)
        {
            IsSignalRaised = false;
            ready[count++] = new Ready(Ready.Signals, Readiness.Receive);
        }

        if (Child is { } child && count < ready.Length && child.NextUs <= _clock.NowUs)
        {
            ready[count++] = new Ready(child.Slot, Readiness.Receive);
            child.Told();
        }

        while (_readyCount > 0 && count < ready.Length)
        {
            int slot = _ready[_readyHead];
            _readyHead = (_readyHead + 1) % _ready.Length;
            _readyCount--;
            ref SimulatedConnection connection = ref _slots[slot];
            connection.Queued = false;
            Readiness what = connection.Again ? connection.Expected : connection.Edge & connection.Expected;
            connection.Again = false;
            connection.Edge &= ~what;
            if (connection.IsOpen && what != Readiness.None)
            {
                ready[count++] = new Ready(slot, what);
            }
        }

        return count;
    }

    private ref SimulatedConnection InUse(int slot)
    {
        _wasActive = true;
        if (!_slots[slot].IsOpen)
        {
            throw new InvalidOperationException("the slot has no connection");
        }

        return ref _slots[slot];
    }

    private ref SimulatedConnection Connected(int slot)
    {
        ref SimulatedConnection connection = ref InUse(slot);
        if (!connection.Finished)
        {
            throw new InvalidOperationException("the slot is not connected");
        }

        return ref connection;
    }
}
