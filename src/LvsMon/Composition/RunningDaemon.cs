using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using LvsMon.Core.Control;
using LvsMon.Core.Events;
using LvsMon.Core.Lvs;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Metrics;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Orders;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Linux.Files;
using LvsMon.Linux.Processes;
using LvsMon.Linux.Time;
using Microsoft.Extensions.Logging;

namespace LvsMon.Composition;

/// <summary>All parts of the daemon, put together: the only place that sees everything. It decides nothing
/// itself.</summary>
internal sealed class RunningDaemon : IDisposable
{
    /// <summary>The keeper ends by itself within 15 s; this is for a keeper that does not, microseconds.</summary>
    private const long EndUs = 17_000_000;

    /// <summary>How long the last lines may take to leave, microseconds.</summary>
    private const long LastLinesUs = 500_000;

    /// <summary>After the first second everything that is made once has been made, microseconds.</summary>
    private const long SettlingUs = 1_000_000;

    private readonly MonotonicClock _clock = new();
    private readonly IProgramSet _sockets;
    private readonly SignalLatch _signals;
    private readonly ICommandRunner _runner;
    private readonly NotifyPoint _notify;
    private readonly FactStream _facts;
    private readonly ITableSink _keeper;
    private readonly SessionList? _sessionList;
    private readonly MonitorLoop _loop;
    private readonly OrderBook _orders;
    private readonly ListeningPoints _points;
    private readonly SupervisorPoint _supervisor;
    private readonly ThreadPin _pin = new();
    private readonly int? _givenCpu;
    private readonly EventSink _events;
    private readonly EventFile _eventFile;
    private readonly List<SyslogSink> _logs;
    private readonly List<IPlanFollower> _followers;
    private readonly Ready[] _ready = new Ready[16];
    private SignalSet _waiting;
    private long _begunUs;
    private long _settledBytes = -1;

    /// <summary>Puts a daemon together; nothing is read or checked yet.</summary>
    /// <param name="settings">The command line.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="output">Where <c>dry-run</c> prints.</param>
    /// <param name="narrator">Another listener, null for none.</param>
    /// <param name="logger">Is told every result (<c>--verbose</c>), null for nobody.</param>
    public RunningDaemon(
        DaemonSettings settings,
        Plan plan,
        TextWriter output,
        Func<DetailPool, IFactSink>? narrator = null,
        ILogger? logger = null)
    {
        Plan = plan;
        _givenCpu = settings.Cpu;
        (_sockets, var registry) = SocketSets.Create(settings, plan, _clock);
        _signals = new SignalLatch(registry);
        _runner = TableBackend.Create(settings.Table, registry, output);
        _keeper = TableBackend.Sink(settings, plan, _runner);
        SettingKeeper? kernel = settings.KeepsKernel ? new SettingKeeper(plan, new KernelSettings()) : null;
        _sessionList = settings.Table == "ipvsadm" ? new SessionList() : null;
        SessionReporter sessions = new(plan, _sessionList);
        DetailPool details = new();
        LocalWallClock wallClock = new();
        _logs = [.. LogSinks.Create(settings, plan, details, wallClock)];
        DaemonIdentity identity = new(ProgramVersion.Text, Environment.ProcessId, _clock.NowUs);
        _events = new EventSink(plan, details, _clock, wallClock, $"{identity.ProcessId}-{identity.BegunUs}");
        _eventFile = new EventFile(settings, _events.Outlet);
        MetricCounters counters = new(plan);
        List<IFactSink> sinks = [_keeper, counters];
        if (kernel is not null)
        {
            sinks.Add(kernel);
        }

        _notify = new NotifyPoint(settings, plan, registry, details, wallClock);
        IFactSink[] narrators = narrator is null ? [] : [narrator(details)];
        sinks.AddRange([sessions, .. _logs, _events, .. _notify.Sinks, .. narrators]);

        // Behind all others: a turn counts as one only when they have done theirs.
        _supervisor = new SupervisorPoint(settings, _clock.NowUs);
        if (_supervisor.Sink is { } supervisor)
        {
            sinks.Add(supervisor);
        }

        _facts = new FactStream(details, [.. sinks]);
        _loop = new MonitorLoop(plan, _clock, _sockets, _facts, logger, SecretNumber.Draw());
        _notify.Attach(_loop);

        _supervisor.Attach(_loop, _keeper.Status);

        // The log first: what waits there still speaks of the old plan. The loop last: its facts speak of the new one.
        _followers = [.. _logs, _events, _keeper, counters];
        if (kernel is not null)
        {
            _followers.Add(kernel);
        }

        _followers.AddRange([.. narrators.OfType<IPlanFollower>(), .. _notify.Sinks, sessions, _loop]);
        TableView table = new(settings.Shadow ? "shadow" : settings.Table, _keeper.Status);
        DrainView drain = new(_loop, table, sessions);
        _orders = new OrderBook(_loop, _facts, TableBackend.OrdersFile(settings), drain);
        _followers.Add(_orders);
        StatusView status = new(_loop, table, _orders, sessions, identity);
        DaemonCounts counts = new(_logs, _notify.Sink);
        long startedUs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * DurationText.UsPerMs;
        MetricPage page = new(
            new MetricValues(_loop, table, counters, sessions, counts, ProgramVersion.Text, startedUs));
        ControlAnswers answers = new(status, _orders, _loop, Door, sessions, page, _events);
        _points = new ListeningPoints(settings, registry, _loop, answers, page, counts);
    }

