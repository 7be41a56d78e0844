using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// The arena: everything the loop remembers, as arrays sized from one plan. A reload builds a new one and carries
/// over what is the same.
/// </summary>
internal sealed class MonitorTable
{
    /// <summary>Makes the arena of a plan.</summary>
    public MonitorTable(Plan plan)
    {
        Plan = plan;
        Monitors = new MonitorState[plan.Monitors.Length];
        History = new ProbeHistory(plan.Monitors.Length);
        Subscriptions = new JudgeState[plan.Subscriptions.Length];
        Reals = new RealState[plan.Reals.Length];
        Services = new ServiceState[plan.Services.Length];
        foreach (ref RealState real in Reals.AsSpan())
        {
            real.Share = 100;
            real.Advice = Monitoring.Advice.Whole;
        }

        foreach (ref readonly Subscription subscription in plan.Subscriptions.AsSpan())
        {
            bool counts = !plan.Monitors[subscription.Monitor].Program.IsAdvice;
            Services[plan.Reals[subscription.Real].Service].Checks += counts ? 1 : 0;
        }
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>By monitor.</summary>
    public MonitorState[] Monitors { get; }

    /// <summary>What the monitors have said lately.</summary>
    public ProbeHistory History { get; }

    /// <summary>By subscription.</summary>
    public JudgeState[] Subscriptions { get; }

    /// <summary>By real server.</summary>
    public RealState[] Reals { get; }

    /// <summary>By virtual service.</summary>
    public ServiceState[] Services { get; }

    /// <summary>The subscriptions of a monitor.</summary>
    public ReadOnlySpan<Subscription> SubscriptionsOf(int monitor)
    {
        ref readonly MonitorPlan plan = ref Plan.Monitors[monitor];
        return Plan.Subscriptions.AsSpan(plan.FirstSubscription, plan.SubscriptionCount);
    }

    /// <summary>Counts the real servers that are up.</summary>
    public int CountUp()
    {
        int up = 0;
        foreach (ref readonly RealState real in Reals.AsSpan())
        {
            up += real.IsUp ? 1 : 0;
        }

        return up;
    }

    /// <summary>Counts the virtual services that have no real server up.</summary>
    public int CountEmpty()
    {
        int empty = 0;
        foreach (ref readonly ServiceState service in Services.AsSpan())
        {
            empty += service.Up == 0 ? 1 : 0;
        }

        return empty;
    }

    /// <summary>Keeps a result to be shown.</summary>
    public void NoteLast(in Conclusion conclusion, long nowUs)
    {
        History.Note(in conclusion, nowUs);
        ref readonly MonitorPlan plan = ref Plan.Monitors[conclusion.Monitor];
        foreach (ref JudgeState state in Subscriptions.AsSpan(plan.FirstSubscription, plan.SubscriptionCount))
        {
            state.LastCheckUs = conclusion.CheckUs;
            state.LastReason = conclusion.Result.Reason;
            state.LastNumber = conclusion.Result.Number;
        }
    }

    /// <summary>
    /// Sets what is assumed before the first verdicts: up where unmonitored or found in the table, else down.
    /// </summary>
    public void Assume(ReadOnlySpan<bool> adopted, long nowUs)
    {
        for (int real = 0; real < Reals.Length; real++)
        {
            bool unmonitored = Plan.Reals[real].Unmonitored;
            Reals[real].IsUp = unmonitored || (!adopted.IsEmpty && adopted[real]);
            Reals[real].IsVerified = unmonitored;
            Reals[real].SinceUs = nowUs;
        }

        CountServices();
    }

    /// <summary>Takes over what the maps say is the same as in <paramref name="old"/>.</summary>
    public void CarryFrom(MonitorTable old, PlanChange change, long nowUs)
    {
        for (int monitor = 0; monitor < Monitors.Length; monitor++)
        {
            if (change.OldMonitor[monitor] is >= 0 and int before)
            {
                Monitors[monitor] = old.Monitors[before];
            }
        }

        History.CarryFrom(old.History, change);
        CarryReals(old, change, nowUs);
        CarrySubscriptions(old, change);
        CountServices();
        for (int service = 0; service < Services.Length; service++)
        {
            if (change.OldService[service] is >= 0 and int before)
            {
                Services[service].IsServed = old.Services[before].IsServed;
                Services[service].IsEmptyTold = old.Services[before].IsEmptyTold;
                Services[service].IsBlind = old.Services[before].IsBlind;
                Services[service].BlindSinceUs = old.Services[before].BlindSinceUs;
            }
        }
    }

    /// <summary>The interval that the monitor's verdicts ask for now, microseconds.</summary>
    public long WantedIntervalUs(int monitor)
    {
        ref readonly MonitorPlan plan = ref Plan.Monitors[monitor];
        long wanted = long.MaxValue;
        for (int i = plan.FirstSubscription; i < plan.FirstSubscription + plan.SubscriptionCount; i++)
        {
            ref readonly JudgeState state = ref Subscriptions[i];
            ref readonly Subscription subscription = ref Plan.Subscriptions[i];
            bool onlyWaits = state.Health == Health.Down && state.Passes >= subscription.Timing.Rise;
            long interval = onlyWaits ? subscription.Timing.IntervalUs
                : state.IsChanging ? subscription.Timing.FastIntervalUs
                : state.Health == Health.Down ? subscription.Timing.DownIntervalUs
                : subscription.Timing.IntervalUs;
            wanted = Math.Min(wanted, interval);
        }

        return wanted;
    }

    /// <summary>The shortest interval that any state of its subscribers could ask for, microseconds.</summary>
    public long LeastIntervalUs(int monitor)
    {
        long least = long.MaxValue;
        foreach (ref readonly Subscription subscription in SubscriptionsOf(monitor))
        {
            least = Math.Min(least, subscription.Timing.FastIntervalUs);
            least = Math.Min(least, subscription.Timing.DownIntervalUs);
            least = Math.Min(least, subscription.Timing.IntervalUs);
        }

        return least;
    }

    private void CarryReals(MonitorTable old, PlanChange change, long nowUs)
    {
        for (int real = 0; real < Reals.Length; real++)
        {
            ref RealState state = ref Reals[real];
            if (change.OldReal[real] is >= 0 and int before)
            {
                state = old.Reals[before];
                state.ChecksUp = 0;
                state.ChecksDown = 0;
                state.IsTouched = false;
                if (!Plan.Reals[real].HasAgent)
                {
                    state.Advice = Monitoring.Advice.Whole;
                    state.IsAdvisedDown = false;
                    state.IsAgentAsked = false;
                }
            }
            else
            {
                state.SinceUs = nowUs;
                state.IsUp = Plan.Reals[real].Unmonitored;
                state.IsVerified = state.IsUp;
                state.StartsSlowly = true;
            }
        }
    }

    private void CarrySubscriptions(MonitorTable old, PlanChange change)
    {
        for (int i = 0; i < Subscriptions.Length; i++)
        {
            int real = Plan.Subscriptions[i].Real;
            bool isAdvice = IsAdvice(Plan.Subscriptions[i].Monitor);
            if (change.OldSubscription[i] is >= 0 and int before)
            {
                Subscriptions[i] = old.Subscriptions[before];
            }
            else if (!isAdvice && Reals[real].IsVerified && !old.Plan.Reals[change.OldReal[real]].Unmonitored)
            {
                // A changed check keeps the verdict until its own results decide otherwise; what an agent said is none
                // of its own.
                Subscriptions[i].Health = Reals[real].IsUp ? Health.Up
                    : old.Reals[change.OldReal[real]].IsAdvisedDown ? Health.Unverified
                    : Health.Down;
            }
            else if (!isAdvice && change.OldReal[real] >= 0)
            {
                // Monitored from now on: it stays up until it fails, unverified.
                Reals[real].IsVerified = false;
            }

            if (!isAdvice)
            {
                Reals[real].ChecksUp += (ushort)(Subscriptions[i].Health == Health.Up ? 1 : 0);
                Reals[real].ChecksDown += (ushort)(Subscriptions[i].Health == Health.Down ? 1 : 0);
            }
        }
    }

    /// <summary>True when the real server takes connections while it is up: weight 0 is standby, an agent can ask for
    /// it, and an operator can order it out.</summary>
    public bool Carries(int real)
    {
        ref readonly RealState state = ref Reals[real];
        int weight = state.OrderedWeight ?? Plan.Reals[real].Weight;
        return weight > 0 && state.Advice > 0 && state.Order == OrderKind.None;
    }

    /// <summary>How many real servers of a service carry traffic when they are up.</summary>
    public int CarryingOf(int service)
    {
        ServicePlan plan = Plan.Services[service];
        int carrying = 0;
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            carrying += Carries(real) ? 1 : 0;
        }

        return carrying;
    }

