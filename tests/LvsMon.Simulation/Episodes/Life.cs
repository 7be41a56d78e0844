using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Orders;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Simulation.Checkers;
using LvsMon.Simulation.Daemon;
using LvsMon.Simulation.Surroundings;

namespace LvsMon.Simulation.Episodes;

/// <summary>One daemon from its start to its end or death, with everybody who watches it.</summary>
internal sealed class Life
{
    private readonly World _world;
    private readonly FactWatch _facts;
    private readonly LastSink _last;
    private readonly LogWatch _log;
    private readonly TableGuard _guard;
    private readonly Totals _totals;
    private readonly SessionOracle _sessions;
    private readonly NotifyOracle? _notify;
    private readonly ControlTruth _truth;
    private readonly bool _isCold;
    private VerdictOracle _oracle;
    private bool[] _isHeld;
    private bool _wasDoubting;
    private bool _isReloading;
    private bool _areHoldsUnsure;
    private long _takenTurn;
    private long _started;
    private int _mostLines;

    /// <summary>A daemon begins in the world as it is.</summary>
    public Life(World world, Plan plan, DaemonKind kind, Watchers watchers, Totals totals)
    {
        _world = world;
        _facts = watchers.Facts;
        _log = watchers.Log;
        _guard = watchers.Guard;
        _totals = totals;
        _isCold = kind.IsCold;
        _facts.Begin();
        _log.Begin();
        _guard.Begin(plan, kind, world.StateFile.Content);
        _guard.Trace = totals.Trace is { } trace ? line => trace.Add(world.Clock.NowUs, line) : null;
        totals.Trace?.AddBeginning(world.Clock.NowUs, plan);
        Orders = new OrderOracle(plan);
        _guard.Orders = Orders;
        _truth = new ControlTruth(Orders, _facts);
        world.Control.Truth = _truth;
        _oracle = new VerdictOracle(plan, [], world.Clock.NowUs, world.Sockets.NoticedUs, Orders);
        _isHeld = new bool[plan.Reals.Length];
        _last = new LastSink(_facts);
        _facts.Listener = Told;
        _sessions = new SessionOracle(world, plan);
        world.Sessions.Watch = _sessions;
        world.Ipvsadm.Watch = _guard;
        world.Log.Reader = _log;
        world.Attempts.Begin(plan);
        Daemon = new SimulatedDaemon(world, plan, kind, _facts, _last)
        {
            LateAdoption = AdoptLate,
            Beginning = Begin,
            Stopping = Stop,
        };
        _sessions.View = Daemon.Sessions;
        _truth.Given = real => Daemon.Orders[real];
        if (Daemon.Notify is not null)
        {
            _notify = new NotifyOracle(world, plan) { Truth = (_oracle, Orders) };
            world.Notify.Watch = _notify;
        }

        world.Attempts.MonitorOf = slot => Daemon.Loop.Attempts[slot].Monitor;
        _guard.IsAdopted = Daemon.Keeper.IsAdopted;
        _guard.WasFound = real => Daemon.Writer?.WasIn(real) ?? false;
        world.OrdersFile.Written = NoteSaved;
        Daemon.Start();
        CheckRestored();
    }

    /// <summary>The daemon.</summary>
    public SimulatedDaemon Daemon { get; }

    /// <summary>What is ordered.</summary>
    public OrderOracle Orders { get; }

    /// <summary>The programs that are told; null for a shadow.</summary>
    public NotifyOracle? Notify => _notify;

    /// <summary>The reports on sessions.</summary>
    public SessionOracle Sessions => _sessions;

    /// <summary>What is up.</summary>
    public VerdictOracle Oracle => _oracle;

    /// <summary>Documents of the control socket that were compared with the truth.</summary>
    public long Compared => _truth.Compared;

    /// <summary>The names of the running plan.</summary>
    public PlanNames Names => _guard.Names;

    /// <summary>Facts of a kind that this daemon has told.</summary>
    public int Count(FactKind kind) => _facts.Count(kind);

    /// <summary>One turn, and all that is looked at after it.</summary>
    /// <returns>Signals that ask for something.</returns>
    public SignalSet Step()
    {
        _world.PassHeldTime();
        long begunUs = _world.Clock.NowUs;
        _world.Control.Act();
        (int writes, int saved) = (_world.StateFile.Writes, _world.OrdersFile.Writes);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        Daemon.Turn();
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        _totals.Turns++;
        if (bytes != 0 && !_totals.IsWarmingUp && _totals.Trace is null && writes == _world.StateFile.Writes
            && saved == _world.OrdersFile.Writes)
        {
            throw new AllocationFailure($"a turn allocated {bytes} bytes");
        }

        if (Daemon.Phase <= DaemonPhase.Running)
        {
            AfterTurn();
        }

        _notify?.AfterTurn(Daemon.Notify!);
        _sessions.AfterTurn(_totals.Turns, Daemon.Phase <= DaemonPhase.Running);
        _last.AfterTurn();
        _world.Control.AfterTurn(begunUs);
        _truth.AfterTurn();
        _world.Sockets.IsAwake = false;
        return Daemon.BetweenTurns();
    }

