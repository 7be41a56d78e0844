using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Lvs;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
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
    private readonly bool _isCold;
    private VerdictOracle _oracle;
    private bool[] _isHeld;
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
        _oracle = new VerdictOracle(plan, []);
        _isHeld = new bool[plan.Reals.Length];
        _last = new LastSink(_facts);
        _facts.Listener = Told;
        world.Ipvsadm.Watch = _guard;
        world.Log.Reader = _log;
        world.Attempts.Begin(plan);
        Daemon = new SimulatedDaemon(world, plan, kind, _facts, _last)
        {
            LateAdoption = AdoptLate,
            Beginning = Begin,
        };
        world.Attempts.MonitorOf = slot => Daemon.Loop.Attempts[slot].Monitor;
        _guard.IsAdopted = Daemon.Keeper.IsAdopted;
        _guard.WasFound = real => Daemon.Writer?.WasIn(real) ?? false;
        Daemon.Start();
    }

    /// <summary>The daemon.</summary>
    public SimulatedDaemon Daemon { get; }

    /// <summary>What is up.</summary>
    public VerdictOracle Oracle => _oracle;

    /// <summary>The names of the running plan.</summary>
    public PlanNames Names => _guard.Names;

    /// <summary>Facts of a kind that this daemon has told.</summary>
    public int Count(FactKind kind) => _facts.Count(kind);

    /// <summary>One turn, and all that is looked at after it.</summary>
    /// <returns>Signals that ask for something.</returns>
    public SignalSet Step()
    {
        int writes = _world.StateFile.Writes;
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        Daemon.Turn();
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        _totals.Turns++;
        if (bytes != 0 && !_totals.IsWarmingUp && _totals.Trace is null && writes == _world.StateFile.Writes)
        {
            throw new AllocationFailure($"a turn allocated {bytes} bytes");
        }

        if (Daemon.Phase <= DaemonPhase.Running)
        {
            AfterTurn();
        }

        _last.AfterTurn();
        return Daemon.BetweenTurns();
    }

    /// <summary>A reload that is taken.</summary>
    public void Reload(PlanChange change)
    {
        TakeConclusions();
        PlanMatch match = new(change.Old, change.New);
        _totals.Trace?.Add(_world.Clock.NowUs, $"reload, reals were {string.Join(' ', match.OldReal)}");
        _oracle.Follow(match);
        _guard.Follow(change.New);
        bool[] isHeld = new bool[change.New.Reals.Length];
        for (int real = 0; real < isHeld.Length; real++)
        {
            isHeld[real] = match.OldReal[real] >= 0 && _isHeld[match.OldReal[real]];
        }

        _isHeld = isHeld;
        Daemon.Reload(change);
        _world.Attempts.Follow(match);
        _totals.Reloads++;
    }

    /// <summary>All lines have arrived.</summary>
    public void CheckLog() => _log.AtRest();

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

        _oracle = new VerdictOracle(plan, adopted);
        _guard.Judge(_oracle);
    }

    private void AdoptLate(int real) => _oracle.Adopt(real);

    private void Told(Fact fact)
    {
        _totals.Trace?.Add(
            fact.TimeUs, $"{fact.Kind} service {fact.Service} real {fact.Real} {fact.Reason} A {fact.A}");
        TakeConclusions();
        switch (fact.Kind)
        {
            case FactKind.Up or FactKind.Down:
                _oracle.Told(fact);
                break;
            case FactKind.Confirmed:
                _oracle.Confirmed(fact);
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

    private void TakeConclusions()
    {
        MonitorLoop loop = Daemon.Loop;
        if (_takenTurn == loop.Counters.Turns || Daemon.Phase > DaemonPhase.Running)
        {
            return;
        }

        _takenTurn = loop.Counters.Turns;
        long awakeUs = _world.Clock.NowUs - _world.Sockets.LateUs;
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
        _oracle.AfterTurn();
        MonitorLoop loop = Daemon.Loop;
        long started = loop.Counters.Started;
        if (started - _started > MonitorLoop.StartsPerTurn)
        {
            throw new SimulationFailure($"{started - _started} starts in a turn");
        }

        _started = started;
        _mostLines = Math.Max(_mostLines, 2 * Daemon.Log.Capacity);
        if (Daemon.Log.Pending > _mostLines)
        {
            throw new SimulationFailure($"{Daemon.Log.Pending} lines wait");
        }

        _world.Attempts.AfterTurn(loop.Attempts.InFlight);
    }
}
