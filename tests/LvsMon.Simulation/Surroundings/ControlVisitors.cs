using System;
using System.Collections.Generic;
using LvsMon.Core.Control;
using LvsMon.Core.Os;
using LvsMon.Simulation.Checkers;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>The clients of the control socket: polite ones, and all that can come to a socket.</summary>
internal sealed class ControlVisitors(ManualClock clock, CrashPoint crash) : IClientSet, IWakeSource
{
    /// <summary>Whoever neither moves a byte nor follows is let go after the longest of the socket's
    /// times; each turn serves only some.</summary>
    private const long PatienceUs = ControlLimits.IdleUs + 1_000_000;
    private const int MostOverdue = 40;
    private const int MostVisitors = 40;
    private const int SlotsServed = 4;
    private const int BytesServed = 8192;
    private readonly Visitor?[] _slots = new Visitor?[ControlLimits.Clients + 1];
    private readonly Queue<Visitor> _door = new(MostVisitors);
    private readonly List<Visitor> _visitors = [];
    private bool _isWatched = true;
    private int _busy;
    private int _sent;
    private int _sends;

    /// <inheritdoc/>
    public int Capacity => _slots.Length;

    /// <summary>How many of the next clients cannot be taken, for want of a descriptor.</summary>
    public int Refusals { get; set; }

    /// <summary>Clients that have come.</summary>
    public long Visits { get; private set; }

    /// <summary>Answers that have come to their end.</summary>
    public long Answers { get; private set; }

    /// <summary>Who knows what is true; null while nobody does.</summary>
    public ControlTruth? Truth { get; set; }

    /// <summary>True while a daemon listens.</summary>
    public bool IsListening { get; set; }

    /// <inheritdoc/>
    public long NextUs => IsListening && _busy > 0 && IsRaised() ? clock.NowUs : long.MaxValue;

    /// <inheritdoc/>
    public int Slot => Ready.Control;

    /// <inheritdoc/>
    public void Told()
    {
    }

    /// <summary>Somebody for the door; null when there are enough.</summary>
    public Visitor? Next()
    {
        foreach (Visitor visitor in _visitors)
        {
            if (!visitor.IsBusy)
            {
                return visitor;
            }
        }

        if (_visitors.Count == MostVisitors)
        {
            return null;
        }

        Visitor other = new();
        _visitors.Add(other);
        return other;
    }

    /// <summary>One that <see cref="Next"/> gave comes to the door.</summary>
    public void Come(Visitor visitor)
    {
        _busy++;
        Visits++;

        // What one hears later than it was written may have been true then.
        visitor.Heard.Truth = visitor.TakesAll ? Truth : null;
        _door.Enqueue(visitor);
    }

    /// <summary>What clients do by themselves between two turns.</summary>
    public void Act()
    {
        (_sent, _sends) = (0, 0);
        if (_busy == 0)
        {
            return;
        }

        foreach (Visitor visitor in _visitors)
        {
            if (visitor.IsBusy)
            {
                visitor.Act();
            }
        }
    }

    /// <summary>All is calm: nobody asks for more, and nobody new can be refused.</summary>
    public void Calm()
    {
        Refusals = 0;
        foreach (Visitor visitor in _visitors)
        {
            visitor.FallSilent();
        }
    }

    /// <summary>What is bounded was.</summary>
    /// <param name="begunUs">When the turn began.</param>
    public void AfterTurn(long begunUs)
    {
        if (_busy == 0)
        {
            return;
        }

        int readers = 0;
        foreach (Visitor? visitor in _slots.AsSpan(0, ControlLimits.Clients))
        {
            if (visitor is null)
            {
                continue;
            }

            readers += visitor.Who.IsReader ? 1 : 0;
            bool isOver = begunUs - visitor.MovedUs > PatienceUs && !(visitor.Heard.Follows && visitor.Takes);
            visitor.Overdue = isOver ? visitor.Overdue + 1 : 0;
            if (visitor.Overdue > MostOverdue)
            {
                throw new SimulationFailure("a client of the control socket keeps its place although it does nothing");
            }
        }

        if (readers > ControlLimits.Readers || _slots[^1] is not null)
        {
            throw new SimulationFailure($"{readers} who may only look have a place, or one stays who has none");
        }

        if (_sent > SlotsServed * (BytesServed + ControlLimits.DocumentBytes) || _sends > 4 * SlotsServed)
        {
            throw new SimulationFailure($"{_sent} bytes were sent to clients in one turn, in {_sends} pieces");
        }
    }

