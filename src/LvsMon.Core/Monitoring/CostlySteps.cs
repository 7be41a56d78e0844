using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// The attempts that are ready for a step that takes long: handshakes of TLS and what comes inside, and peers that have
/// said much already. They wait in the order in which they became ready and are served after all others, as many as a
/// turn has time for, so that a thousand of them delay nobody else; the next turn follows at once. While an attempt
/// waits it has no deadline: what it waits for is there, and that nobody looks at it is our doing.
/// </summary>
internal sealed class CostlySteps
{
    /// <summary>Time of one turn for them, microseconds; one step is done in any case. A step of a handshake takes 300
    /// to 500 (measured, OpenSSL 3.0).</summary>
    internal const long PerTurnUs = 1_000;

    /// <summary>A peer that has sent so many bytes has said much.</summary>
    internal const int MuchBytes = 4 * 1024;

    private const int None = -1;
    private readonly AttemptTable _attempts;
    private int _first = None;
    private int _last = None;
    private int _fresh = None;

    /// <summary>None waits yet.</summary>
    internal CostlySteps(AttemptTable attempts) => _attempts = attempts;

    /// <summary>Since when the first of them waits, <see cref="long.MaxValue"/> for none.</summary>
    internal long OldestUs => _first == None ? long.MaxValue : _attempts[_first].WaitingSinceUs;

    /// <summary>True when the next step of an attempt may take long.</summary>
    internal static bool Has(in Attempt attempt, CheckProgram program) =>
        program.Tls is not null || (attempt.Received >= MuchBytes && program.Runs is null);

    /// <summary>An attempt waits from now on, behind all others; one that waits already keeps its place.</summary>
    internal void Add(int slot, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
        if (attempt.IsWaiting)
        {
            return;
        }

        attempt.IsWaiting = true;
        attempt.WaitingSinceUs = nowUs;
        attempt.HeldDeadlineUs = _attempts.DeadlineUs(slot);
        attempt.NextWaiting = None;
        _attempts.RemoveDeadline(slot);
        if (_first == None)
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

    /// <summary>Takes the one that has waited longest; its deadline counts again.</summary>
    internal bool TryTake(out int slot)
    {
        slot = _first;
        if (slot == None)
        {
            return false;
        }

        ref Attempt attempt = ref _attempts[slot];
        Leave(slot, attempt.NextWaiting);
        _first = attempt.NextWaiting;
        _attempts.SetDeadline(slot, attempt.HeldDeadlineUs);
        return true;
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

    /// <summary>Forgets one whose attempt is given up; harmless when it does not wait. Reload and end only: looks
    /// through all.</summary>
    internal void Remove(int slot)
    {
        if (!_attempts[slot].IsWaiting)
        {
            return;
        }

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
