using System;
using System.Collections.Generic;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Sockets;

namespace LvsMon.Linux.Programs;

/// <summary>
/// A set of sockets with programs in those slots that ask for one; the others go straight through. Programs beyond the
/// most that run at once wait in the order in which they were asked for. Starting, reading and reaping allocate
/// nothing.
/// </summary>
public sealed class ProgramSet : IProgramSet
{
    /// <summary>Programs started before one wait; each start holds the loop for about 0.3 ms.</summary>
    private const int StartsPerWait = 4;

    private readonly ISecureSocketSet _inner;
    private readonly IWaitRegistry _registry;
    private readonly IClock _clock;
    private readonly RunningPrograms _running = new();
    private Slot[] _slots = [];
    private bool[] _hasNews = [];
    private int[] _queue = [];
    private int _queued;
    private int _used;

    /// <summary>Puts it over a set that it owns from then on; set-up only.</summary>
    /// <param name="inner">The set.</param>
    /// <param name="registry">Of the wait at the bottom of the set.</param>
    /// <param name="clock">The clock of the deadlines.</param>
    /// <exception cref="System.IO.IOException">The kernel gave no descriptor.</exception>
    public ProgramSet(ISecureSocketSet inner, IWaitRegistry registry, IClock clock)
    {
        _inner = inner;
        _registry = registry;
        _clock = clock;
        Make(inner.Capacity);
        if (registry.Add(_running.Descriptor, Ready.Programs, Readiness.Receive) != OsError.None)
        {
            throw new System.IO.IOException("no place in the wait for the programs");
        }
    }

    private enum SlotState : byte
    {
        None,
        Queued,
        NotStarted,
        Running,
    }

    /// <inheritdoc/>
    public int Capacity => _inner.Capacity;

    /// <summary>Programs that have not been reaped yet, wanted or not.</summary>
    internal int Unreaped => _running.Count;

    /// <inheritdoc/>
    public void Grow(int capacity)
    {
        _inner.Grow(capacity);
        Make(_inner.Capacity);
    }

    /// <inheritdoc/>
    public void Prepare(IReadOnlyCollection<TlsSettings> settings) => _inner.Prepare(settings);

    /// <inheritdoc/>
    public OsError Connect(
        int slot,
        in Endpoint target,
        in IpAddress source,
        bool speaksFirst = false,
        Transport transport = Transport.Stream) =>
        _inner.Connect(slot, target, source, speaksFirst, transport);

    /// <inheritdoc/>
    public void Run(int slot, ExternalProgram program, in Endpoint target, in IpAddress source)
    {
        _slots[slot] = new Slot { State = SlotState.Queued, Program = program, Target = target, Source = source };
        _queue[_queued++] = slot;
        _used++;
    }

    /// <inheritdoc/>
    public int ExitStatus(int slot) => _running[_slots[slot].Number].Status;

    /// <inheritdoc/>
    public OsError FinishConnect(int slot) => _slots[slot].State switch
    {
        SlotState.None => _inner.FinishConnect(slot),
        SlotState.Queued => OsError.WouldBlock,
        SlotState.NotStarted => _slots[slot].Error,
        _ => OsError.None,
    };

    /// <inheritdoc/>
    public OsError StartTls(int slot, TlsSettings settings) => _inner.StartTls(slot, settings);

    /// <inheritdoc/>
    public OsError FinishTls(int slot, Span<byte> shown, out TlsEnd end) => _inner.FinishTls(slot, shown, out end);

    /// <inheritdoc/>
    public OsError Send(int slot, ReadOnlySpan<byte> bytes, out int sent)
    {
        if (_slots[slot].State == SlotState.None)
        {
            return _inner.Send(slot, bytes, out sent);
        }

        sent = 0;
        return OsError.Other;
    }

    /// <inheritdoc/>
    public OsError Receive(int slot, Span<byte> buffer, out int received) => _slots[slot].State == SlotState.Running
        ? _running.Receive(_slots[slot].Number, buffer, out received)
        : _inner.Receive(slot, buffer, out received);

