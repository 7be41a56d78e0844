using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// The one loop. <see cref="RunTurn"/> is a turn: accept, start, wait, advance, expire, judge, publish; each phase is
/// one method with a bound.
/// One thread owns all of it; after <see cref="Begin"/> a turn allocates nothing.
/// </summary>
public sealed class MonitorLoop : IPlanFollower
{
    /// <summary>Starts in one turn at the most; the rest start in the next, which follows at once.</summary>
    public const int StartsPerTurn = 128;

    private const int ReadyPerTurn = 512;

    /// <summary>
    /// A wait while checks are in flight is no longer than this, microseconds: a process that was stopped in a long
    /// wait and is woken by an answer before its end would not know that it was away.
    /// </summary>
    private const long HeartbeatUs = 200_000;

    private readonly IClock _clock;
    private readonly IProgramSet _sockets;
    private readonly FactStream _facts;
    private readonly ResultLog _results;
    private readonly LagMeter _lag = new();
    private readonly Prober _prober;
    private readonly Ready[] _ready = new Ready[ReadyPerTurn];
    private MonitorTable _table;
    private readonly Verdicts _verdicts;
    private Schedule _schedule;
    private long _sinksWantUs;
    private long _begunUs = -1;
    private int _firstRoundLeft;
    private int _fullTurns;

    /// <summary>Makes the loop of a plan; nothing starts before <see cref="Begin"/>.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="clock">The time.</param>
    /// <param name="sockets">The connections.</param>
    /// <param name="facts">Where everything is told.</param>
    /// <param name="logger">Is told every result when it wants debug entries; null for nobody.</param>
    /// <param name="seed">A secret, for requests that nobody may foresee.</param>
    public MonitorLoop(
        Plan plan, IClock clock, IProgramSet sockets, FactStream facts, ILogger? logger = null, ulong seed = 0)
    {
        _results = new ResultLog(logger ?? NullLogger.Instance);
        _clock = clock;
        _sockets = sockets;
        _facts = facts;
        _prober = new Prober(plan, sockets, _lag, facts.Details, seed);
        _table = new MonitorTable(plan);
        Counters.Durations.Follow(plan);
        _verdicts = new Verdicts(_table, facts);
        _schedule = new Schedule(plan.Monitors.Length, 0);
    }

    /// <summary>The running plan.</summary>
    public Plan Plan => _table.Plan;

    /// <summary>What the loop has done so far.</summary>
    public LoopCounters Counters { get; } = new();

    /// <summary>Managed bytes that telling the results to the logger has cost.</summary>
    public long LoggedBytes => _results.SpentBytes;

    /// <summary>True when a signal woke the loop; whoever takes the signals sets it back.</summary>
    public bool IsSignalRaised { get; set; }

    /// <summary>True when a listening socket or a client of one woke the loop; whoever serves them sets it
    /// back.</summary>
    public bool IsControlRaised { get; set; }

    /// <summary>How late the loop itself was in all, microseconds: what the clock of the judges leaves out.</summary>
    public long OwnLagUs => _lag.TotalUs;

    /// <summary>
    /// When the oldest work of the checks is or was due: the next start that there is room for, or what those in flight
    /// wait for; in the past for work that still waits, <see cref="long.MaxValue"/> for none.
    /// </summary>
    public long DueUs => _prober.Attempts.InFlight < _prober.Limit
        ? Math.Min(_prober.DueUs, _schedule.NextUs) : _prober.DueUs;

    /// <summary>True while removals are held because the director doubts its own network.</summary>
    public bool IsIsolated => _verdicts.IsDoubting;

    /// <summary>The texts that go with facts.</summary>
    internal DetailPool Details => _facts.Details;

    /// <summary>The arena in use.</summary>
    internal MonitorTable Table => _table;

    /// <summary>When each monitor starts next.</summary>
    internal Schedule Schedule => _schedule;

    /// <summary>The attempts in flight.</summary>
    internal AttemptTable Attempts => _prober.Attempts;

    /// <summary>What the last turn concluded.</summary>
    internal ReadOnlySpan<Conclusion> Conclusions => _prober.Conclusions;

