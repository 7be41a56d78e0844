using System;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// When each monitor starts next. Regular starts stand on a grid that is fixed for the life of the daemon (epoch +
/// phase + k × interval),
/// so nothing drifts and the plan's even spread survives every disturbance; confirming and down intervals count from
/// the start before.
/// </summary>
internal sealed class Schedule
{
    /// <summary>A start later than this is a late one and waits for its turn in the catch-up, microseconds.</summary>
    private const long LateUs = 20_000;

    /// <summary>How far the catch-up may be behind its own pace and still take several at once, microseconds.</summary>
    private const long SlackUs = 1_000;

    private readonly StartQueue _due;
    private readonly long _epochUs;
    private readonly long _distanceUs;
    private long _catchUpUs;

    /// <summary>Makes a schedule in which nobody waits.</summary>
    /// <param name="monitors">Number of monitors.</param>
    /// <param name="epochUs">When the grid begins.</param>
    /// <param name="catchUpUs">Distance of catch-up starts.</param>
    public Schedule(int monitors, long epochUs, long catchUpUs = 100)
    {
        _distanceUs = catchUpUs;
        _due = new StartQueue(monitors);
        _epochUs = epochUs;
    }

    /// <summary>When the next start may happen, <see cref="long.MaxValue"/> for never.</summary>
    public long NextUs => _catchUpUs > _due.EarliestUs && _catchUpUs - _due.EarliestUs > LateUs
        ? _catchUpUs
        : _due.EarliestUs;

    /// <summary>Monitors that wait for their start.</summary>
    public int Waiting => _due.Count;

    /// <summary>When the grid began.</summary>
    public long EpochUs => _epochUs;

    /// <summary>Sets a monitor's next start.</summary>
    public void Set(int monitor, long dueUs) => _due.Set(monitor, dueUs);

    /// <summary>True when the monitor waits for a start.</summary>
    public bool Contains(int monitor) => _due.Contains(monitor);

    /// <summary>The monitor's next start; only when it waits for one.</summary>
    public long DueUs(int monitor) => _due[monitor];

    /// <summary>Takes the monitor that is due, the one that has waited longest first.</summary>
    /// <returns>False when none is due or a late one has to wait its turn.</returns>
    public bool TryTake(long nowUs, out int monitor, out long dueUs)
    {
        monitor = -1;
        dueUs = 0;
        if (_due.EarliestUs > nowUs)
        {
            return false;
        }

        bool late = nowUs - _due.EarliestUs > LateUs;
        if (late && nowUs < _catchUpUs)
        {
            return false;
        }

        monitor = _due.EarliestItem;
        dueUs = _due.EarliestUs;
        _due.Remove(monitor);
        if (late)
        {
            _catchUpUs = Math.Max(_catchUpUs, nowUs - SlackUs) + _distanceUs;
        }

        return true;
    }

    /// <summary>The first regular start at or after <paramref name="fromUs"/>.</summary>
    public long RegularFrom(long fromUs, long phaseUs, long intervalUs)
    {
        long first = _epochUs + phaseUs;
        if (fromUs <= first)
        {
            return first - ((first - fromUs) / intervalUs * intervalUs);
        }

        long behind = (fromUs - first) % intervalUs;
        return behind == 0 ? fromUs : fromUs + intervalUs - behind;
    }

    /// <summary>The start after one that was due at <paramref name="lastUs"/>; later than
    /// <paramref name="nowUs"/>.</summary>
    /// <param name="lastUs">When the start before was due.</param>
    /// <param name="nowUs">Now.</param>
    /// <param name="wantedUs">The interval that the verdicts ask for now.</param>
    /// <param name="phaseUs">The monitor's phase.</param>
    /// <param name="intervalUs">The monitor's regular interval.</param>
    /// <param name="leastUs">Not sooner after the start before than this, where the grid allows it.</param>
    public long After(long lastUs, long nowUs, long wantedUs, long phaseUs, long intervalUs, long leastUs)
    {
        if (wantedUs != intervalUs)
        {
            long missed = Math.Max(0, nowUs - lastUs) / wantedUs;
            return lastUs + ((missed + 1) * wantedUs);
        }

        long next = RegularFrom(lastUs + leastUs, phaseUs, intervalUs);
        if (next - lastUs > intervalUs)
        {
            // Back to the grid from outside it: rather one start too soon than one interval too long.
            next = RegularFrom(lastUs + 1, phaseUs, intervalUs);
        }

        return next > nowUs ? next : RegularFrom(nowUs + 1, phaseUs, intervalUs);
    }
}