    /// <inheritdoc/>
    /// <remarks>Of a program everything is reported at every wait, whether it is waited for or not.</remarks>
    public void Expect(int slot, Readiness what)
    {
        if (_slots[slot].State == SlotState.None)
        {
            _inner.Expect(slot, what);
        }
    }

    /// <inheritdoc/>
    public void Again(int slot)
    {
        if (_slots[slot].State == SlotState.None)
        {
            _inner.Again(slot);
        }
        else
        {
            _hasNews[slot] = true;
        }
    }

    /// <inheritdoc/>
    public void Close(int slot)
    {
        switch (_slots[slot].State)
        {
            case SlotState.None:
                _inner.Close(slot);
                return;
            case SlotState.Queued:
                Unqueue(Array.IndexOf(_queue, slot, 0, _queued));
                break;
            case SlotState.Running:
                _running.Abandon(_slots[slot].Number, _clock.NowUs);
                break;
            default:
                break;
        }

        _slots[slot] = default;
        _hasNews[slot] = false;
        _used--;
    }

    /// <inheritdoc/>
    public int Wait(long untilUs, Span<Ready> ready)
    {
        while (_used > 0 || _running.Count > 0)
        {
            StartQueued();
            bool mustPoll = _queued > 0 && _running.Count < RunningPrograms.Limit;
            mustPoll |= Array.IndexOf(_hasNews, true) >= 0;
            Span<Ready> ofSockets = ready[..^Math.Min(ready.Length / 2, Math.Min(_used, RunningPrograms.Limit))];
            int count = _inner.Wait(mustPoll ? 0 : Math.Min(untilUs, _running.NextKillUs), ofSockets);
            _running.KillOverdue(_clock.NowUs);
            _running.Collect(_hasNews);
            count = Report(ready, WithoutOwn(ready[..count]));
            if (count > 0 || ready.IsEmpty || _clock.NowUs >= untilUs)
            {
                return count;
            }
        }

        return _inner.Wait(untilUs, ready);
    }

    /// <summary>Kills the programs that still run, without waiting for their end.</summary>
    public void Dispose()
    {
        _registry.Remove(_running.Descriptor);
        _running.Dispose();
        _inner.Dispose();
    }

    /// <summary>Takes our own source out of a list.</summary>
    private static int WithoutOwn(Span<Ready> ready)
    {
        int kept = 0;
        foreach (Ready one in ready)
        {
            if (one.Slot != Ready.Programs)
            {
                ready[kept++] = one;
            }
        }

        return kept;
    }

    private void Make(int capacity)
    {
        Array.Resize(ref _slots, capacity);
        Array.Resize(ref _hasNews, capacity);
        Array.Resize(ref _queue, capacity);
    }

    private void StartQueued()
    {
        for (int starts = 0; starts < StartsPerWait && _queued > 0; starts++)
        {
            if (_running.Count == RunningPrograms.Limit)
            {
                return;
            }

            int index = _queue[0];
            Unqueue(0);
            ref Slot slot = ref _slots[index];
            slot.Error = _running.Start(index, slot.Program!, in slot.Target, in slot.Source, out slot.Number);
            slot.State = slot.Error == OsError.None ? SlotState.Running : SlotState.NotStarted;
            _hasNews[index] = true;
        }
    }

    private void Unqueue(int place)
    {
        _queued--;
        Array.Copy(_queue, place + 1, _queue, place, _queued - place);
    }

    /// <summary>Adds the slots with news as far as there is room; the others are reported next time.</summary>
    private int Report(Span<Ready> ready, int count)
    {
        int slot = 0;
        while (count < ready.Length)
        {
            int next = Array.IndexOf(_hasNews, true, slot);
            if (next < 0)
            {
                break;
            }

            _hasNews[next] = false;
            ready[count++] = new Ready(next, Readiness.Receive | Readiness.Send);
            slot = next + 1;
        }

        return count;
    }

    private struct Slot
    {
        internal ExternalProgram? Program;
        internal Endpoint Target;
        internal IpAddress Source;
        internal int Number;
        internal OsError Error;
        internal SlotState State;
    }
}
