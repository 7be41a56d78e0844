using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// When most checks of two or more services fall silent within one interval, and not on one host alone, the likeliest
/// fault is the director's own network: removals are held. The doubt ends when another service has answered a whole
/// interval later: then the director does see, and those servers really are gone. Else it ends one round of checks
/// after one of those services is heard again: every server has had its chance by then, and none is taken out for what
/// it missed while the director was cut off. Silence that a doubt has ended over never leads to another one.
/// </summary>
internal sealed class SelfDoubt
{
    private readonly MonitorTable _table;
    private readonly FactStream _facts;
    private readonly SilenceWindow[] _windows;
    private long _sinceUs;
    private long _intervalUs;
    private long _explainedUs;
    private int _struck;
    private bool _hasStruck;
    private bool _hasAnsweredElsewhere;
    private int _heard;
    private long _roundUs;
    private long _roundEndUs;

    public SelfDoubt(MonitorTable table, FactStream facts)
    {
        _table = table;
        _facts = facts;
        _windows = new SilenceWindow[table.Services.Length];
        foreach (ref readonly Subscription subscription in table.Plan.Subscriptions.AsSpan())
        {
            if (IsDeaf(subscription.Monitor))
            {
                continue;
            }

            ref SilenceWindow window = ref WindowOf(in subscription);
            window.Checks++;
            window.IntervalUs = Math.Max(window.IntervalUs, subscription.Timing.IntervalUs);
            window.RoundUs = Math.Max(window.RoundUs, RoundUs(in subscription));
        }
    }

    /// <summary>True while removals are held.</summary>
    public bool IsDoubting { get; private set; }

    /// <summary>The doubt of a new arena: what is silent stays silent; a doubt goes on with the services that are
    /// still there.</summary>
    public SelfDoubt Follow(MonitorTable table, PlanChange change, long nowUs)
    {
        SelfDoubt next = new(table, _facts)
        {
            IsDoubting = IsDoubting,
            _sinceUs = _sinceUs,
            _intervalUs = _intervalUs,
            _explainedUs = _explainedUs,
            _roundUs = _roundUs,
            _roundEndUs = _roundEndUs,
        };
        for (int monitor = 0; monitor < table.Monitors.Length; monitor++)
        {
            if (table.Monitors[monitor].SilentSinceUs != 0)
            {
                next.Add(monitor, table.Monitors[monitor].SilentSinceUs, nowUs);
            }
        }

        for (int service = 0; service < table.Services.Length; service++)
        {
            if (change.OldService[service] is >= 0 and int before && _windows[before].IsStruck)
            {
                next._windows[service].IsStruck = true;
                next._struck++;
                next._heard += next._windows[service].IsMostlySilent ? 0 : 1;
            }
        }

        return next;
    }

    /// <summary>True for a check that hears nothing on its good days: it cannot tell that nothing is heard; nor can an
    /// agent that is missing tell it of a service.</summary>
    private bool IsDeaf(int monitor) => _table.Plan.Monitors[monitor].Program.Silence == CheckReason.Silent
        || _table.IsAdvice(monitor);

    /// <summary>Takes a conclusive result.</summary>
    public void Note(in Conclusion conclusion, long nowUs)
    {
        if (IsDeaf(conclusion.Monitor))
        {
            return;
        }

        ref MonitorState state = ref _table.Monitors[conclusion.Monitor];
        if (Reasons.IsSilence(conclusion.Result.Reason))
        {
            state.LastSilentUs = nowUs;
            if (state.SilentSinceUs == 0)
            {
                state.SilentSinceUs = nowUs;
                Add(conclusion.Monitor, nowUs, nowUs);
            }

            return;
        }

        if (state.SilentSinceUs != 0)
        {
            Remove(conclusion.Monitor, state.SilentSinceUs, nowUs);
            state.SilentSinceUs = 0;
        }

        if (IsDoubting && conclusion.Result.Outcome == CheckOutcome.Pass)
        {
            long begunUs = nowUs - conclusion.CheckUs;
            _hasAnsweredElsewhere |= begunUs >= _sinceUs + _intervalUs && !IsOfStruckService(conclusion.Monitor);
            _hasAnsweredElsewhere |= begunUs >= _sinceUs + (2 * _roundUs) && HasStayedHeard(in state);
        }
    }

    /// <summary>Begins or ends the doubt after all of a turn's results were taken.</summary>
    public void Settle(long nowUs)
    {
        if (IsDoubting)
        {
            if (_hasStruck)
            {
                Widen(nowUs);
            }

            if (_struck < 2 || _hasAnsweredElsewhere || HasHeardForARound(nowUs))
            {
                End(nowUs);
            }
        }
        else if (_hasStruck)
        {
            Consider(nowUs);
        }

        _hasStruck = false;
    }

    /// <summary>
    /// True for a server that answered all through the doubt, also one of a struck service: two rounds later the others
    /// have had their chance, so the director sees and they really are gone.
    /// </summary>
    private bool HasStayedHeard(in MonitorState state) => state.LastSilentUs < _sinceUs - (_intervalUs * 3 / 2);

