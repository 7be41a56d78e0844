using System;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// The checks in flight: as many slots as may be in flight at once, their deadlines, and the few buffers that some
/// checks need. Grows at a
/// reload, never shrinks, so that attempts in flight live on.
/// </summary>
internal sealed class AttemptTable
{
    private readonly BufferShelf _buffers = new();
    private Attempt[] _attempts = [];
    private int[] _free = [];
    private int _freeCount;
    private DeadlineHeap _deadlines = new(0);

    /// <summary>Number of slots.</summary>
    public int Capacity => _attempts.Length;

    /// <summary>Attempts in flight.</summary>
    public int InFlight => _attempts.Length - _freeCount;

    /// <summary>The earliest deadline, <see cref="long.MaxValue"/> for none.</summary>
    public long EarliestDeadlineUs => _deadlines.EarliestUs;

    /// <summary>The slot of the earliest deadline.</summary>
    public int EarliestSlot => _deadlines.EarliestItem;

    /// <summary>An attempt by slot.</summary>
    public ref Attempt this[int slot] => ref _attempts[slot];

    /// <summary>Makes room for more attempts and larger buffers; set-up and reload only.</summary>
    public void Grow(int capacity, int buffers, int bufferBytes)
    {
        _buffers.Grow(Math.Min(buffers, Math.Max(capacity, Capacity)), bufferBytes);
        int old = _attempts.Length;
        if (capacity <= old)
        {
            return;
        }

        DeadlineHeap deadlines = new(capacity);
        for (int slot = 0; slot < old; slot++)
        {
            if (_deadlines.Contains(slot))
            {
                deadlines.Set(slot, _deadlines[slot]);
            }
        }

        _deadlines = deadlines;
        Array.Resize(ref _attempts, capacity);
        Array.Resize(ref _free, capacity);
        for (int slot = capacity - 1; slot >= old; slot--)
        {
            _attempts[slot].Monitor = -1;
            _free[_freeCount++] = slot;
        }
    }

    /// <summary>Takes a free slot for a monitor.</summary>
    /// <returns>False when all are taken, or all buffers where one is needed.</returns>
    public bool TryTake(int monitor, bool needsBuffer, out int slot)
    {
        int buffer = -1;
        slot = -1;
        if (_freeCount == 0 || (needsBuffer && !_buffers.TryTake(out buffer)))
        {
            return false;
        }

        slot = _free[--_freeCount];
        _attempts[slot] = new Attempt { Monitor = monitor, Buffer = buffer };
        return true;
    }

    /// <summary>Gives a slot back.</summary>
    public void Release(int slot)
    {
        ref Attempt attempt = ref _attempts[slot];
        _deadlines.Remove(slot);
        _buffers.Return(attempt.Buffer);
        attempt.Monitor = -1;

        // The rest is set anew when the slot is taken; but a plan that is gone must not live on in what is sent.
        attempt.Outgoing = default;
        _free[_freeCount++] = slot;
    }

    /// <summary>Sets the deadline of the attempt's phase.</summary>
    public void SetDeadline(int slot, long timeUs) => _deadlines.Set(slot, timeUs);

    /// <summary>The deadline of the attempt's phase; only where it has one.</summary>
    public long DeadlineUs(int slot) => _deadlines[slot];

    /// <summary>Takes the deadline away until another is set.</summary>
    public void RemoveDeadline(int slot) => _deadlines.Remove(slot);

    /// <summary>The buffer lent to an attempt, empty when it has none.</summary>
    public Span<byte> BufferOf(in Attempt attempt) => _buffers.Of(attempt.Buffer);
}
