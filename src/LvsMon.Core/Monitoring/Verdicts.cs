using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// The Judge phase: takes a turn's conclusions, lets <see cref="Judge"/> rule for every subscriber, then looks once
/// at every real server that
/// was touched, so that a turn gives at most one transition per real server, and once at every service.
/// </summary>
internal sealed class Verdicts
{
    /// <summary>Inconclusive attempts in a row from which a check counts as blind.</summary>
    internal const uint BlindStreak = 2;

    /// <summary>Silences in a row that say nothing after a failure.</summary>
    private const byte SilencesAfterRefusal = 2;

    private readonly FactStream _facts;
    private readonly InconclusiveTally _tally = new();
    private MonitorTable _table;
    private SelfDoubt _doubt;
    private int[] _reals;
    private int[] _services;
    private int _realCount;
    private int _serviceCount;

    public Verdicts(MonitorTable table, FactStream facts)
    {
        _facts = facts;
        _table = table;
        _reals = new int[table.Reals.Length];
        _services = new int[table.Services.Length];
        _doubt = new SelfDoubt(table, facts);
    }

    /// <summary>
    /// Swaps to a new arena and looks at everything once: a check that is gone may have been the one that failed, a
    /// real server that is gone the last one up.
    /// </summary>
    public void Follow(MonitorTable table, PlanChange change, long nowUs)
    {
        _table = table;
        _reals = new int[table.Reals.Length];
        _services = new int[table.Services.Length];
        _doubt = _doubt.Follow(table, change, nowUs);
        for (int real = 0; real < table.Reals.Length; real++)
        {
            ref RealState state = ref table.Reals[real];
            Health verdict = VerdictOf(real);
            if (verdict != Health.Unverified && (verdict == Health.Up) != state.IsUp)
            {
                // The reload changes it, no result does.
                state.Reason = CheckReason.None;
                state.Number = 0;
                state.Count = 0;
                state.Threshold = 0;
                state.Detail = 0;
                state.CheckUs = 0;
            }

            Touch(real);
        }

        for (int service = 0; service < table.Services.Length; service++)
        {
            TouchService(service);
        }

        Settle(nowUs);
    }

    /// <summary>Takes one conclusion.</summary>
    /// <param name="conclusion">The conclusion.</param>
    /// <param name="nowUs">Now.</param>
    /// <param name="ownLagUs">The loop's lag since its start: that time is no time without success.</param>
    public void Take(in Conclusion conclusion, long nowUs, long ownLagUs)
    {
        ref MonitorState monitor = ref _table.Monitors[conclusion.Monitor];
        monitor.Attempted = true;
        CheckOutcome outcome = conclusion.Result.Outcome;
        NoteSight(conclusion.Monitor, outcome == CheckOutcome.Inconclusive, conclusion.Result.Reason);
        if (outcome != CheckOutcome.Inconclusive)
        {
            _doubt.Note(in conclusion, nowUs);
        }

        if (SaysNothing(ref monitor, conclusion.Result.Reason, outcome))
        {
            return;
        }

        int first = _table.Plan.Monitors[conclusion.Monitor].FirstSubscription;
        ReadOnlySpan<Subscription> subscriptions = _table.SubscriptionsOf(conclusion.Monitor);
        for (int i = 0; i < subscriptions.Length; i++)
        {
            Rule(first + i, in subscriptions[i], in conclusion, outcome, nowUs - ownLagUs);
        }
    }

    /// <summary>Posts the turn's facts.</summary>
    public void Settle(long nowUs)
    {
        // First of all, so that the doubt is known before the removals that it holds.
        _doubt.Settle(nowUs);
        for (int i = 0; i < _realCount; i++)
        {
            LookAt(_reals[i], nowUs);
        }

        _realCount = 0;
        for (int i = 0; i < _serviceCount; i++)
        {
            LookAtService(_services[i], nowUs);
        }

        _serviceCount = 0;
        _tally.Tell(_facts, nowUs);
    }

    private void Rule(
        int index, in Subscription subscription, in Conclusion conclusion, CheckOutcome outcome, long nowUs)
    {
        ref JudgeState state = ref _table.Subscriptions[index];
        Health before = state.Health;
        (uint rise, uint fall) = (subscription.Timing.Rise, subscription.Timing.Fall);
        JudgeRuling ruling = Judge.Rule(ref state, rise, fall, subscription.Timing.FailAfterUs, outcome, nowUs);
        if (ruling == JudgeRuling.None)
        {
            return;
        }

        ref RealState real = ref _table.Reals[subscription.Real];
        real.ChecksUp -= (ushort)(before == Health.Up ? 1 : 0);
        real.ChecksDown -= (ushort)(before == Health.Down ? 1 : 0);
        real.ChecksUp += (ushort)(state.Health == Health.Up ? 1 : 0);
        real.ChecksDown += (ushort)(state.Health == Health.Down ? 1 : 0);
        if (ruling == JudgeRuling.Risen && real.ChecksDown > 0)
        {
            // Another check still says down: its reason stands.
            Touch(subscription.Real);
            return;
        }

        real.Reason = ruling == JudgeRuling.NoSuccess ? CheckReason.NoSuccess : conclusion.Result.Reason;
        real.Number = ruling == JudgeRuling.NoSuccess ? (short)0 : conclusion.Result.Number;
        real.Count = ruling == JudgeRuling.Risen ? state.Passes : state.Fails;
        real.Threshold = ruling == JudgeRuling.Risen ? rise : fall;
        real.CheckUs = conclusion.CheckUs;
        real.Detail = conclusion.Detail;
        Touch(subscription.Real);
    }

