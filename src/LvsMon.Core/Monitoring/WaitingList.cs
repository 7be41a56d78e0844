namespace LvsMon.Core.Monitoring;

/// <summary>Attempts that wait for a step, in the order in which they came. The list is threaded through the attempts
/// themselves (<see cref="Attempt.NextWaiting"/>), so it needs no memory and has room for all.</summary>
internal sealed class WaitingList
{
    private const int None = -1;
    private readonly AttemptTable _attempts;
    private int _first = None;
    private int _last = None;
    private int _fresh = None;

    /// <summary>None waits yet.</summary>
    internal WaitingList(AttemptTable attempts) => _attempts = attempts;

    /// <summary>True when none waits.</summary>
    internal bool IsEmpty => _first == None;

    /// <summary>True when one of it was taken in this turn.</summary>
    internal bool WasServed { get; set; }

    /// <summary>Since when the first of them waits, <see cref="long.MaxValue"/> for none.</summary>
    internal long OldestUs => IsEmpty ? long.MaxValue : _attempts[_first].WaitingSinceUs;

    /// <summary>Puts one behind all others; it waits in no list yet.</summary>
    internal void Add(int slot)
    {
        ref Attempt attempt = ref _attempts[slot];
        attempt.IsWaiting = true;
        attempt.NextWaiting = None;
        if (IsEmpty)
        {
            _first = slot;
        }
        else
        {
            _attempts[_last].NextWaiting = slot;
        }

        _last = slot;
        _fresh = _fresh == None ? slot : _fresh;
    }

    /// <summary>Takes the one that has waited longest; only when not empty.</summary>
    internal int Take()
    {
        int slot = _first;
        _first = _attempts[slot].NextWaiting;
        Leave(slot, _first);
        WasServed = true;
        return slot;
    }

    /// <summary>Takes notice of those that have come since the last call and still wait, one after the other.</summary>
    internal bool TryNotice(out int slot)
    {
        slot = _fresh;
        if (slot == None)
        {
            return false;
        }

        _fresh = _attempts[slot].NextWaiting;
        return true;
    }

    /// <summary>Forgets one that waits in it. Reload and end only: looks through all.</summary>
    internal void Remove(int slot)
    {
        int before = None;
        for (int at = _first; at != slot; at = _attempts[at].NextWaiting)
        {
            before = at;
        }

        int next = _attempts[slot].NextWaiting;
        Leave(slot, next);
        if (before == None)
        {
            _first = next;
        }
        else
        {
            _attempts[before].NextWaiting = next;
        }

        _last = _last == slot ? before : _last;
    }

    private void Leave(int slot, int next)
    {
        _attempts[slot].IsWaiting = false;
        _fresh = _fresh == slot ? next : _fresh;
    }
}
