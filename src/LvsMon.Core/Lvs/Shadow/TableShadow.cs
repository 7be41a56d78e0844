using System;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs.Shadow;

/// <summary>
/// Stands beside whoever owns the kernel's table: reads it through <c>ipvsadm</c> as a <see cref="TableKeeper"/> does,
/// prints the lines that one would send, and tells where table and wish disagree. It knows no command that writes.
/// </summary>
public sealed class TableShadow : ITableSink
{
    /// <summary>Longest pause between two readings, microseconds: a disagreement is to be seen soon.</summary>
    public const long MaxPaceUs = 2_000_000;

    /// <summary>Steps of one flush: a runner that ends its children at once must not hold the turn.</summary>
    private const int MaxSteps = 16;

    private readonly TableKeeperOptions _options;
    private readonly ChildSlot _child;
    private readonly TableReader _reader;
    private readonly LinePrinter _printer;
    private readonly ShadowJudge _judge;
    private readonly TableHealth _health = new();
    private TableArena _arena;
    private long _paceUs;
    private long _nextUs = long.MaxValue;
    private bool _isStale;
    private bool _begun;

    /// <summary>Makes a shadow for a plan; starts nothing.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="runner">Runs ipvsadm, only to read.</param>
    /// <param name="lines">Where the lines go that a keeper would send.</param>
    /// <param name="options">As a keeper's; the file of owned services is neither read nor written.</param>
    public TableShadow(Plan plan, ICommandRunner runner, ILineSocket lines, TableKeeperOptions options)
    {
        _options = options;
        _child = new ChildSlot(runner);
        _reader = new TableReader(runner, options.IpvsadmPath, _child);
        _printer = new LinePrinter(lines);
        _arena = new TableArena(plan, [], 0, [], options);
        _judge = new ShadowJudge(_arena.Layout);
        _paceUs = Math.Min(plan.Global.ReconcileUs, MaxPaceUs);
        Status = new TableStatus(_arena, _health);
    }

    /// <inheritdoc/>
    public TableStatus Status { get; }

    /// <inheritdoc/>
    public StartRead StartRead => _reader.StartRead;

    /// <inheritdoc/>
    public int PendingEdits { get; private set; }

    /// <inheritdoc/>
    public bool HasNewAdoptions => _reader.HasNewAdoptions;

    /// <inheritdoc/>
    public bool IsIdle { get; private set; }

    /// <inheritdoc/>
    public TableOutcome Outcome => TableOutcome.NeverWritten;

    /// <inheritdoc/>
    public bool IsAdopted(int real) => _arena.Desired.WasAdopted(real);

    /// <inheritdoc/>
    public void TakeAdoptions() => _reader.HasNewAdoptions = false;

    /// <inheritdoc/>
    public void BeginStart(long nowUs)
    {
        _begun = true;
        _reader.Request();
    }

    /// <inheritdoc/>
    public void Accept(in Fact fact) => _arena.Accept(fact);

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
            more = _child.IsRunning ? Advance(nowUs, facts) : StartReading(nowUs, facts);
        }

        long printUs = Print(nowUs);
        return more ? nowUs : Math.Min(printUs, WakeUs());
    }

    /// <inheritdoc/>
    public void Follow(PlanChange change)
    {
        TableArena arena = Succession.Of(_arena, change, _options);
        _judge.Follow(arena.Layout, change);
        _arena = arena;
        Status.Arena = arena;
        _paceUs = Math.Min(change.New.Global.ReconcileUs, MaxPaceUs);
        PendingEdits = arena.CountEdits();
        if (_child.IsRunning)
        {
            _isStale = true;
            _child.Output.Begin(null, null);
        }

        _reader.Restart();
    }

    /// <summary>Ends at once: there is nothing to finish and nothing to clear. Lines that wait are still
    /// offered.</summary>
    public void Stop(bool clear, long nowUs)
    {
        while (_printer.Flush(nowUs) <= nowUs)
        {
            // Each pass prints lines or ends.
        }

        IsIdle = true;
    }

    private bool StartReading(long nowUs, FactStream facts)
    {
        if (nowUs >= _nextUs)
        {
            _reader.Request();
        }

        return _reader.IsDue && nowUs >= _reader.DueUs && GoOn(_reader.Start(_arena, nowUs, facts), nowUs, facts);
    }

    private bool Advance(long nowUs, FactStream facts)
    {
        if (!_child.Advance(nowUs))
        {
            if (_child.IsStuck)
            {
                TellUnreadable(TableTeller.Stuck(facts.Details), nowUs, facts);
            }

            return false;
        }

        if (_isStale)
        {
            _isStale = false;
            return true;
        }

        return GoOn(_reader.Continue(_arena, nowUs, facts), nowUs, facts);
    }

    private bool GoOn(ReaderState state, long nowUs, FactStream facts)
    {
        if (state == ReaderState.Failed)
        {
            TellUnreadable(_reader.Failure, nowUs, facts);
        }
        else if (state == ReaderState.Complete)
        {
            Compare(new Reading(_arena, nowUs, facts));
        }

        return state != ReaderState.Failed;
    }

    private void Compare(in Reading reading)
    {
        TableComparison.Run(reading, _judge);
        _nextUs = reading.NowUs + _paceUs;
        _health.NoteRead();
        if (_arena.Marks.LeftAloneCount == 0 && _arena.Marks.QueuedCount == 0)
        {
            _health.In(reading.NowUs, reading.Facts);
        }

        // What a reload took out gets its line once; from then on it is somebody else's.
        for (int i = 0; i < _arena.Departing.Length; i++)
        {
            _arena.Departing[i].IsGone = true;
        }
    }

    /// <summary>Prints what is due. Nothing is printed blindly: not while the table is to be read first.</summary>
    /// <returns>When to be called again.</returns>
    private long Print(long nowUs)
    {
        if (!_printer.IsBusy && !_reader.IsDue && _arena.Marks.QueuedCount > 0)
        {
            _printer.Take(_arena.Buffer, _arena.FillBatch(nowUs));
            for (int i = 0; i < _arena.Edits.Count; i++)
            {
                Entry entry = _arena.Edits[i].Entry;
                _arena.Leave(entry);
                _judge.Disagreements.Of(entry).IsPrinted = true;
            }
        }

        long nextUs = _printer.Flush(nowUs);
        return nextUs == long.MaxValue && !_reader.IsDue && _arena.Marks.QueuedCount > 0 ? nowUs : nextUs;
    }

    private long WakeUs() => _child.IsRunning ? _child.WakeUs : _reader.IsDue ? _reader.DueUs : _nextUs;

    private void TellUnreadable(int detail, long nowUs, FactStream facts) =>
        _health.Out(OutOfStepCause.Unreadable, _arena.Layout, null, detail, nowUs, facts);
}