    /// <summary>Where the control socket's reloads come out.</summary>
    public ReloadDoor Door { get; } = new();

    /// <summary>The running plan.</summary>
    public Plan Plan { get; private set; }

    /// <summary>What the loop has done so far.</summary>
    public LoopCounters Counters => _loop.Counters;

    /// <summary>The clock of the loop.</summary>
    public IClock Clock => _clock;

    /// <summary>What runs ipvsadm's commands.</summary>
    public ICommandRunner Table => _runner;

    /// <summary>Reads the kernel's table, for as long as ipvsadm may take; a signal to end makes it shorter.</summary>
    public void ReadTable()
    {
        _orders.Restore(_clock.NowUs);
        Trouble.Tell(_facts, FactKind.NoNotices, _supervisor.Why, _clock.NowUs);
        Pin();
        _keeper.BeginStart(_clock.NowUs);
        while (_keeper.StartRead == StartRead.Pending && !_waiting.HasFlag(SignalSet.Terminate))
        {
            _loop.RunTurn();
            _waiting |= Arrived();
        }
    }

    /// <summary>Starts the checks from what was found in the table.</summary>
    public void Begin()
    {
        bool[] adopted = new bool[Plan.Reals.Length];
        for (int real = 0; real < adopted.Length; real++)
        {
            adopted[real] = _keeper.IsAdopted(real);
        }

        _begunUs = _clock.NowUs;
        _loop.Begin(adopted);
        _eventFile.Direct(Plan.Global);
        _points.Open(Plan.Global, _facts, _begunUs);
    }

    /// <summary>One turn, at the latest until a time.</summary>
    public void RunTurn(long untilUs = long.MaxValue)
    {
        if (_points.IsDue)
        {
            _points.Serve(_facts, _clock.NowUs);
        }

        if (_orders.NextUs != long.MaxValue)
        {
            _orders.Tend(_clock.NowUs);
        }

        _loop.RunTurn(Math.Min(untilUs, Math.Min(_points.NextUs, _orders.NextUs)));
        if (_keeper.HasNewAdoptions)
        {
            AdoptLate();
        }

        if (_settledBytes < 0 && _clock.NowUs >= _begunUs + SettlingUs)
        {
            _settledBytes = OwnBytes();
        }
    }

    /// <summary>What the loop has done, on one line, for <c>--verbose</c>.</summary>
    public string Figures()
    {
        LoopCounters counters = _loop.Counters;
        string bytes = _settledBytes < 0 ? "not measured" : $"{OwnBytes() - _settledBytes}";
        return $"{counters.Started} checks in {counters.Turns} turns: {counters.Passed} passed, "
            + $"{counters.Failed} failed, "
            + $"{counters.Inconclusive} inconclusive; largest lag {DurationText.Format(counters.LargestLagUs)}; "
            + $"managed bytes after the first second: {bytes}";
    }

    /// <summary>The signals that have come.</summary>
    public SignalSet TakeSignals()
    {
        SignalSet signals = _waiting | Arrived();
        _waiting = SignalSet.None;
        return signals;
    }