    /// <summary>True for a monitor that asks for advice instead of testing a service.</summary>
    public bool IsAdvice(int monitor) => Plan.Monitors[monitor].Program.IsAdvice;

    /// <summary>Takes a real server without a verdict for up: it was found in the table after the start.</summary>
    public void Adopt(int real)
    {
        ref RealState state = ref Reals[real];
        if (state.IsVerified || state.IsUp)
        {
            return;
        }

        ref ServiceState service = ref Services[Plan.Reals[real].Service];
        state.IsUp = true;
        service.Up += Carries(real) ? 1 : 0;
        service.IsServed = service.Up > 0;
    }

    private void CountServices()
    {
        for (int real = 0; real < Reals.Length; real++)
        {
            ref ServiceState service = ref Services[Plan.Reals[real].Service];
            service.Up += Reals[real].IsUp && Carries(real) ? 1 : 0;
            service.Unverified += Reals[real].IsVerified ? 0 : 1;
        }

        for (int service = 0; service < Services.Length; service++)
        {
            Services[service].IsServed = Services[service].Up > 0;
        }

        foreach (ref readonly Subscription subscription in Plan.Subscriptions.AsSpan())
        {
            ref readonly MonitorState monitor = ref Monitors[subscription.Monitor];
            if (monitor.InconclusiveStreak >= Sight.BlindStreak && !IsAdvice(subscription.Monitor))
            {
                ref ServiceState service = ref Services[Plan.Reals[subscription.Real].Service];
                service.BlindChecks++;
                service.BlindReason = monitor.InconclusiveReason;
            }
        }
    }
}
