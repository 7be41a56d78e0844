using System;
using LvsMon.Core.Config;
using LvsMon.Core.Control;
using LvsMon.Core.Metrics;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Transitions;
using LvsMon.Linux.Sockets;

namespace LvsMon.Composition;

/// <summary>All sockets that clients come to, and what they are answered.</summary>
internal sealed class ListeningPoints : IDisposable
{
    private readonly MonitorLoop _loop;
    private readonly ControlAnswers _answers;
    private readonly ControlPoint _control;
    private readonly MetricsPoint _metrics;
    private GlobalSettings? _next;
    private bool _isServing;

    /// <summary>Prepares them; opens nothing yet.</summary>
    public ListeningPoints(
        DaemonSettings settings,
        IWaitRegistry registry,
        MonitorLoop loop,
        ControlAnswers answers,
        MetricPage page,
        DaemonCounts counts)
    {
        _loop = loop;
        _answers = answers;
        _control = new ControlPoint(settings, registry, _answers);
        _metrics = new MetricsPoint(registry, page);
        counts.Control = _control;
        counts.Metrics = _metrics;
    }

    /// <summary>When <see cref="Serve"/> must be called although nobody woke the loop; <see cref="long.MaxValue"/> for
    /// never.</summary>
    public long NextUs => Math.Min(_control.NextUs, _metrics.NextUs);

    /// <summary>True when there is something to serve, or somebody's time may be over.</summary>
    public bool IsDue => _loop.IsControlRaised || NextUs != long.MaxValue || _control.HasNews;

    /// <summary>Opens what the settings want and is not open yet; what cannot be opened is told.</summary>
    public void Open(GlobalSettings global, FactStream facts, long nowUs)
    {
        Trouble.Tell(facts, FactKind.NoControl, _control.Open(global), nowUs);
        Trouble.Tell(facts, FactKind.NoMetrics, _metrics.Open(global), nowUs);
    }

    /// <summary>Takes over the plan that the loop has taken, and the places that it names.</summary>
    public void Follow(GlobalSettings global, FactStream facts, long nowUs)
    {
        _answers.Follow();
        if (_isServing)
        {
            // A client has asked for the reload: its socket is not closed before it has been served.
            _next = global;
            return;
        }

        Open(global, facts, nowUs);
    }

    /// <summary>Answers who asks; a bounded piece of work, but for a reload.</summary>
    public void Serve(FactStream facts, long nowUs)
    {
        _loop.IsControlRaised = false;
        _isServing = true;
        _control.Serve(nowUs);
        _metrics.Serve(nowUs);
        _isServing = false;
        if (_next is { } next)
        {
            _next = null;
            Open(next, facts, nowUs);
        }
    }

    /// <summary>Lets all clients go and removes the sockets.</summary>
    public void Close()
    {
        _control.Close();
        _metrics.Close();
    }

    /// <inheritdoc/>
    public void Dispose() => Close();
}
