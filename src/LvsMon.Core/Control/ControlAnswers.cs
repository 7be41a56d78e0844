using System;
using LvsMon.Core.Events;
using LvsMon.Core.Metrics;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Orders;
using LvsMon.Core.Sessions;

namespace LvsMon.Core.Control;

/// <summary>The commands that this daemon answers: for each its <see cref="IControlAnswer"/>.</summary>
public sealed class ControlAnswers
{
    private readonly IControlAnswer?[] _byVerb = new IControlAnswer?[Enum.GetValues<ControlVerb>().Length];
    private readonly StatusView _status;
    private readonly MetricPage _metrics;

    /// <summary>Makes them all; set-up only.</summary>
    /// <param name="status">What <c>status</c> and <c>version</c> show.</param>
    /// <param name="orders">Who takes what is ordered.</param>
    /// <param name="loop">Who checks.</param>
    /// <param name="reloader">Who reads the configuration again.</param>
    /// <param name="sessions">What <c>sessions</c> shows.</param>
    /// <param name="metrics">What <c>metrics</c> shows.</param>
    /// <param name="events">The stream of events, null for none.</param>
    public ControlAnswers(
        StatusView status,
        OrderBook orders,
        MonitorLoop loop,
        IReloader reloader,
        ISessionView sessions,
        MetricPage metrics,
        EventSink? events = null)
    {
        _status = status;
        _metrics = metrics;
        _byVerb[(int)ControlVerb.Version] = new VersionAnswer(status);
        StatusAnswer snapshot = new(status);
        _byVerb[(int)ControlVerb.Status] = snapshot;
        _byVerb[(int)ControlVerb.Events] = events is null ? null : new EventsAnswer(events, status, snapshot);
        foreach (ControlVerb verb in
            (ControlVerb[])[ControlVerb.Disable, ControlVerb.Enable, ControlVerb.Drain, ControlVerb.Weight])
        {
            _byVerb[(int)verb] = new OrderAnswer(verb, status, orders);
        }

        _byVerb[(int)ControlVerb.Why] = new WhyAnswer(status, loop);
        _byVerb[(int)ControlVerb.CheckNow] = new CheckNowAnswer(status, loop);
        _byVerb[(int)ControlVerb.Reload] = new ReloadAnswer(reloader);
        _byVerb[(int)ControlVerb.Sessions] = new SessionsAnswer(status, sessions);
        _byVerb[(int)ControlVerb.Metrics] = new MetricsAnswer(metrics);
    }

    /// <summary>Takes over the plan that the loop has taken; set-up only.</summary>
    public void Follow()
    {
        _status.Follow();
        _metrics.Follow();
    }

    /// <summary>The answer to a command; null for one that is not answered here.</summary>
    internal IControlAnswer? For(ControlVerb verb) => _byVerb[(int)verb];
}