    /// <summary>
    /// Sets what is assumed of the real servers and schedules the quick first round: spread over the shorter of the
    /// interval and 250 ms, or over 100 µs a monitor where that is longer.
    /// </summary>
    /// <param name="adopted">By real server: true when it was found in the table; empty for none.</param>
    public void Begin(ReadOnlySpan<bool> adopted)
    {
        long nowUs = _clock.NowUs;
        _begunUs = nowUs;
        _table.Assume(adopted, nowUs);
        _schedule = new Schedule(_table.Monitors.Length, nowUs, FirstRound.CatchUpUs(_table));
        _firstRoundLeft = _table.Monitors.Length;
        for (int monitor = 0; monitor < _table.Monitors.Length; monitor++)
        {
            FirstRound.Set(_schedule, _table, monitor, monitor, _table.Monitors.Length, nowUs);
        }

        if (_firstRoundLeft == 0)
        {
            TellStarted(nowUs);
        }
    }

    /// <summary>
    /// Takes a real server for up that was found in the table after <see cref="Begin"/>; one that has its verdict
    /// keeps it.
    /// </summary>
    public void Adopt(int real) => _table.Adopt(real);

    /// <summary>Takes an operator's order, at any time between two turns, and tells it.</summary>
    /// <param name="order">A <see cref="FactKind.Ordered"/> or <see cref="FactKind.Drained"/>.</param>
    public void Order(in Fact order) => _verdicts.Order(in order, hasBegun: _begunUs >= 0);

    /// <summary>Starts the checks of a real server in the next turn instead of at their time.</summary>
    /// <returns>How many: not those under way, nor those begun a moment ago.</returns>
    public int CheckNow(int real) => Haste.Begin(_table, _schedule, real, _clock.NowUs);

    /// <summary>Ends all checks in flight without a result and starts none any more: the daemon ends.</summary>
    public void Stop()
    {
        for (int slot = 0; slot < _prober.Attempts.Capacity; slot++)
        {
            if (_prober.Attempts[slot].Monitor >= 0)
            {
                _prober.Abandon(slot);
            }
        }

        _schedule = new Schedule(0, 0);
    }

    /// <summary>One turn; comes back after the first thing that happens, at the latest at
    /// <paramref name="untilUs"/>.</summary>
    public void RunTurn(long untilUs = long.MaxValue)
    {
        long begunUs = Accept();
        Start(begunUs, out long fromUs);
        (int ready, long nowUs) = Wait(begunUs, fromUs, untilUs);
        Advance(ready, nowUs);
        Expire(ready, nowUs);
        JudgeConclusions(nowUs);
        Publish(nowUs);
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        long nowUs = _clock.NowUs;
        MonitorTable table = new(change.New);
        table.CarryFrom(_table, change, nowUs);
        int[] newMonitor = change.NewMonitor();
        _prober.Follow(change.New);
        for (int slot = 0; slot < _prober.Attempts.Capacity; slot++)
        {
            int monitor = _prober.Attempts[slot].Monitor;
            if (monitor >= 0 && newMonitor[monitor] < 0)
            {
                _prober.Abandon(slot);
            }
            else if (monitor >= 0)
            {
                _prober.Attempts[slot].Monitor = newMonitor[monitor];
            }
        }

        _schedule = FirstRound.Reschedule(_schedule, _table, table, change, nowUs);
        _table = table;
        Counters.Durations.Follow(change.New);
        _sinksWantUs = nowUs;
        _verdicts.Follow(table, change, nowUs);
        GoOnWithFirstRound(nowUs);
    }

    private long Accept()
    {
        long nowUs = _clock.NowUs;
        _lag.Begin(nowUs);
        _prober.Clear();
        Counters.Turns++;
        return nowUs;
    }

    private void Start(long nowUs, out long endedUs)
    {
        int starts = 0;
        while (starts < StartsPerTurn && _prober.Attempts.InFlight < _prober.Limit
            && _schedule.TryTake(nowUs, out int monitor, out long dueUs))
        {
            _table.Monitors[monitor].LastDueUs = dueUs;
            Counters.Started++;
            _prober.Start(monitor, nowUs);
            starts++;
        }

        // All starts of a turn have its time: what they took is not the time of those that they were to reach.
        endedUs = starts == 0 ? nowUs : _clock.NowUs;
        _lag.Started(endedUs - nowUs);
    }

    private (int Ready, long NowUs) Wait(long begunUs, long fromUs, long untilUs)
    {
        untilUs = Math.Min(untilUs, Math.Min(_sinksWantUs, DueUs));
        untilUs = Math.Min(untilUs, _verdicts.NextUs);
        if (_prober.Attempts.InFlight > 0)
        {
            untilUs = Math.Min(untilUs, fromUs + HeartbeatUs);
        }

        if (_prober.Conclusions.Length > 0 || _facts.IsPending)
        {
            // Starts that ended at once are judged in this turn and facts from outside are told, not after the wait.
            untilUs = begunUs;
        }

        int ready = _sockets.Wait(untilUs, _ready);
        long nowUs = _clock.NowUs;
        _lag.Woken(fromUs, untilUs, nowUs);
        _prober.NoteLag(begunUs);
        return (ready, nowUs);
    }

