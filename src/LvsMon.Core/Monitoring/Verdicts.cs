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
    private readonly FactStream _facts;
    private readonly Sight _sight = new();
    private MonitorTable _table;
    private SelfDoubt _doubt;
    private SlowStart _slowStart;
    private readonly Advice _advice;
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
        _slowStart = new SlowStart(table, facts);
        _advice = new Advice(facts);
    }

    /// <summary>True while removals are held because the director doubts itself.</summary>
    public bool IsDoubting => _doubt.IsDoubting;

    /// <summary>
    /// Swaps to a new arena and looks at everything once: a check that is gone may have been the one that failed, a
    /// real server that is gone the last one up.
    /// </summary>
    public void Follow(MonitorTable table, PlanChange change, long nowUs)
    {
        _table = table;
        (_reals, _realCount) = (new int[table.Reals.Length], 0);
        (_services, _serviceCount) = (new int[table.Services.Length], 0);
        _doubt = _doubt.Follow(table, change, nowUs);
        _slowStart = new SlowStart(table, _facts);
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

    /// <summary>When <see cref="Settle"/> has something to do without any conclusion, monotonic microseconds.</summary>
    public long NextUs => _slowStart.NextUs;

    /// <summary>Takes one conclusion.</summary>
    /// <param name="conclusion">The conclusion.</param>
    /// <param name="nowUs">Now.</param>
    /// <param name="ownLagUs">The loop's lag since its start: that time is no time without success.</param>
    public void Take(in Conclusion conclusion, long nowUs, long ownLagUs)
    {
        ref MonitorState monitor = ref _table.Monitors[conclusion.Monitor];
        monitor.Attempted = true;
        _table.NoteLast(in conclusion, nowUs);
        CertificateWatch.Note(_table, _facts, in conclusion, nowUs);
        if (_table.IsAdvice(conclusion.Monitor))
        {
            TakeAdvice(in conclusion, nowUs, nowUs - ownLagUs);
            return;
        }

        CheckOutcome outcome = conclusion.Result.Outcome;
        if (_sight.Note(_table, conclusion.Monitor, conclusion.Result))
        {
            TouchServicesOf(conclusion.Monitor);
        }

        if (outcome != CheckOutcome.Inconclusive)
        {
            _doubt.Note(in conclusion, nowUs);
        }

        if (Sight.SaysNothing(ref monitor, conclusion.Result))
        {
            // Not even that time passed without telling anything: it is part of the time without success.
            return;
        }

        int first = _table.Plan.Monitors[conclusion.Monitor].FirstSubscription;
        ReadOnlySpan<Subscription> subscriptions = _table.SubscriptionsOf(conclusion.Monitor);
        for (int i = 0; i < subscriptions.Length; i++)
        {
            Rule(first + i, in subscriptions[i], in conclusion, outcome, nowUs - ownLagUs);
        }
    }

    private void TakeAdvice(in Conclusion conclusion, long nowUs, long awakeUs)
    {
        CheckResult result = conclusion.Result;
        if (result.Outcome == CheckOutcome.Inconclusive)
        {
            _sight.Miss(result.Reason);
        }

        int index = _table.Plan.Monitors[conclusion.Monitor].FirstSubscription;
        foreach (ref readonly Subscription subscription in _table.SubscriptionsOf(conclusion.Monitor))
        {
            _table.Subscriptions[index++].LastUs = awakeUs;
            ref RealState real = ref _table.Reals[subscription.Real];
            Health before = VerdictOf(subscription.Real);
            if (_advice.Take(_table, in subscription, result, nowUs))
            {
                TouchService(_table.Plan.Reals[subscription.Real].Service);
            }

            if (VerdictOf(subscription.Real) != before)
            {
                if (result.Outcome != CheckOutcome.Inconclusive)
                {
                    Decide(ref real, in conclusion, result, 1, 1);
                }

                Touch(subscription.Real);
            }
        }
    }

    private static void Decide(
        ref RealState real, in Conclusion conclusion, CheckResult result, uint count, uint threshold)
    {
        real.Reason = result.Reason;
        real.Number = result.Number;
        real.Count = count;
        real.Threshold = threshold;
        real.CheckUs = conclusion.CheckUs;
        real.Detail = conclusion.Detail;
    }

    /// <summary>Takes an operator's order; one from before the checks began finds nothing to look at.</summary>
    public void Order(in Fact order, bool hasBegun)
    {
        _facts.Post(order);
        if (Ordering.Take(_table, in order) && hasBegun)
        {
            _slowStart.Returns(order.Real, order.TimeUs);
        }

        if (hasBegun)
        {
            TouchService(order.Service);
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
        _slowStart.Settle(nowUs);
        _sight.Tell(_facts, nowUs);
    }

    private void Rule(
        int index, in Subscription subscription, in Conclusion conclusion, CheckOutcome outcome, long nowUs)
    {
        ref JudgeState state = ref _table.Subscriptions[index];
        Health before = state.Health;
        (uint rise, uint fall) = (subscription.Timing.Rise, subscription.Timing.Fall);
        ref RealState real = ref _table.Reals[subscription.Real];
        long holdUs = FlapHold.HoldUs(real.Falls, in _table.Plan.Reals[subscription.Real]);
        long stableUs = Math.Max(subscription.Timing.StableForUs, holdUs);
        JudgeRuling ruling = Judge.Rule(
            ref state, rise, fall, subscription.Timing.FailAfterUs, outcome, nowUs, stableUs);
        if (ruling == JudgeRuling.None)
        {
            return;
        }

        real.ChecksUp -= (ushort)(before == Health.Up ? 1 : 0);
        real.ChecksDown -= (ushort)(before == Health.Down ? 1 : 0);
        real.ChecksUp += (ushort)(state.Health == Health.Up ? 1 : 0);
        real.ChecksDown += (ushort)(state.Health == Health.Down ? 1 : 0);
        if (VerdictOf(subscription.Real) == (ruling == JudgeRuling.Risen ? Health.Down : Health.Up))
        {
            // The other checks still decide: their reason stands.
            Touch(subscription.Real);
            return;
        }

        bool risen = ruling == JudgeRuling.Risen;
        CheckResult result = ruling == JudgeRuling.NoSuccess
            ? new CheckResult(CheckReason.NoSuccess) : conclusion.Result;
        Decide(ref real, in conclusion, result, risen ? state.Passes : state.Fails, risen ? rise : fall);
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

    private void TouchServicesOf(int monitor)
    {
        foreach (ref readonly Subscription subscription in _table.SubscriptionsOf(monitor))
        {
            TouchService(_table.Plan.Reals[subscription.Real].Service);
        }
    }

    /// <summary>Up when enough checks are, down when that cannot be any more, else without a verdict.</summary>
    private Health VerdictOf(int real)
    {
        ref readonly RealState state = ref _table.Reals[real];
        ref readonly RealPlan plan = ref _table.Plan.Reals[real];
        if (state.IsAdvisedDown)
        {
            return Health.Down;
        }

        if (plan.HasAgent && !state.IsAgentAsked && !state.IsVerified)
        {
            // With its first weight it is to be the one that its agent wants.
            return state.ChecksDown > plan.CheckCount - plan.RequiredCount ? Health.Down : Health.Unverified;
        }

        return state.ChecksUp >= plan.RequiredCount ? Health.Up
            : state.ChecksDown > plan.CheckCount - plan.RequiredCount ? Health.Down
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
        if (!up)
        {
            _slowStart.IsDown(real);
        }

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
        if (!up && !state.IsAdvisedDown)
        {
            FlapHold.Note(_table, _facts, real, nowUs);
        }

        state.IsUp = up;
        state.SinceUs = nowUs;
        if (up)
        {
            _slowStart.CameUp(real, nowUs);
        }

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
            { TimeUs = nowUs, Service = service, A = state.Up, B = _table.CarryingOf(service) });
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

    private static int Clamp(uint count) => (int)Math.Min(count, int.MaxValue);
}