    private SignalSet Arrived()
    {
        if (!_loop.IsSignalRaised)
        {
            return SignalSet.None;
        }

        _loop.IsSignalRaised = false;
        return _signals.Take();
    }

    /// <summary>A reload begins; <see cref="Reload"/> or <see cref="RefuseReload"/> ends it.</summary>
    public void BeginReload() => _supervisor.Sink?.BeginReload(_clock.NowUs);

    /// <summary>Takes a new plan.</summary>
    public void Reload(PlanChange change, string path)
    {
        // What other clients have just ordered speaks of the old plan.
        _facts.Flush(_clock.NowUs);
        Plan = change.New;
        foreach (IPlanFollower follower in _followers)
        {
            follower.Follow(change);
        }

        _facts.Post(new Fact(FactKind.Reload)
        {
            TimeUs = _clock.NowUs,
            A = change.Added,
            B = change.Removed,
            C = change.Changed,
            D = _keeper.PendingEdits,
            Detail = _facts.Details.Keep(Encoding.ASCII.GetBytes(path)),
        });
        _eventFile.Direct(change.New.Global);
        _points.Follow(change.New.Global, _facts, _clock.NowUs);
        Pin();
    }

    /// <summary>Tells that there is no lock against a second daemon.</summary>
    public void TellNoLock(string why) => _facts.Post(new Fact(FactKind.NoLock)
    {
        TimeUs = _clock.NowUs,
        Detail = _facts.Details.Keep(Encoding.ASCII.GetBytes(why)),
    });

    /// <summary>Tells that a configuration was refused.</summary>
    public void RefuseReload(int errors, string first) => _facts.Post(new Fact(FactKind.ReloadRefused)
    {
        TimeUs = _clock.NowUs,
        A = errors,
        Detail = _facts.Details.Keep(Encoding.ASCII.GetBytes(first)),
    });

    /// <summary>The regular end, in bounded time: no more checks, the table as <c>on-exit</c> says, the last lines
    /// out.</summary>
    public void End()
    {
        _supervisor.Sink?.BeginEnd(_clock.NowUs);
        _points.Close();
        _loop.Stop();
        long nowUs = _clock.NowUs;
        _keeper.Stop(Plan.Global.ClearOnExit, nowUs);
        _notify.Sink?.Stop(nowUs);
        Pump(nowUs + EndUs, () => _keeper.IsIdle && _notify.Sink?.IsIdle != false);
        _facts.Post(new Fact(FactKind.Stopped) { TimeUs = _clock.NowUs, A = (int)_keeper.Outcome });
        Pump(_clock.NowUs + LastLinesUs, () => _logs.TrueForAll(log => log.Pending == 0) && !_events.Outlet.IsBusy);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _supervisor.Dispose();
        _points.Dispose();
        _sessionList?.Dispose();
        _eventFile.Dispose();
        (_runner as IDisposable)?.Dispose();
        _notify.Dispose();
        _signals.Dispose();
        _sockets.Dispose();
    }

    /// <summary>The processor of the loop's thread, which is the one that calls.</summary>
    private void Pin()
    {
        int? processor = _givenCpu ?? Plan.Global.Cpu;
        Trouble.Tell(_facts, FactKind.NotPinned, _pin.Set(processor), _clock.NowUs, processor ?? 0);
    }

    /// <summary>The table could be read only after the checks began: what stands in it is up until its
    /// verdict.</summary>
    private void AdoptLate()
    {
        _keeper.TakeAdoptions();
        for (int real = 0; real < Plan.Reals.Length; real++)
        {
            if (_keeper.IsAdopted(real))
            {
                _loop.Adopt(real);
            }
        }
    }

    private long OwnBytes() => GC.GetAllocatedBytesForCurrentThread() - _loop.LoggedBytes;

    private void Pump(long deadlineUs, Func<bool> isDone)
    {
        long nextUs = _facts.Flush(_clock.NowUs);
        while (!isDone() && _clock.NowUs < deadlineUs)
        {
            _sockets.Wait(Math.Min(nextUs, deadlineUs), _ready);
            _signals.Take();
            nextUs = _facts.Flush(_clock.NowUs);
        }
    }
}