    /// <summary>An operator gives an order.</summary>
    public void Order(in StormEvent one)
    {
        if (Daemon.Phase != DaemonPhase.Running)
        {
            return;
        }

        int real = one.A % Daemon.Plan.Reals.Length;
        Order before = Daemon.Orders[real];
        Order order = (one.B % 8) switch
        {
            0 or 1 => new Order(OrderKind.Disabled, before.Weight),
            2 or 3 => new Order(OrderKind.Draining, before.Weight)
            { LimitUs = one.C % 2 == 0 ? -1 : one.C % 15_000_000 },
            4 => before with { Weight = one.C % 12 },
            _ => Core.Orders.Order.None,
        };
        Daemon.Orders.Give(real, order, 0, _world.Clock.NowUs);
        _totals.Orders++;
    }

    /// <summary>Somebody comes to the control socket.</summary>
    public void Visit(in StormEvent one)
    {
        if (_world.Control.IsListening)
        {
            Visits.Make(one, _world.Control, Daemon.Plan);
        }
    }

    /// <summary>A reload that is taken.</summary>
    public void Reload(PlanChange change)
    {
        TakeConclusions();
        PlanMatch match = new(change.Old, change.New);
        Orders.Follow(match);
        _totals.Trace?.Add(_world.Clock.NowUs, $"reload, reals were {string.Join(' ', match.OldReal)}");
        _oracle.Follow(match, _world.Clock.NowUs);
        _guard.Follow(change.New);
        _notify?.Follow(match);
        _sessions.Follow(match);
        bool[] isHeld = new bool[change.New.Reals.Length];
        for (int real = 0; real < isHeld.Length; real++)
        {
            isHeld[real] = match.OldReal[real] >= 0 && _isHeld[match.OldReal[real]];
        }

        _isHeld = isHeld;
        _isReloading = true;
        _areHoldsUnsure = true;
        Daemon.Reload(change);
        _truth.Follow(Names, _oracle);
        _truth.IsKnown = false;
        _world.Attempts.Follow(match);
        _totals.Reloads++;
    }

    /// <summary>The daemon begins its regular end.</summary>
    public void End() => Daemon.End();

    /// <summary>All lines have arrived.</summary>
    public void CheckLog() => _log.AtRest();

    private void Stop()
    {
        _notify?.End();
        _sessions.End();
    }

    private void Begin(bool[] adopted)
    {
        Plan plan = Daemon.Plan;
        bool isKnown = Daemon.Keeper.StartRead == StartRead.Done;
        for (int real = 0; real < adopted.Length; real++)
        {
            TableService? service = _guard.AtStart.Find(Names.SelectorOf(plan.Reals[real].Service));
            bool isThere = isKnown && service?.Find(Names.EndpointOf(real)) >= 0;
            bool isRight = adopted[real] == (isThere && !_isCold && !plan.Reals[real].Unmonitored);
            if (Daemon.Writer is not null && !isRight)
            {
                throw new SimulationFailure($"{plan.Reals[real].Endpoint} in the table: {isThere}, adopted otherwise");
            }
        }

        _oracle = new VerdictOracle(plan, adopted, _world.Clock.NowUs, _world.Sockets.NoticedUs, Orders);
        _guard.Judge(_oracle);
        _truth.Follow(Names, _oracle);
        _truth.IsKnown = true;
        if (_notify is not null)
        {
            _notify.Truth = (_oracle, Orders);
        }
    }

    private void AdoptLate(int real) => _oracle.Adopt(real);