    private void Add(int monitor, long sinceUs, long nowUs)
    {
        foreach (ref readonly Subscription subscription in _table.SubscriptionsOf(monitor))
        {
            ref SilenceWindow window = ref WindowOf(in subscription);
            bool wasHeard = window.IsHeard;
            if (sinceUs <= _explainedUs)
            {
                window.Silent++;
            }
            else
            {
                window.Add(sinceUs, nowUs);
                _hasStruck |= window.IsStriking(nowUs);
            }

            _heard -= wasHeard && !window.IsHeard ? 1 : 0;
        }
    }

    private void Remove(int monitor, long sinceUs, long nowUs)
    {
        foreach (ref readonly Subscription subscription in _table.SubscriptionsOf(monitor))
        {
            ref SilenceWindow window = ref WindowOf(in subscription);
            bool wasHeard = window.IsHeard;
            if (sinceUs <= _explainedUs)
            {
                window.Silent--;
            }
            else
            {
                window.Remove(sinceUs, nowUs);
            }

            _heard += !wasHeard && window.IsHeard ? 1 : 0;
        }
    }

    /// <summary>True when a struck service is heard, and one was a whole round of checks ago.</summary>
    private bool HasHeardForARound(long nowUs)
    {
        if (_heard == 0)
        {
            _roundEndUs = 0;
        }
        else if (_roundEndUs == 0)
        {
            _roundEndUs = nowUs + _roundUs;
        }

        return _roundEndUs != 0 && nowUs >= _roundEndUs;
    }

    private void Consider(long nowUs)
    {
        int struck = 0;
        long intervalUs = 0;
        long roundUs = 0;
        foreach (ref SilenceWindow window in _windows.AsSpan())
        {
            window.IsStruck = window.Checks > 0 && window.IsStriking(nowUs);
            if (window.IsStruck)
            {
                struck++;
                intervalUs = Math.Max(intervalUs, window.IntervalUs);
                roundUs = Math.Max(roundUs, window.RoundUs);
            }
        }

        if (struck < 2 || !IsOnSeveralHosts())
        {
            return;
        }

        IsDoubting = true;
        _struck = struck;
        _heard = 0;
        _roundUs = roundUs;
        _roundEndUs = 0;
        _sinceUs = nowUs;
        _intervalUs = intervalUs;
        _facts.Post(new Fact(FactKind.Isolated) { TimeUs = nowUs, A = struck, DurationUs = intervalUs * 3 / 2 });
    }

    /// <summary>Takes services into the doubt that fell silent while it lasts: hearing them again is no
    /// proof.</summary>
    private void Widen(long nowUs)
    {
        foreach (ref SilenceWindow window in _windows.AsSpan())
        {
            if (!window.IsStruck && window.Checks > 0 && window.IsStriking(nowUs))
            {
                window.IsStruck = true;
                _struck++;
                _roundUs = Math.Max(_roundUs, window.RoundUs);
            }
        }
    }

    /// <summary>True when what has just fallen silent in the struck services stands on more than one host.</summary>
    private bool IsOnSeveralHosts()
    {
        IpAddress? host = null;
        for (int monitor = 0; monitor < _table.Monitors.Length; monitor++)
        {
            if (!IsNewlySilentInStruckService(monitor))
            {
                continue;
            }

            IpAddress address = _table.Plan.Monitors[monitor].Target.Address;
            if (host is { } first && first != address)
            {
                return true;
            }

            host = address;
        }

        return false;
    }

    private bool IsNewlySilentInStruckService(int monitor)
    {
        long sinceUs = _table.Monitors[monitor].SilentSinceUs;
        if (sinceUs <= _explainedUs)
        {
            return false;
        }

        foreach (ref readonly Subscription subscription in _table.SubscriptionsOf(monitor))
        {
            ref readonly SilenceWindow window = ref WindowOf(in subscription);
            if (window.IsStruck && window.IsRecent(sinceUs))
            {
                return true;
            }
        }

        return false;
    }

    private void End(long nowUs)
    {
        foreach (ref SilenceWindow window in _windows.AsSpan())
        {
            window.IsStruck = false;
            window.Forget();
        }

        IsDoubting = false;
        _struck = 0;
        _hasAnsweredElsewhere = false;
        _explainedUs = nowUs;
        _facts.Post(new Fact(FactKind.Connected) { TimeUs = nowUs, A = CountDown(), DurationUs = nowUs - _sinceUs });
    }

    private bool IsOfStruckService(int monitor)
    {
        foreach (ref readonly Subscription subscription in _table.SubscriptionsOf(monitor))
        {
            if (WindowOf(in subscription).IsStruck)
            {
                return true;
            }
        }

        return false;
    }

    private int CountDown()
    {
        int down = 0;
        foreach (ref readonly RealState real in _table.Reals.AsSpan())
        {
            down += real.IsUp ? 0 : 1;
        }

        return down;
    }

    /// <summary>Until a check of the subscription has surely begun and ended once more, microseconds.</summary>
    private long RoundUs(in Subscription subscription) =>
        Math.Max(subscription.Timing.IntervalUs, subscription.Timing.DownIntervalUs)
        + _table.Plan.Monitors[subscription.Monitor].TimeoutUs;

    private ref SilenceWindow WindowOf(in Subscription subscription) =>
        ref _windows[_table.Plan.Reals[subscription.Real].Service];
}