    private void Touch(int real)
    {
        ref RealState state = ref _table.Reals[real];
        if (!state.IsTouched)
        {
            state.IsTouched = true;
            _reals[_realCount++] = real;
        }
    }

    private void TouchService(int service)
    {
        ref ServiceState state = ref _table.Services[service];
        if (!state.IsTouched)
        {
            state.IsTouched = true;
            _services[_serviceCount++] = service;
        }
    }

    /// <summary>Up when all checks are, down when one is, else without a verdict.</summary>
    private Health VerdictOf(int real)
    {
        ref readonly RealState state = ref _table.Reals[real];
        return state.ChecksUp == _table.Plan.Reals[real].CheckCount ? Health.Up
            : state.ChecksDown > 0 ? Health.Down
            : Health.Unverified;
    }

    private void LookAt(int real, long nowUs)
    {
        ref RealState state = ref _table.Reals[real];
        state.IsTouched = false;
        RealPlan plan = _table.Plan.Reals[real];
        Health verdict = VerdictOf(real);
        if (verdict == Health.Unverified)
        {
            return;
        }

        bool up = verdict == Health.Up;
        bool first = !state.IsVerified;
        state.IsVerified = true;
        ref ServiceState service = ref _table.Services[plan.Service];
        if (first)
        {
            service.Unverified--;
            TouchService(plan.Service);
        }

        if (up == state.IsUp)
        {
            if (first)
            {
                _facts.Post(new Fact(FactKind.Confirmed)
                { TimeUs = nowUs, Service = plan.Service, Real = real, Reason = state.Reason, A = up ? 1 : 0 });
            }

            return;
        }

        int change = _table.Carries(real) ? 1 : 0;
        service.Up += up ? change : -change;
        _facts.Post(new Fact(up ? FactKind.Up : FactKind.Down)
        {
            TimeUs = nowUs,
            Service = plan.Service,
            Real = real,
            Reason = state.Reason,
            Number = state.Number,
            A = Clamp(state.Count),
            B = Clamp(state.Threshold),
            C = service.Up,
            D = state.CheckUs,
            DurationUs = first ? -1 : nowUs - state.SinceUs,
            Detail = state.Detail,
        });
        state.IsUp = up;
        state.SinceUs = nowUs;
        TouchService(plan.Service);
    }

    private void LookAtService(int service, long nowUs)
    {
        ref ServiceState state = ref _table.Services[service];
        state.IsTouched = false;
        bool served = state.Up > 0;
        bool newlyKnownEmpty = !served && !state.IsEmptyTold && state.Unverified == 0;
        if (served != state.IsServed || newlyKnownEmpty)
        {
            state.IsServed = served;
            state.IsEmptyTold = !served;
            _facts.Post(new Fact(served ? FactKind.Served : FactKind.Empty)
            { TimeUs = nowUs, Service = service, A = state.Up, B = Carrying(service) });
        }

        bool blind = state.Checks > 0 && state.BlindChecks == state.Checks;
        if (blind == state.IsBlind)
        {
            return;
        }

        state.IsBlind = blind;
        _facts.Post(new Fact(blind ? FactKind.Blind : FactKind.Seeing)
        {
            TimeUs = nowUs,
            Service = service,
            Reason = blind ? state.BlindReason : CheckReason.None,
            DurationUs = blind ? -1 : nowUs - state.BlindSinceUs,
        });
        state.BlindSinceUs = nowUs;
    }

    private int Carrying(int service)
    {
        ServicePlan plan = _table.Plan.Services[service];
        int carrying = 0;
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            carrying += _table.Carries(real) ? 1 : 0;
        }

        return carrying;
    }

    /// <summary>
    /// True for a silence that would pass, soon after a refusal: hosts tell refusals by ICMP only so often (Linux, once
    /// a second for one that asks), so silence between two of them is no sign of life.
    /// </summary>
    private static bool SaysNothing(ref MonitorState monitor, CheckReason reason, CheckOutcome outcome)
    {
        if (outcome == CheckOutcome.Fail)
        {
            monitor.OwedSilences = SilencesAfterRefusal;
        }

        if (reason != CheckReason.Silent || monitor.OwedSilences == 0)
        {
            return false;
        }

        monitor.OwedSilences--;
        return true;
    }

    private void NoteSight(int monitor, bool inconclusive, CheckReason reason)
    {
        ref MonitorState state = ref _table.Monitors[monitor];
        bool wasBlind = state.InconclusiveStreak >= BlindStreak;
        if (!inconclusive)
        {
            state.InconclusiveStreak = 0;
        }
        else
        {
            state.InconclusiveStreak += state.InconclusiveStreak == uint.MaxValue ? 0u : 1u;
            state.InconclusiveReason = reason;
            _tally.Add(reason);
        }

        bool isBlind = state.InconclusiveStreak >= BlindStreak;
        if (wasBlind != isBlind)
        {
            NoteBlind(monitor, isBlind ? 1 : -1, reason);
        }
    }

    private void NoteBlind(int monitor, int change, CheckReason reason)
    {
        foreach (ref readonly Subscription subscription in _table.SubscriptionsOf(monitor))
        {
            int index = _table.Plan.Reals[subscription.Real].Service;
            _table.Services[index].BlindChecks += change;
            _table.Services[index].BlindReason = reason;
            TouchService(index);
        }
    }

    private static int Clamp(uint count) => (int)Math.Min(count, int.MaxValue);
}
