using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Keeps the kernel's IPVS table equal to the verdicts, through <c>ipvsadm</c>, one child at a time and never blocking.
/// An exit code proves nothing: only a reading that matches does. What cannot be applied is told once and tried for
/// ever. Foreign services are never touched.
/// </summary>
public sealed class TableKeeper : ITableSink
{
    /// <summary>Steps of one flush: a runner that ends its children at once must not hold the turn.</summary>
    private const int MaxSteps = 16;

    private const long LeaveUs = 1_000_000;
    private const long ClearUs = 15_000_000;

    private readonly TableKeeperOptions _options;
    private readonly OwnedRecord _owned;
    private readonly KeeperWork _work;
    private readonly TimeoutWork _timeouts;
    private readonly ColdStart _coldStart = new();
    private TableArena _arena;
    private long _reconcileUs;
    private long _reconcileAtUs = long.MaxValue;
    private long _stopByUs = long.MaxValue;
    private StopMode _stop;
    private bool _begun;

    /// <summary>Makes a keeper for a plan; reads the file of owned services, starts nothing.</summary>
    public TableKeeper(Plan plan, ICommandRunner runner, TableKeeperOptions options)
    {
        _options = options;
        _owned = new OwnedRecord(options.OwnedFile);
        List<ServiceKey> unwanted = _owned.ReadUnwanted(plan);
        _arena = new TableArena(plan, unwanted, unwanted.Count, [], options);
        _work = new KeeperWork(runner, options.IpvsadmPath, _owned);
        _timeouts = new TimeoutWork(
            plan.Global.SessionTimeouts, runner, options.IpvsadmPath, options.SetsTimeouts);
        _reconcileUs = plan.Global.ReconcileUs;
        Status = new TableStatus(_arena, _work.Health);
    }

    /// <inheritdoc/>
    public TableStatus Status { get; }

    /// <inheritdoc/>
    public StartRead StartRead => _work.Reader.StartRead;

    /// <inheritdoc/>
    public int PendingEdits { get; private set; }

    /// <summary>False while the table is told to be out of step, also while an entry is left as it is.</summary>
    public bool IsInStep => !_work.Health.IsOut;

    /// <inheritdoc/>
    public bool IsIdle { get; private set; }

    /// <summary>True once <see cref="ClearAndStop"/> has ended and a reading showed none of the own services.</summary>
    public bool IsCleared { get; private set; }

    /// <inheritdoc/>
    public TableOutcome Outcome => _stop != StopMode.Clearing ? TableOutcome.Kept
        : IsCleared ? TableOutcome.Cleared
        : TableOutcome.NotCleared;

    /// <inheritdoc/>
    public bool HasNewAdoptions => _work.Reader.HasNewAdoptions;

    /// <inheritdoc/>
    public bool IsAdopted(int real) => _arena.Desired.WasAdopted(real);

    /// <summary>True once the real server is known to have been in the table.</summary>
    internal bool WasIn(int real) => _arena.Desired.WasIn(real);

    /// <summary>The real server's weight in the table as last read, -1 when it is not there.</summary>
    public int TableWeight(int real) => _arena.Actual.Present[real] ? _arena.Actual.Records[real].Weight : -1;

    /// <inheritdoc/>
    public void TakeAdoptions() => _work.Reader.HasNewAdoptions = false;

    /// <summary>Begins the work: the ownership is written down, then the table is read.</summary>
    public void BeginStart(long nowUs)
    {
        _begun = true;
        _owned.Write(_arena);
        _work.Reader.Request();
        _timeouts.RequestLook();
        _reconcileAtUs = nowUs + _reconcileUs;
    }

    /// <inheritdoc/>
    public void Accept(in Fact fact)
    {
        _arena.Accept(fact);
        if (fact.Kind == FactKind.Started)
        {
            _coldStart.End();
        }
    }

    /// <inheritdoc/>
    public long Flush(long nowUs, FactStream facts)
    {
        if (!_begun || IsIdle)
        {
            return long.MaxValue;
        }

        _arena.WorkOutWishes(nowUs, facts);
        bool more = true;
        for (int step = 0; step < MaxSteps && more; step++)
        {
            more = _work.IsRunning ? AdvanceWork(nowUs, facts)
                : _timeouts.IsRunning ? AdvanceTimeouts(nowUs, facts)
                : StartNext(nowUs, facts);
        }

        Status.IsAtRest = !IsRunning && _work.IsAtRest(_arena);
        EndIfDone(nowUs, facts);
        _owned.Tell(nowUs, facts);
        return IsIdle ? long.MaxValue : more ? nowUs : WakeUs();
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        TableArena arena = Succession.Of(_arena, change, _options);
        _arena = arena;
        Status.Arena = arena;
        _coldStart.End();
        _work.Drifts.Renumber();
        _reconcileUs = change.New.Global.ReconcileUs;
        PendingEdits = arena.CountEdits();
        _work.Restart();
        _timeouts.Follow(change.New.Global.SessionTimeouts);
        if (_begun)
        {
            _owned.Write(arena);
        }
    }