    private void Advance(int ready, long nowUs)
    {
        _prober.Share(ready);
        for (int i = 0; i < ready; i++)
        {
            Ready one = _ready[i];
            if (one.Slot >= 0)
            {
                _prober.Advance(one.Slot, one.What, nowUs);
            }
            else if (one.Slot == Ready.Signals)
            {
                IsSignalRaised = true;
            }
            else if (one.Slot == Ready.Control)
            {
                IsControlRaised = true;
            }
        }

        _prober.Serve(_clock, nowUs);
    }

    private void Expire(int ready, long nowUs)
    {
        // A full list may have left out slots whose answer is there: nobody expires before each was told once.
        bool isFull = ready >= _ready.Length - IProgramSet.MostPrograms - 1;
        if (isFull && _fullTurns < _prober.Attempts.Capacity / _ready.Length)
        {
            _fullTurns++;
            return;
        }

        _fullTurns = 0;
        _prober.Expire(nowUs);
    }

    private void JudgeConclusions(long nowUs)
    {
        bool completed = false;
        foreach (ref readonly Conclusion ended in _prober.Conclusions)
        {
            Conclusion conclusion = _table.IsAdvice(ended.Monitor)
                ? ended with { Result = Reasons.OfAdvice(ended.Result) } : ended;
            if (!_table.Monitors[conclusion.Monitor].Attempted && _firstRoundLeft > 0)
            {
                completed = --_firstRoundLeft == 0;
            }

            _verdicts.Take(in conclusion, nowUs, _lag.TotalUs);
            _results.Tell(_table, in ended);
            Count(in conclusion);
            Reschedule(conclusion.Monitor, nowUs);
        }

        _verdicts.Settle(nowUs);
        if (completed)
        {
            TellStarted(nowUs);
        }

        _lag.Tell(_facts, nowUs);
        Counters.Lag.Add(_lag.TurnUs);
        Counters.LargestLagUs = _lag.LargestUs;
        Counters.InFlight = _prober.Attempts.InFlight;
    }

    private void Reschedule(int monitor, long nowUs)
    {
        ref readonly MonitorPlan plan = ref _table.Plan.Monitors[monitor];
        long next = _schedule.After(
            _table.Monitors[monitor].LastDueUs,
            nowUs,
            _table.WantedIntervalUs(monitor),
            plan.PhaseUs,
            plan.IntervalUs,
            _table.LeastIntervalUs(monitor));
        _schedule.Set(monitor, next);
    }

    private void Count(in Conclusion conclusion)
    {
        switch (conclusion.Result.Outcome)
        {
            case CheckOutcome.Pass:
                Counters.Passed++;
                break;
            case CheckOutcome.Fail:
                Counters.Failed++;
                break;
            default:
                Counters.Inconclusive++;
                Counters.InconclusiveBy[InconclusiveTally.IndexOf(conclusion.Result.Reason)]++;
                return;
        }

        Counters.Durations.Add(in _table.Plan.Monitors[conclusion.Monitor], conclusion.CheckUs);
    }

    private void GoOnWithFirstRound(long nowUs)
    {
        if (_firstRoundLeft == 0)
        {
            return;
        }

        _firstRoundLeft = 0;
        foreach (ref readonly MonitorState monitor in _table.Monitors.AsSpan())
        {
            _firstRoundLeft += monitor.Attempted ? 0 : 1;
        }

        if (_firstRoundLeft == 0)
        {
            TellStarted(nowUs);
        }
    }

    /// <summary>Counts the real servers that are up.</summary>
    public int CountUp() => _table.CountUp();

    /// <summary>Counts the virtual services that have no real server up.</summary>
    public int CountEmpty() => _table.CountEmpty();

    private void TellStarted(long nowUs)
    {
        _facts.Post(new Fact(FactKind.Started)
        {
            TimeUs = nowUs,
            A = CountUp(),
            B = _table.Reals.Length,
            C = CountEmpty(),
            DurationUs = nowUs - _begunUs,
        });
    }

    private void Publish(long nowUs) => _sinksWantUs = _facts.Flush(nowUs);
}
