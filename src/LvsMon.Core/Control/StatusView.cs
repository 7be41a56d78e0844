using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Orders;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>The documents of <c>version</c> and <c>status</c>, read from the loop's own memory at the moment they are
/// written. The members and their order are those of <see cref="ControlCatalogue.Fields"/>.</summary>
public sealed class StatusView
{
    private readonly MonitorLoop _loop;
    private readonly ITableView _table;
    private readonly OrderBook _orders;
    private readonly ISessionView _sessions;
    private readonly DaemonIdentity _identity;
    private string[] _keys;

    /// <summary>Makes the view of a loop, its table and the sessions in it; set-up only.</summary>
    public StatusView(
        MonitorLoop loop, ITableView table, OrderBook orders, ISessionView sessions, DaemonIdentity identity)
    {
        _loop = loop;
        _table = table;
        _orders = orders;
        _sessions = sessions;
        _identity = identity;
        Plan = loop.Table.Plan;
        Names = new ServiceNames(Plan);
        Checks = new RealChecks(Plan);
        _keys = Keys(Plan);
    }

    /// <summary>The running plan.</summary>
    internal Plan Plan { get; private set; }

    /// <summary>Its names.</summary>
    internal ServiceNames Names { get; private set; }

    /// <summary>Its checks by real server.</summary>
    internal RealChecks Checks { get; private set; }

    /// <summary>Rises with each plan.</summary>
    internal int Edition { get; private set; }

    /// <summary>Takes over the plan that the loop has taken; set-up only.</summary>
    public void Follow()
    {
        Plan = _loop.Table.Plan;
        Names = new ServiceNames(Plan);
        Checks = new RealChecks(Plan);
        _keys = Keys(Plan);
        Edition++;
    }

    /// <summary>The table.</summary>
    internal ITableView Table => _table;

    /// <summary>The document <c>version</c>.</summary>
    internal int WriteVersion(Span<byte> buffer, long nowUs)
    {
        DocumentWriter document = new(buffer, "version"u8);
        WriteIdentity(ref document, nowUs);
        return document.End();
    }

    /// <summary>The document <c>daemon</c>.</summary>
    internal int WriteDaemon(Span<byte> buffer, long nowUs)
    {
        DocumentWriter document = new(buffer, "daemon"u8);
        WriteIdentity(ref document, nowUs);
        document.Number("services"u8, Plan.Services.Length);
        document.Number("reals"u8, Plan.Reals.Length);
        document.Number("reals_up"u8, CountUp());
        document.Number("checks"u8, Plan.Monitors.Length);
        LoopCounters counters = _loop.Counters;
        document.Number("in_flight"u8, counters.InFlight);
        document.Number("started"u8, counters.Started);
        document.Number("passed"u8, counters.Passed);
        document.Number("failed"u8, counters.Failed);
        document.Number("inconclusive"u8, counters.Inconclusive);
        document.Number("lag_p99_us"u8, Math.Min(counters.Lag.PercentileUs(99), counters.LargestLagUs));
        document.Number("largest_lag_us"u8, counters.LargestLagUs);
        document.Flag("isolated"u8, _loop.IsIsolated);
        document.Text("table"u8, _table.Kind);
        document.Flag("table_known"u8, _table.IsKnown);
        document.Flag("in_step"u8, _table.IsInStep);
        document.NumberOrNull("read_age_us"u8, Age(_table.ReadUs, nowUs));
        return document.End();
    }

    /// <summary>The document <c>service</c>.</summary>
    internal int WriteService(Span<byte> buffer, int service, long nowUs)
    {
        ServicePlan plan = Plan.Services[service];
        ref readonly ServiceState state = ref _loop.Table.Services[service];
        DocumentWriter document = new(buffer, "service"u8);
        document.Text("service"u8, plan.Name);
        document.Text("key"u8, _keys[service]);
        document.TextOrNull("set"u8, plan.ServiceSet);
        document.Text("scheduler"u8, plan.Scheduler);
        document.Words("forward"u8, plan.Forwarding.Method switch
        {
            ForwardingMethod.Nat => "nat"u8,
            ForwardingMethod.Direct => "direct"u8,
            _ => "tunnel"u8,
        });
        document.Number("up"u8, state.Up);
        document.Number("carrying"u8, _loop.Table.CarryingOf(service));
        document.Number("reals"u8, plan.RealCount);
        document.Flag("blind"u8, state.IsBlind);
        if (plan.Fallback is { } fallback)
        {
            document.Endpoint("fallback"u8, fallback);
        }
        else
        {
            document.Null("fallback"u8);
        }

        document.Flag("fallback_in"u8, plan.Fallback is not null && _table.IsFallbackWanted(service));
        SessionCount sessions = _sessions.OfService(service);
        document.NumberOrNull("active"u8, sessions.Active);
        document.NumberOrNull("inactive"u8, sessions.Inactive);
        document.NumberOrNull("sessions_age_us"u8, Age(_sessions.ReadUs, nowUs));
        return document.End();
    }

