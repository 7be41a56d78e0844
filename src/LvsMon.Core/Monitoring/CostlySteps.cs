using System;
using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// The attempts that are ready for a step that takes long: handshakes of TLS and what comes inside, and peers that have
/// said much already. They are served after all others, as many as a turn has time for, so that a thousand of them
/// delay nobody else; the next turn follows at once. They wait in two lists, each in the order in which they became
/// ready: those whose peers have said little so far, and talkers. The first list goes first, so that a thousand talkers
/// delay no handshake and no answer of common length; but each list has one step of every turn, so that handshakes
/// without end do not keep the talkers from theirs. While an attempt waits it has no deadline: what it waits for is
/// there, and that nobody looks at it is our doing.
/// </summary>
internal sealed class CostlySteps
{
    /// <summary>Time of one turn for them, microseconds; one step of each list is done in any case. A step of a
    /// handshake takes 300 to 500 (measured, OpenSSL 3.0).</summary>
    internal const long PerTurnUs = 1_000;

    /// <summary>A peer that has sent so many bytes has said much.</summary>
    internal const int MuchBytes = 4 * 1024;

    /// <summary>A peer that has sent so many bytes is a talker: four times what checks read when they are not told
    /// otherwise, and four steps.</summary>
    internal const int TalkerBytes = 4 * ReadShare.CostlyBytes;

    private readonly AttemptTable _attempts;
    private readonly WaitingList _quiet;
    private readonly WaitingList _talkers;

    /// <summary>None waits yet.</summary>
    internal CostlySteps(AttemptTable attempts)
    {
        _attempts = attempts;
        _quiet = new WaitingList(attempts);
        _talkers = new WaitingList(attempts);
    }

    /// <summary>Since when the one waits that has waited longest, <see cref="long.MaxValue"/> for none.</summary>
    internal long OldestUs => Math.Min(_quiet.OldestUs, _talkers.OldestUs);

    /// <summary>True when the next step of an attempt may take long.</summary>
    internal static bool Has(in Attempt attempt, CheckProgram program) =>
        program.Tls is not null || (attempt.Received >= MuchBytes && program.Runs is null);

    /// <summary>An attempt waits from now on, behind all others of its list; one that waits already keeps its
    /// place.</summary>
    internal void Add(int slot, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
        if (attempt.IsWaiting)
        {
            return;
        }

        attempt.WaitingSinceUs = nowUs;
        attempt.HeldDeadlineUs = _attempts.DeadlineUs(slot);
        _attempts.RemoveDeadline(slot);
        ListOf(slot).Add(slot);
    }

    /// <summary>A turn begins to serve them.</summary>
    internal void BeginTurn() => _quiet.WasServed = _talkers.WasServed = false;

    /// <summary>Takes the one whose turn it is; its deadline counts again.</summary>
    /// <param name="hasRoom">True while the turn has time and bytes for more than one step of each list.</param>
    /// <param name="slot">The slot.</param>
    internal bool TryTake(bool hasRoom, out int slot)
    {
        bool isTalkersTurn = _quiet.IsEmpty || (_quiet.WasServed && !_talkers.WasServed && !_talkers.IsEmpty);
        WaitingList list = isTalkersTurn ? _talkers : _quiet;
        slot = -1;
        if (list.IsEmpty || (list.WasServed && !hasRoom))
        {
            return false;
        }

        slot = list.Take();
        _attempts.SetDeadline(slot, _attempts[slot].HeldDeadlineUs);
        return true;
    }

    /// <summary>Takes notice of those that have come since the last call and still wait, one after the other.</summary>
    internal bool TryNotice(out int slot) => _quiet.TryNotice(out slot) || _talkers.TryNotice(out slot);

    /// <summary>Forgets one whose attempt is given up; harmless when it does not wait.</summary>
    internal void Remove(int slot)
    {
        if (_attempts[slot].IsWaiting)
        {
            ListOf(slot).Remove(slot);
        }
    }

    /// <summary>The list of an attempt. It stays the same while the attempt waits: nothing is read then.</summary>
    private WaitingList ListOf(int slot) => _attempts[slot].Received >= TalkerBytes ? _talkers : _quiet;
}
