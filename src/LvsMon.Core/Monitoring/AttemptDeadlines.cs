using System;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// The deadlines of the attempts in flight, and what the loop's own lag does to them: a short lag moves them, a long
/// one strikes the attempt.
/// </summary>
internal sealed class AttemptDeadlines
{
    /// <summary>
    /// A turn this late, microseconds, or as late as an attempt's whole timeout, strikes the attempts in flight: what
    /// our absence may have caused is inconclusive to their end.
    /// </summary>
    private const long StallUs = 1_000_000;

    /// <summary>
    /// How often shorter lags put off the deadline of one phase. By then the peer has had its time more than twice and
    /// was looked at three times, so a loop that is late in every turn still finds a dead server.
    /// </summary>
    private const int MaxExtensions = 2;

    private readonly AttemptTable _attempts;
    private readonly LagMeter _lag;
    private long _leastStrikingUs = StallUs;

    public AttemptDeadlines(AttemptTable attempts, LagMeter lag)
    {
        _attempts = attempts;
        _lag = lag;
    }

    /// <summary>Learns the timeouts of a new plan.</summary>
    public void Follow(Plan plan)
    {
        _leastStrikingUs = StallUs;
        foreach (ref readonly MonitorPlan monitor in plan.Monitors.AsSpan())
        {
            _leastStrikingUs = Math.Min(_leastStrikingUs, monitor.TimeoutUs);
        }
    }

    /// <summary>Marks the attempts for which the turn that began at <paramref name="begunUs"/> was too late.</summary>
    public void NoteLag(long begunUs)
    {
        if (_lag.TurnUs < _leastStrikingUs)
        {
            return;
        }

        for (int slot = 0; slot < _attempts.Capacity; slot++)
        {
            ref Attempt attempt = ref _attempts[slot];
            if (attempt.Monitor < 0)
            {
                continue;
            }

            // What began in this turn has not seen the lag before it.
            long lagUs = attempt.StartUs >= begunUs ? _lag.SinceBegunUs : _lag.TurnUs;
            if (lagUs >= Math.Min(StallUs, attempt.DeadlineUs - attempt.StartUs))
            {
                attempt.IsStruck = true;
                _lag.Struck();
            }
        }
    }

    /// <summary>An attempt enters a phase, which may last <paramref name="timeoutUs"/>.</summary>
    public void Enter(int slot, MonitorPhase phase, uint timeoutUs, long nowUs)
    {
        ref Attempt attempt = ref _attempts[slot];
        attempt.Phase = phase;
        attempt.EnteredUs = nowUs;
        attempt.AllowanceUs = timeoutUs;
        attempt.LagAtEntryUs = _lag.TotalUs;
        attempt.Extensions = 0;
        _attempts.SetDeadline(slot, DeadlineOf(in attempt));
    }

    /// <summary>An attempt has waited for us so long although it was ready: that is lag of ours, too.</summary>
    public void Credit(int slot, long waitedUs)
    {
        ref Attempt attempt = ref _attempts[slot];
        attempt.LagAtEntryUs -= waitedUs;
        attempt.LagAtStartUs -= waitedUs;
    }

    /// <summary>The next attempt whose deadline has passed, minus the loop's own lag; false when there is none. The
    /// caller ends it.</summary>
    public bool TryExpire(long nowUs, out int slot)
    {
        while (_attempts.EarliestDeadlineUs <= nowUs)
        {
            slot = _attempts.EarliestSlot;
            if (IsOver(slot, nowUs))
            {
                return true;
            }
        }

        slot = -1;
        return false;
    }

    /// <summary>True when the deadline of this one has passed, minus the loop's own lag, by which it moves
    /// otherwise.</summary>
    public bool IsOver(int slot, long nowUs)
    {
        if (_attempts.DeadlineUs(slot) > nowUs)
        {
            return false;
        }

        // After a pause of the whole machine the answers come a moment later than we do.
        long graceUs = _lag.TurnUs >= LagMeter.NoticedUs ? _lag.TurnUs : 0;
        ref Attempt attempt = ref _attempts[slot];
        long deadlineUs = Math.Max(DeadlineOf(in attempt), nowUs + graceUs);
        if (deadlineUs <= nowUs || attempt.Extensions >= MaxExtensions || attempt.IsStruck)
        {
            return true;
        }

        attempt.Extensions++;
        _attempts.SetDeadline(slot, deadlineUs);
        return false;
    }

    /// <summary>The end of the phase or of the whole attempt, each later by the lag that has fallen into it.</summary>
    private long DeadlineOf(in Attempt attempt) => Math.Min(
        attempt.EnteredUs + attempt.AllowanceUs + _lag.TotalUs - attempt.LagAtEntryUs,
        attempt.DeadlineUs + _lag.TotalUs - attempt.LagAtStartUs);
}
