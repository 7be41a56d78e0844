using LvsMon.Core.Control;
using LvsMon.Core.Events;
using LvsMon.Core.Lvs;
using LvsMon.Core.Metrics;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Notify;
using LvsMon.Core.Orders;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Daemon;

/// <summary>The control socket in the simulated daemon's life, put together as <c>RunningDaemon</c> and
/// <c>ListeningPoints</c> do it.</summary>
internal sealed class SimulatedControl : IReloader, IDaemonCounts
{
    private static readonly ReloadReport Unreadable = new() { Lines = ["lvsmon.conf:1: error: no"], Errors = 1 };
    private readonly World _world;
    private MonitorLoop? _loop;
    private ControlServer? _server;
    private ControlAnswers? _answers;
    private SyslogSink? _log;
    private NotifySink? _notify;

    /// <summary>Makes what stands in the stream of facts.</summary>
    public SimulatedControl(World world, Plan plan, DetailPool details)
    {
        _world = world;
        Events = new EventSink(plan, details, world.Clock, world.WallClock, "sim");
        Counters = new MetricCounters(plan);
    }

    /// <summary>The stream of events.</summary>
    public EventSink Events { get; }

    /// <summary>What the metrics count.</summary>
    public MetricCounters Counters { get; }

    /// <summary>When a turn must end for the clients' sake.</summary>
    public long NextUs => _server?.NextUs ?? long.MaxValue;

    /// <inheritdoc/>
    public long LogLines => _log!.SentLines;

    /// <inheritdoc/>
    public long LostLines => _log!.LostLines;

    /// <inheritdoc/>
    public int ControlClients => _server?.OpenClients ?? 0;

    /// <inheritdoc/>
    public int MetricsClients => 0;

    /// <inheritdoc/>
    public long NotifyRuns => _notify?.Runs ?? 0;

    /// <inheritdoc/>
    public long NotifyFailures => _notify?.Failures ?? 0;

    /// <inheritdoc/>
    public long NotifySkipped => _notify?.Skipped ?? 0;

    /// <summary>Learns what it shows.</summary>
    public void Attach(
        MonitorLoop loop,
        ITableSink keeper,
        OrderBook orders,
        SessionReporter sessions,
        SyslogSink log,
        NotifySink? notify)
    {
        (_loop, _log, _notify) = (loop, log, notify);
        SimulatedTableView table = new(keeper.Status);
        StatusView status = new(loop, table, orders, sessions, new DaemonIdentity("0", 815, _world.Clock.NowUs));
        MetricPage page = new(new MetricValues(loop, table, Counters, sessions, this, "0", 1));
        _answers = new ControlAnswers(status, orders, loop, this, sessions, page, Events);
    }

    /// <summary>The checks begin: clients may come.</summary>
    public void Open()
    {
        _server = new ControlServer(_world.Control, _answers!);
        _world.Control.IsListening = true;
    }

    /// <summary>Before a turn: answers who asks.</summary>
    public void Serve()
    {
        if (_server is { } server && (_loop!.IsControlRaised || server.NextUs != long.MaxValue || server.HasNews))
        {
            _loop.IsControlRaised = false;
            server.Serve(_world.Clock.NowUs);
        }
    }

    /// <summary>The loop has taken another plan.</summary>
    public void Follow() => _answers!.Follow();

    /// <summary>The end begins: all clients are let go.</summary>
    public void Close()
    {
        _server?.Close();
        _server = null;
        _world.Control.IsListening = false;
    }

    /// <inheritdoc/>
    public ReloadReport Reload(bool force, bool dryRun) => Unreadable;
}
