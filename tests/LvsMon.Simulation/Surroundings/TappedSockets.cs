using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
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
    private long _wokenUs = -1;
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

    /// <summary>By how much the daemon was late in all: between two waits, and in waking.</summary>
    public long LateUs { get; private set; }

    /// <summary>The part of it in pieces of 10 ms and more: shorter ones are what turns and timers cost.</summary>
    public long NoticedUs { get; private set; }

    /// <summary>All of it between two waits, with what has been lost since the last.</summary>
    public long LateNowUs => LateUs + (_wokenUs < 0 ? 0 : clock.NowUs - _wokenUs);

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
        _wokenUs = -1;
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
        crash.Pass();
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
        crash.Pass();
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
        crash.Pass();
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
        crash.Pass();
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
        crash.Pass();
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
        crash.Pass();
        return inner.FinishTls(slot, shown, out end);
    }

    /// <inheritdoc/>
    public void Run(int slot, ExternalProgram program, in Endpoint target, in IpAddress source)
    {
        crash.Pass();
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
        crash.Pass();
        inner.Close(slot);
        Watch?.Ends(slot);
    }

    /// <inheritdoc/>
    public int Wait(long untilUs, Span<Ready> ready)
    {
        crash.Pass();
        Waits++;
        long begunUs = clock.NowUs;
        long betweenUs = _wokenUs < 0 ? 0 : begunUs - _wokenUs;
        bool isForNothing = WakesForNothing > 0 && draw.Once(WakesForNothing);
        long earlyUs = isForNothing ? Math.Min(untilUs, begunUs + 1 + draw.Below(5_000)) : untilUs;
        long innerLateUs = inner.LateUs;
        int count = inner.Wait(earlyUs, ready);
        if (isForNothing && count < ready.Length && Watch?.AnyOpen(draw) is { } slot)
        {
            ready[count++] = new Ready(slot, (Readiness)draw.Between(1, 3));
        }

        _wokenUs = clock.NowUs;
        long oversleptUs = Math.Max(0, _wokenUs - Math.Max(begunUs, untilUs));
        HiddenLateUs += Math.Max(0, inner.LateUs - innerLateUs - oversleptUs);
        LateUs += betweenUs + oversleptUs;
        NoticedUs += (betweenUs >= LeastNoticedUs ? betweenUs : 0) + (oversleptUs >= LeastNoticedUs ? oversleptUs : 0);
        _sleptFromUs = begunUs;
        _sleptToUs = _wokenUs - oversleptUs;
        if (betweenUs + oversleptUs > 0)
        {
            Watch?.WasLate(betweenUs, oversleptUs);
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
