using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Simulation.Checkers;
using LvsMon.Simulation.Peers;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>The simulated sockets with a tap on every call: where the daemon may die, where its own resources run out,
/// and by how much it is late.</summary>
internal sealed class TappedSockets(SimulatedSockets inner, ManualClock clock, CrashPoint crash, Draw draw)
    : IProgramSet
{
    /// <summary>A lag that counts, microseconds.</summary>
    internal const long LeastNoticedUs = 10_000;

    private readonly Requests _requests = new();
    private Transport[] _transports = [];
    private readonly CostlyWatch _costly = new();
    private long _startsUs = -1;
    private bool _hasWoken;
    private long _sleptFromUs;
    private long _sleptToUs;

    /// <summary>Who follows the connections.</summary>
    public IConnectionWatch? Watch { get; set; }

    /// <summary>Every connect fails with this.</summary>
    public OsError LocalError { get; set; }

    /// <summary>Connections there may be; one more fails.</summary>
    public int Descriptors { get; set; } = int.MaxValue;

    /// <summary>One wait in so many comes back early, with nothing or with a slot that is not ready; 0 for
    /// none.</summary>
    public int WakesForNothing { get; set; }

    /// <summary>Every call takes up to so long, microseconds; now and then a hundred times as long.</summary>
    public int TollUs { get; set; }

    /// <summary>What calls took in all, microseconds.</summary>
    public long TakenUs { get; private set; }

    /// <summary>The part of it before the last wait ended.</summary>
    public long TakenBeforeTurnUs { get; private set; }

    /// <summary>True from the end of a wait to the end of its turn.</summary>
    public bool IsAwake { get; set; }

    /// <summary>When the last wait ended.</summary>
    public long WokenUs { get; private set; }

    /// <summary>Waits that came back for nothing.</summary>
    public long WokenForNothing { get; private set; }

    /// <summary>By how much the daemon was late in all: between two waits, starts included, and in waking.</summary>
    public long LateUs { get; private set; }

    /// <summary>The part of it in pieces of 10 ms and more: shorter ones are what turns and timers cost.</summary>
    public long NoticedUs { get; private set; }

    /// <summary>All of it between two waits, with what has been lost since the last.</summary>
    public long LateNowUs => LateUs + (_hasWoken ? clock.NowUs - WokenUs : 0);

    /// <summary>By how much waits came back late in all that had no end to be late for: a daemon cannot know of
    /// it.</summary>
    public long HiddenLateUs { get; private set; }

    /// <summary>Handshakes begun.</summary>
    public long Handshakes { get; private set; }

    /// <summary>Attempts by datagrams and echoes.</summary>
    public long Datagrams { get; private set; }

    /// <summary>Programs run.</summary>
    public long Programs { get; private set; }

    /// <summary>Turns, counted by their waits.</summary>
    public long Waits { get; private set; }

    /// <inheritdoc/>
    public int Capacity => inner.Capacity;

    /// <summary>True when the last wait was to go on beyond this time by the daemon's own wish.</summary>
    public bool HasSleptPast(long dueUs) => Math.Max(dueUs, _sleptFromUs) < _sleptToUs;

    /// <summary>A new daemon begins.</summary>
    public void Rebirth()
    {
        _hasWoken = false;
        _startsUs = -1;
        IsAwake = false;
        _sleptToUs = 0;
    }

    /// <inheritdoc/>
    public void Grow(int capacity)
    {
        inner.Grow(capacity);
        _requests.Grow(capacity);
        Array.Resize(ref _transports, Math.Max(capacity, _transports.Length));
    }

    /// <inheritdoc/>
    public OsError Connect(
        int slot,
        in Endpoint target,
        in IpAddress source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream)
    {
        PassAStart();
        OsError local = inner.Open >= Descriptors ? OsError.NoDescriptor : LocalError;
        _transports[slot] = transport;
        Datagrams += transport == Transport.Stream ? 0 : 1;
        _requests.Begin(slot, PeerHosts.At(target, transport));
        Watch?.Begins(slot, target, source, transport, local);
        return local != OsError.None ? local : inner.Connect(slot, target, source, speaksFirst, transport);
    }

    /// <inheritdoc/>
    public OsError FinishConnect(int slot)
    {
        Pass();
        OsError error = inner.FinishConnect(slot);
        if (error == OsError.None)
        {
            Watch?.Stands(slot);
        }

        return error;
    }

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        Pass();
        OsError error = inner.Send(slot, bytes, out sent);
        if (sent > 0 && _transports[slot] != Transport.Stream)
        {
            _requests.Note(slot, bytes);
        }

        return error;
    }

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        Pass();
        OsError error = inner.Receive(slot, buffer, out received);
        if (received > 0 && _transports[slot] is Transport.Datagram or Transport.Echo)
        {
            received = _requests.Fill(slot, buffer, received);
        }

        Watch?.Received(slot, received);
        return error;
    }

    /// <inheritdoc/>
    public void Prepare(IReadOnlyCollection<TlsSettings> settings) => inner.Prepare(settings);

    /// <inheritdoc/>
    public OsError StartTls(int slot, TlsSettings settings)
    {
        _costly.Step(slot, clock.NowUs);
        Pass();
        Handshakes++;
        if (LocalError is OsError.NoMemory or OsError.Other)
        {
            Watch?.FailsByUs(slot);
            return LocalError;
        }

        return inner.StartTls(slot, settings);
    }

    /// <inheritdoc/>
    public OsError FinishTls(int slot, Span<byte> shown, out TlsEnd end)
    {
        _costly.Step(slot, clock.NowUs);
        Pass();
        return inner.FinishTls(slot, shown, out end);
    }

    /// <inheritdoc/>
    public void Run(int slot, ExternalProgram program, in Endpoint target, in IpAddress source)
    {
        PassAStart();
        OsError local = inner.Open >= Descriptors ? OsError.NoDescriptor
            : LocalError is OsError.NoMemory or OsError.NoDescriptor ? LocalError : OsError.None;
        _transports[slot] = Transport.Program;
        Programs++;
        Watch?.Begins(slot, target, source, Transport.Program, local);
        inner.Run(slot, program, target, source);
    }

    /// <inheritdoc/>
    public int ExitStatus(int slot) => inner.ExitStatus(slot);

    /// <inheritdoc/>
    public void Expect(int slot, Readiness what) => inner.Expect(slot, what);

    /// <inheritdoc/>
    public void Again(int slot) => inner.Again(slot);

    /// <inheritdoc/>
    public void Close(int slot)
    {
        Pass();
        inner.Close(slot);
        Watch?.Ends(slot);
    }

    /// <inheritdoc/>
    public int Wait(long untilUs, Span<Ready> ready)
    {
        crash.Pass();
        Waits++;
        long begunUs = clock.NowUs;
        long startsUs = _startsUs < 0 ? 0 : begunUs - _startsUs;
        long betweenUs = _hasWoken ? begunUs - startsUs - WokenUs : 0;
        bool isForNothing = WakesForNothing > 0 && draw.Once(WakesForNothing);
        long earlyUs = isForNothing ? Math.Min(untilUs, begunUs + 1 + draw.Below(5_000)) : untilUs;
        WokenForNothing += isForNothing ? 1 : 0;
        long innerLateUs = inner.LateUs;
        int count = inner.Wait(earlyUs, ready);
        if (isForNothing && count < ready.Length && Watch?.AnyOpen(draw) is { } slot)
        {
            ready[count++] = new Ready(slot, (Readiness)draw.Between(1, 3));
        }

        (WokenUs, _hasWoken, IsAwake, _startsUs) = (clock.NowUs, true, true, -1);
        TakenBeforeTurnUs = TakenUs;
        _costly.Woken();
        long oversleptUs = Math.Max(0, WokenUs - Math.Max(begunUs, untilUs));
        HiddenLateUs += Math.Max(0, inner.LateUs - innerLateUs - oversleptUs);
        LateUs += betweenUs + startsUs + oversleptUs;
        NoticedUs += Noticed(betweenUs) + Noticed(startsUs) + Noticed(oversleptUs);
        _sleptFromUs = begunUs;
        _sleptToUs = WokenUs - oversleptUs;
        if (betweenUs + startsUs + oversleptUs > 0)
        {
            Watch?.WasLate(betweenUs, startsUs + oversleptUs);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>A call: the daemon may die in it, and it takes its time.</summary>
    private void Pass()
    {
        crash.Pass();
        if (TollUs > 0)
        {
            long us = draw.Below(draw.Once(200) ? TollUs * 100 : TollUs);
            TakenUs += us;
            clock.Advance(us);
        }
    }

    private static long Noticed(long lateUs) => lateUs >= LeastNoticedUs ? lateUs : 0;

    /// <summary>The first of them in a turn comes right behind the turn's look at the clock.</summary>
    private void PassAStart()
    {
        _startsUs = _startsUs < 0 ? clock.NowUs : _startsUs;
        Pass();
    }
}