    /// <inheritdoc/>
    public void Stop(bool clear, long nowUs)
    {
        if (clear)
        {
            ClearAndStop(nowUs);
        }
        else
        {
            StopWhenIdle(nowUs);
        }
    }

    /// <summary>
    /// For a regular end that keeps the table: nothing is begun any more, a child under way may finish. Call
    /// <see cref="Flush"/> until <see cref="IsIdle"/>; it comes within the child's deadline and 2 s.
    /// </summary>
    public void StopWhenIdle(long nowUs)
    {
        _stop = StopMode.Leaving;
        _stopByUs = IsRunning ? Math.Max(nowUs, ChildWakeUs) + LeaveUs : nowUs;
    }

    /// <summary>
    /// For a regular end that clears: the own services are removed and that is read back. Call <see cref="Flush"/>
    /// until
    /// <see cref="IsIdle"/>; it comes within 15 s, sooner when it cannot be done.
    /// </summary>
    public void ClearAndStop(long nowUs)
    {
        _stop = StopMode.Clearing;
        _stopByUs = nowUs + ClearUs;
        _begun = true;
        _coldStart.End();
        _arena.Desired.Clearing = true;
        _arena.RaiseAll();
        _arena.IsWriting = false;
        _arena.Trail.Abandon();
        _work.Restart();
    }

    private bool IsRunning => _work.IsRunning || _timeouts.IsRunning;

    private long ChildWakeUs => _work.IsRunning ? _work.WakeUs : _timeouts.WakeUs;

    private bool StartNext(long nowUs, FactStream facts)
    {
        if (_stop == StopMode.Leaving || _coldStart.Holds(_arena, nowUs))
        {
            return false;
        }

        if (PassReconcile(nowUs))
        {
            _work.Reader.Request();
        }

        return _work.StartNext(_arena, nowUs, facts)
            || (_stop == StopMode.None && _work.LeavesTurn(_arena) && _timeouts.StartNext(nowUs, facts));
    }

    private bool AdvanceWork(long nowUs, FactStream facts)
    {
        bool ended = _work.Advance(_arena, nowUs, facts);
        if (ended)
        {
            // What has ended is a reading or a batch that one follows. Where a reading takes longer than the interval,
            // the next would begin at once, and nothing would ever be written.
            _ = PassReconcile(nowUs);
        }

        return ended;
    }

    /// <summary>
    /// Passes a point of the grid, for all but the reading. The grid is kept: a late reading does not move the ones
    /// after it.
    /// </summary>
    /// <returns>True when there was one.</returns>
    private bool PassReconcile(long nowUs)
    {
        if (nowUs < _reconcileAtUs)
        {
            return false;
        }

        _reconcileAtUs += ((nowUs - _reconcileAtUs) / _reconcileUs * _reconcileUs) + _reconcileUs;
        _timeouts.RequestLook();
        _owned.Retry();
        return true;
    }

    private bool AdvanceTimeouts(long nowUs, FactStream facts)
    {
        bool wasStuck = _timeouts.IsStuck;
        bool ended = _timeouts.Advance(!_work.LeavesTurn(_arena), nowUs, facts);
        if (_timeouts.IsStuck)
        {
            _work.Drifts.Settle(_arena, all: true, nowUs, facts);
            _work.Health.Stuck(OutOfStepCause.Hanging, _arena.Layout, nowUs, facts);
        }
        else if (ended && wasStuck)
        {
            // Only a reading shows that the table is in step again.
            _work.Reader.Request();
        }

        return ended;
    }

    private long WakeUs()
    {
        long next = IsRunning ? ChildWakeUs
            : Math.Max(Math.Min(_work.NextUs(_arena), _reconcileAtUs), _coldStart.UntilUs);
        return Math.Min(next, _stopByUs);
    }

    private void EndIfDone(long nowUs, FactStream facts)
    {
        if (_stop == StopMode.None)
        {
            return;
        }

        bool done = Status.IsAtRest || (!IsRunning && _stop == StopMode.Leaving);
        if (!done && nowUs < _stopByUs)
        {
            return;
        }

        IsIdle = true;
        _work.Drifts.Settle(_arena, all: true, nowUs, facts);
        bool isSure = _arena.IsKnown && !_work.Health.IsOut;
        IsCleared = _stop == StopMode.Clearing && done && isSure && _arena.HoldsNothingOfOurs();
        if (IsCleared)
        {
            _owned.WriteNone();
        }
    }
}
