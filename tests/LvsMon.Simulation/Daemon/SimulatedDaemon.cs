using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Lvs;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Lvs.Shadow;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Notify;
using LvsMon.Core.Orders;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Daemon;

/// <summary>
/// The daemon's real parts over simulated surroundings, put together as <c>RunningDaemon</c> does it and living as
/// <c>Daemon</c> has it live, one turn a call.
/// </summary>
internal sealed class SimulatedDaemon
{
    private const long EndUs = 17_000_000;
    private const long LastLinesUs = 500_000;

    private readonly World _world;
    private readonly FactStream _facts;
    private readonly ITableSink _keeper;
    private readonly TableKeeper? _writer;
    private readonly MonitorLoop _loop;
    private readonly SyslogSink _log;
    private readonly List<IPlanFollower> _followers;
    private readonly Ready[] _ready = new Ready[16];
    private SignalSet _waiting;
    private long _pumpUntilUs;
    private long _nextUs;

    /// <summary>Puts it together; nothing is read or checked yet.</summary>
    public SimulatedDaemon(World world, Plan plan, DaemonKind kind, IFactSink first, IFactSink last)
    {
        _world = world;
        Plan = plan;
        bool isShadow = kind.IsShadow;
        TableKeeperOptions options = new() { Cold = kind.IsCold, OwnedFile = isShadow ? null : world.StateFile };
        _writer = isShadow ? null : new TableKeeper(plan, world.Ipvsadm, options);
        _keeper = _writer ?? (ITableSink)new TableShadow(plan, world.Ipvsadm, world.Differences, options);
        SettingKeeper kernel = new(plan, world.Settings);
        Sessions = new SessionReporter(plan, world.Sessions);
        DetailPool details = new();
        Rfc3164Framing framing = new(world.WallClock, LogFacility.Daemon, 815);
        _log = new SyslogSink(plan, details, new LineLogger(world.Log, framing));
        LoopServiceCounts counts = new();
        Notify = isShadow ? null : new NotifySink(plan, world.Notify, details, counts, world.WallClock);
        Control = kind.HasControl ? new SimulatedControl(world, plan, details) : null;
        IFactSink[] shown = Control is null ? [] : [Control.Counters, Control.Events];
        _facts = isShadow
            ? new FactStream(details, [first, _keeper, Sessions, _log, .. shown, last])
            : new FactStream(details, [first, _keeper, kernel, Sessions, _log, .. shown, Notify!, last]);
        _loop = new MonitorLoop(plan, world.Clock, world.Sockets, _facts, seed: world.NextSecret());
        Orders = new OrderBook(_loop, _facts, isShadow ? null : world.OrdersFile, new SimulatedDrains(world.Clock));
        counts.Attach(_loop);
        _followers = isShadow
            ? [_log, _keeper, Sessions, _loop, Orders] : [_log, _keeper, kernel, Notify!, Sessions, _loop, Orders];
        if (Control is not null)
        {
            _followers.InsertRange(1, [Control.Events, Control.Counters]);
            Control.Attach(_loop, _keeper, Orders, Sessions, _log, Notify);
        }
    }

    /// <summary>The running plan.</summary>
    public Plan Plan { get; private set; }

    /// <summary>Where its life stands.</summary>
    public DaemonPhase Phase { get; private set; }

    /// <summary>The loop.</summary>
    public MonitorLoop Loop => _loop;

    /// <summary>What operators have ordered.</summary>
    public OrderBook Orders { get; }

    /// <summary>The table's part.</summary>
    public ITableSink Keeper => _keeper;

    /// <summary>The table's part that writes; null for a shadow.</summary>
    public TableKeeper? Writer => _writer;

    /// <summary>The programs' part; null for a shadow, which calls nobody.</summary>
    public NotifySink? Notify { get; }

    /// <summary>The control socket; null where there is none.</summary>
    public SimulatedControl? Control { get; }

    /// <summary>The reports on sessions.</summary>
    public SessionReporter Sessions { get; }

    /// <summary>The texts of the facts.</summary>
    public DetailPool Details => _facts.Details;

    /// <summary>The log's part.</summary>
    public SyslogSink Log => _log;

    /// <summary>Is told of real servers that were adopted after the checks began.</summary>
    public Action<int> LateAdoption { get; set; } = _ => { };

    /// <summary>Is told when the checks begin, and what was adopted.</summary>
    public Action<bool[]> Beginning { get; set; } = _ => { };

    /// <summary>Is told when the checks have ended and the rest begins to.</summary>
    public Action Stopping { get; set; } = () => { };

    /// <summary>Begins to read the table.</summary>
    public void Start()
    {
        Orders.Restore(_world.Clock.NowUs);
        _keeper.BeginStart(_world.Clock.NowUs);
    }