    /// <summary>The daemon is gone, and who was with it.</summary>
    public void Rebirth()
    {
        for (int slot = 0; slot < _slots.Length; slot++)
        {
            Close(slot);
        }

        _door.Clear();
        (_isWatched, IsListening) = (true, false);
        _busy = 0;
        foreach (Visitor visitor in _visitors)
        {
            visitor.Leave();
        }
    }

    /// <summary>Nobody who listens waits for an answer.</summary>
    public void CheckCalm()
    {
        foreach (Visitor? visitor in _slots)
        {
            if (visitor is { Takes: true } && visitor.Heard.IsWaiting)
            {
                throw new SimulationFailure("all is calm and a request on the control socket is not answered");
            }
        }
    }

    /// <inheritdoc/>
    public int Poll(Span<Ready> ready)
    {
        int count = 0;
        if (_isWatched && _door.Count > 0)
        {
            ready[count++] = new Ready(IClientSet.Door, Readiness.Receive);
        }

        for (int slot = 0; slot < _slots.Length && count < ready.Length; slot++)
        {
            if (_slots[slot] is { IsReady: true } visitor)
            {
                ready[count++] = new Ready(slot, visitor.Expected);
            }
        }

        return count;
    }

    /// <inheritdoc/>
    public void Watch(bool door) => _isWatched = door;

    /// <inheritdoc/>
    public OsError Accept(int slot, out ClientIdentity who)
    {
        crash.Pass();
        who = default;
        if (_door.Count == 0)
        {
            return OsError.WouldBlock;
        }

        if (Refusals > 0)
        {
            Refusals--;
            return OsError.NoDescriptor;
        }

        if (_slots[slot] is not null)
        {
            throw new SimulationFailure($"a client is put on slot {slot}, where another is");
        }

        Visitor visitor = _door.Dequeue();
        _slots[slot] = visitor;
        visitor.Enter(clock.NowUs);
        who = visitor.Who;
        return OsError.None;
    }

    /// <inheritdoc/>
    public void Move(int slot, int other)
    {
        if (_slots[other] is not null)
        {
            throw new SimulationFailure($"a client is moved to slot {other}, where another is");
        }

        (_slots[other], _slots[slot]) = (_slots[slot], null);
    }

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received)
    {
        Visitor visitor = _slots[slot]!;
        received = visitor.Give(buffer, clock.NowUs);
        return received > 0 || visitor.HasEnded ? OsError.None : OsError.WouldBlock;
    }

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        Visitor visitor = _slots[slot]!;
        sent = 0;
        if (visitor.IsGone)
        {
            return OsError.Reset;
        }

        sent = visitor.Take(bytes, clock.NowUs);
        _sent += sent;
        _sends++;
        return sent > 0 ? OsError.None : OsError.WouldBlock;
    }

    /// <inheritdoc/>
    public void Expect(int slot, Readiness what) => _slots[slot]!.Expected = what;

    /// <inheritdoc/>
    public void Close(int slot)
    {
        if (_slots[slot] is { } visitor)
        {
            Answers += visitor.Heard.Answered;
            visitor.Leave();
            _slots[slot] = null;
            _busy--;
        }
    }

    private bool IsRaised()
    {
        bool isRaised = _isWatched && _door.Count > 0;
        foreach (Visitor? visitor in _slots)
        {
            isRaised |= visitor is { IsReady: true };
        }

        return isRaised;
    }
}