    private void Told(Fact fact)
    {
        _totals.Trace?.Add(
            fact.TimeUs, $"{fact.Kind} service {fact.Service} real {fact.Real} {fact.Reason} A {fact.A}");
        _isReloading &= fact.Kind != FactKind.Reload;
        if (!_isReloading)
        {
            // What a reload decides is told in the turn after it, before that turn's results count.
            TakeConclusions();
        }

        _oracle.Holds.Told(fact);
        if (fact.Kind is FactKind.Up or FactKind.Down or FactKind.NotifyFailed or FactKind.NotifyBack)
        {
            _notify?.Told(fact, Daemon.Details);
        }

        switch (fact.Kind)
        {
            case FactKind.Up or FactKind.Down:
                _oracle.Told(fact, KeptOf(fact.Real));
                break;
            case FactKind.Confirmed:
                _oracle.Confirmed(fact);
                break;
            case FactKind.Ordered or FactKind.Drained:
                _oracle.BeforeOrder(fact.Real);
                _oracle.AfterOrder(fact, returns: Orders.Told(fact));
                break;
            case FactKind.Ramped:
                _oracle.Ramps.Stepped(fact, _world.Sockets.NoticedUs);
                break;
            case FactKind.SlowStart:
                _oracle.Ramps.Told(fact, _oracle.IsUp(fact.Real));
                break;
            case FactKind.Empty or FactKind.Served or FactKind.Blind or FactKind.Seeing:
                _oracle.Services.Told(fact);
                break;
            case FactKind.Isolated or FactKind.Connected:
                _oracle.Services.Told(fact);
                _guard.Isolated(fact.TimeUs, fact.Kind == FactKind.Isolated);
                break;
            case FactKind.Held or FactKind.Released:
                ToldHeld(fact);
                break;
            case FactKind.Adopted:
                _guard.Adopted();
                _sessions.Told(fact, Daemon.Details);
                break;
            case FactKind.Sessions or FactKind.SetSessions or FactKind.ServiceSessions or FactKind.RealSessions
                or FactKind.NoSessions or FactKind.SessionsAgain:
                _sessions.Told(fact, Daemon.Details);
                break;
        }
    }

    private void ToldHeld(in Fact fact)
    {
        bool isHeld = fact.Kind == FactKind.Held;
        if (_isHeld[fact.Real] == isHeld || (isHeld && _oracle.IsUp(fact.Real)))
        {
            throw new SimulationFailure($"{fact.Kind} of real server {fact.Real} is told and not so");
        }

        _isHeld[fact.Real] = isHeld;
    }

    /// <summary>A doubt may have held it, and so may a floor that a reload has just brought.</summary>
    private Kept KeptOf(int real) =>
        Orders.Weight(real) > 0 && _isHeld[real] && !_areHoldsUnsure ? Kept.Whole
        : _wasDoubting || _areHoldsUnsure ? Kept.Either
        : Kept.No;

    /// <summary>What was saved must hold at the next start.</summary>
    private void NoteSaved()
    {
        _world.SavedOrders.Clear();
        Plan plan = Daemon.Plan;
        for (int real = 0; real < plan.Reals.Length; real++)
        {
            Order order = Daemon.Orders[real];
            _world.SavedOrders[Id(plan, real)] = (order.Kind, order.Weight);
        }
    }

    private void CheckRestored()
    {
        Plan plan = Daemon.Plan;
        for (int real = 0; real < plan.Reals.Length; real++)
        {
            Order order = Daemon.Orders[real];
            (OrderKind, int) saved = _world.SavedOrders.GetValueOrDefault(Id(plan, real), (OrderKind.None, -1));
            if (Daemon.Writer is not null && (order.Kind, order.Weight) != saved)
            {
                throw new SimulationFailure($"{plan.Reals[real].Endpoint} begins with {order}, {saved} was saved");
            }
        }
    }

    private static (ServiceKey Key, Endpoint Endpoint) Id(Plan plan, int real) =>
        (plan.Services[plan.Reals[real].Service].Key, plan.Reals[real].Endpoint);

    private void TakeConclusions()
    {
        MonitorLoop loop = Daemon.Loop;
        if (_takenTurn == loop.Counters.Turns || Daemon.Phase > DaemonPhase.Running)
        {
            return;
        }

        _takenTurn = loop.Counters.Turns;
        long awakeUs = _world.SeenUs - _world.Sockets.NoticedUs;
        foreach (ref readonly Conclusion conclusion in loop.Conclusions)
        {
            CheckReason reason = conclusion.Result.Reason;
            _world.Attempts.Conclude(conclusion.Monitor, conclusion.Result, conclusion.CheckUs);
            _oracle.Take(conclusion.Monitor, conclusion.Result.Outcome, reason, awakeUs);
        }
    }

    private void AfterTurn()
    {
        TakeConclusions();
        _oracle.AfterTurn(_world.Clock.NowUs, _world.Sockets.NoticedUs);
        _truth.IsKnown = true;
        _wasDoubting = _oracle.Services.IsIsolated;
        _areHoldsUnsure = _isReloading;
        MonitorLoop loop = Daemon.Loop;
        long started = loop.Counters.Started;
        if (started - _started > MonitorLoop.StartsPerTurn)
        {
            throw new SimulationFailure($"{started - _started} starts in a turn");
        }

        _started = started;
        _mostLines = Math.Max(_mostLines, (2 * Daemon.Log.Capacity) + (3 * loop.Plan.Services.Length));
        if (Daemon.Log.Pending > _mostLines)
        {
            throw new SimulationFailure($"{Daemon.Log.Pending} lines wait");
        }

        _world.Attempts.AfterTurn(loop.Attempts.InFlight);
    }
}