    /// <summary>One turn of whatever phase it is in; what <see cref="Beginning"/> allocates is not its.</summary>
    public void Turn()
    {
        switch (Phase)
        {
            case DaemonPhase.Reading or DaemonPhase.Running:
                Control?.Serve();
                if (Phase == DaemonPhase.Running && Orders.NextUs != long.MaxValue)
                {
                    Orders.Tend(_world.Clock.NowUs);
                }

                long askedUs = Control?.NextUs ?? long.MaxValue;
                _loop.RunTurn(Phase == DaemonPhase.Running ? Math.Min(Orders.NextUs, askedUs) : long.MaxValue);
                if (Phase == DaemonPhase.Running && _keeper.HasNewAdoptions)
                {
                    AdoptLate();
                }

                break;
            default:
                _world.Sockets.Wait(Math.Min(_nextUs, _pumpUntilUs), _ready);
                _nextUs = _facts.Flush(_world.Clock.NowUs);
                GoOnEnding();
                break;
        }
    }

    /// <summary>What comes between two turns: the checks begin, signals are taken.</summary>
    /// <returns>The signals that ask for something now.</returns>
    public SignalSet BetweenTurns()
    {
        if (_loop.IsSignalRaised)
        {
            _loop.IsSignalRaised = false;
            _waiting |= _world.TakeSignals();
        }

        if (Phase == DaemonPhase.Reading && _keeper.StartRead != StartRead.Pending
            && !_waiting.HasFlag(SignalSet.Terminate))
        {
            Begin();
        }

        if (Phase == DaemonPhase.Reading && !_waiting.HasFlag(SignalSet.Terminate))
        {
            return SignalSet.None;
        }

        SignalSet signals = _waiting;
        _waiting = SignalSet.None;
        return signals;
    }

    /// <summary>Takes a new plan.</summary>
    public void Reload(PlanChange change)
    {
        Plan = change.New;
        foreach (IPlanFollower follower in _followers)
        {
            follower.Follow(change);
        }

        Control?.Follow();

        _facts.Post(new Fact(FactKind.Reload)
        {
            TimeUs = _world.Clock.NowUs,
            A = change.Added,
            B = change.Removed,
            C = change.Changed,
            D = _keeper.PendingEdits,
            Detail = _facts.Details.Keep("/etc/lvsmon.conf"u8),
        });
    }

    /// <summary>Tells that a configuration was refused.</summary>
    public void RefuseReload(int errors, string first) => _facts.Post(new Fact(FactKind.ReloadRefused)
    {
        TimeUs = _world.Clock.NowUs,
        A = errors,
        Detail = _facts.Details.Keep(Encoding.ASCII.GetBytes(first)),
    });

    /// <summary>Begins the regular end.</summary>
    public void End()
    {
        Control?.Close();
        _loop.Stop();
        long nowUs = _world.Clock.NowUs;
        Stopping();
        _keeper.Stop(Plan.Global.ClearOnExit, nowUs);
        Notify?.Stop(nowUs);
        Phase = DaemonPhase.Ending;
        _pumpUntilUs = nowUs + EndUs;
        _nextUs = _facts.Flush(nowUs);
        GoOnEnding();
    }

    private void Begin()
    {
        bool[] adopted = new bool[Plan.Reals.Length];
        for (int real = 0; real < adopted.Length; real++)
        {
            adopted[real] = _keeper.IsAdopted(real);
        }

        Beginning(adopted);
        _loop.Begin(adopted);
        Control?.Open();
        Phase = DaemonPhase.Running;
    }

    private void AdoptLate()
    {
        _keeper.TakeAdoptions();
        for (int real = 0; real < Plan.Reals.Length; real++)
        {
            if (_keeper.IsAdopted(real))
            {
                _loop.Adopt(real);
                LateAdoption(real);
            }
        }
    }

    private void GoOnEnding()
    {
        long nowUs = _world.Clock.NowUs;
        bool isIdle = _keeper.IsIdle && Notify?.IsIdle != false;
        if (Phase == DaemonPhase.Ending && (isIdle || nowUs >= _pumpUntilUs))
        {
            _facts.Post(new Fact(FactKind.Stopped) { TimeUs = nowUs, A = (int)_keeper.Outcome });
            _pumpUntilUs = nowUs + LastLinesUs;
            _nextUs = _facts.Flush(nowUs);
            Phase = DaemonPhase.LastLines;
        }

        if (Phase == DaemonPhase.LastLines && (_log.Pending == 0 || nowUs >= _pumpUntilUs))
        {
            Phase = DaemonPhase.Ended;
        }
    }
}