    /// <summary>The document <c>real</c>.</summary>
    internal int WriteReal(Span<byte> buffer, int real, long nowUs)
    {
        RealPlan plan = Plan.Reals[real];
        ref readonly RealState state = ref _loop.Table.Reals[real];
        DocumentWriter document = new(buffer, "real"u8);
        document.Text("service"u8, Plan.Services[plan.Service].Name);
        document.Endpoint("real"u8, plan.Endpoint);
        document.Words("state"u8, state.IsUp ? "up"u8 : "down"u8);
        document.Flag("verified"u8, state.IsVerified);
        document.Number("since_us"u8, Math.Max(0, nowUs - state.SinceUs));
        document.Number("weight"u8, plan.Weight);
        document.NumberOrNull("wanted"u8, _table.WantedWeight(real));
        document.NumberOrNull("in_table"u8, _table.IsKnown ? _table.WeightInTable(real) : -1);
        HoldCause hold = _table.HoldOf(real);
        if (hold == HoldCause.None)
        {
            document.Null("held"u8);
        }
        else
        {
            document.Words("held"u8, hold == HoldCause.Floor ? "floor"u8 : "isolation"u8);
        }

        WriteOrder(ref document, real, nowUs);
        document.Number("checks"u8, plan.CheckCount);
        int index = Checks.MostTelling(real, _loop.Table);
        WriteLast(ref document, index, nowUs);
        WriteStreaks(ref document, index);
        SessionCount sessions = _sessions.OfReal(real);
        document.NumberOrNull("active"u8, sessions.Active);
        document.NumberOrNull("inactive"u8, sessions.Inactive);
        return document.End();
    }

    /// <summary>The document <c>order</c>.</summary>
    internal int WriteOrder(Span<byte> buffer, int real, long nowUs)
    {
        RealPlan plan = Plan.Reals[real];
        DocumentWriter document = new(buffer, "order"u8);
        document.Text("service"u8, Plan.Services[plan.Service].Name);
        document.Endpoint("real"u8, plan.Endpoint);
        document.Number("weight"u8, plan.Weight);
        WriteOrder(ref document, real, nowUs);
        return document.End();
    }

    private void WriteOrder(ref DocumentWriter document, int real, long nowUs)
    {
        Order order = _orders[real];
        if (order.Kind == OrderKind.None)
        {
            document.Null("order"u8);
        }
        else
        {
            document.Words("order"u8, order.Kind switch
            {
                OrderKind.Disabled => "disabled"u8,
                OrderKind.Draining => "draining"u8,
                _ => "drained"u8,
            });
        }

        bool drains = order.Kind == OrderKind.Draining;
        document.NumberOrNull("ordered_weight"u8, order.Weight);
        document.NumberOrNull("draining_us"u8, drains ? Math.Max(0, nowUs - order.SinceUs) : -1);
        document.NumberOrNull("drain_limit_us"u8, drains ? order.LimitUs : -1);
    }

    private static long Age(long thenUs, long nowUs) => thenUs < 0 ? -1 : Math.Max(0, nowUs - thenUs);

    private static string[] Keys(Plan plan)
    {
        string[] keys = new string[plan.Services.Length];
        for (int service = 0; service < keys.Length; service++)
        {
            keys[service] = plan.Services[service].Key.ToString();
        }

        return keys;
    }

    private void WriteIdentity(ref DocumentWriter document, long nowUs)
    {
        document.Text("lvsmon"u8, _identity.Version);
        document.Number("pid"u8, _identity.ProcessId);
        document.Number("uptime_us"u8, Math.Max(0, nowUs - _identity.BegunUs));
    }

    private int CountUp()
    {
        int up = 0;
        foreach (ref readonly RealState real in _loop.Table.Reals.AsSpan())
        {
            up += real.IsUp ? 1 : 0;
        }

        return up;
    }

    private void WriteLast(ref DocumentWriter document, int index, long nowUs)
    {
        JudgeState check = index < 0 ? default : _loop.Table.Subscriptions[index];
        ResultMembers.Write(ref document, "last"u8, check.LastReason, check.LastNumber);
        if (check.LastReason == CheckReason.None)
        {
            document.Null("last_age_us"u8);
            document.Null("check_us"u8);
            return;
        }

        document.Number("last_age_us"u8, Math.Max(0, nowUs - _loop.OwnLagUs - check.LastUs));
        document.Number("check_us"u8, check.LastCheckUs);
    }

    private void WriteStreaks(ref DocumentWriter document, int index)
    {
        JudgeState state = index < 0 ? default : _loop.Table.Subscriptions[index];
        Subscription subscription = index < 0 ? default : Plan.Subscriptions[index];
        uint inconclusives = index < 0 ? 0 : _loop.Table.Monitors[subscription.Monitor].InconclusiveStreak;
        document.Number("passes"u8, state.Passes);
        document.Number("fails"u8, state.Fails);
        document.Number("inconclusives"u8, inconclusives);
        document.Number("rise"u8, index < 0 ? 0 : subscription.Timing.Rise);
        document.Number("fall"u8, index < 0 ? 0 : subscription.Timing.Fall);
    }
}
