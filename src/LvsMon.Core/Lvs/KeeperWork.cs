using System;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// The keeper's cycle: read, write what differs, read again. A batch that did not take as a whole is tried line by
/// line, so that one bad line cannot hold up the others and its error can be told from theirs.
/// </summary>
internal sealed class KeeperWork
{
    /// <summary>Lines tried one by one before the next batch: bounds what one bad batch can cost.</summary>
    private const int MaxSingles = 16;

    private readonly ChildSlot _child;
    private readonly ChildOutput _output = new();
    private readonly OwnedRecord _owned;
    private readonly int _restore;
    private readonly int _save;
    private readonly int _list;
    private KeeperPhase _phase;
    private Backoff _reading;
    private Backoff _applying;
    private bool _readDue;
    private bool _verifying;
    private bool _disagreed;
    private bool _attributable;
    private OutOfStepCause _failureCause;
    private int _failureText;
    private int _single;
    private int _singles;

    internal KeeperWork(ICommandRunner runner, string path, OwnedRecord owned)
    {
        _child = new ChildSlot(runner);
        _owned = owned;
        _restore = runner.Prepare(path, "-R");
        _save = runner.Prepare(path, "-S", "-n");
        _list = runner.Prepare(path, "-L", "-n", "--thresholds");
    }

    /// <summary>Whether the table is in step.</summary>
    internal KeeperHealth Health { get; } = new();

    /// <summary>What was found changed by somebody else and is being put back.</summary>
    internal DriftList Drifts { get; } = new();

    /// <summary>How far the reading at start is.</summary>
    internal StartRead StartRead { get; private set; }

    /// <summary>True when a reading after the one at start has adopted real servers.</summary>
    internal bool HasNewAdoptions { get; set; }

    /// <summary>True while a child runs.</summary>
    internal bool IsRunning => _child.IsRunning;

    /// <summary>When the running child must be looked at again.</summary>
    internal long WakeUs => _child.WakeUs;

    /// <summary>Asks for a reading as soon as possible.</summary>
    internal void RequestReading() => _readDue = true;

    /// <summary>Forgets what is under way: the arena was replaced or turned round.</summary>
    internal void Restart()
    {
        if (_child.IsRunning)
        {
            _phase = KeeperPhase.Stale;
            _output.Begin(null, null);
        }

        _readDue = true;
        _verifying = false;
        _singles = 0;
        _single = 0;
        _reading.Reset();
        _applying.Reset();
    }

    /// <summary>True when nothing more will happen by itself soon: all done, or waiting for a back-off.</summary>
    internal bool IsAtRest(TableArena arena) =>
        _reading.DueUs > 0 || arena.Marks.FailingCount > 0
        || (!_readDue && _single == _singles && arena.Marks.QueuedCount == 0);

    /// <summary>When the next start is due, while no child runs.</summary>
    internal long NextUs(TableArena arena)
    {
        if (_readDue || arena.Marks.QueuedCount > 0)
        {
            return _reading.DueUs;
        }

        return arena.Marks.FailingCount > 0 ? Math.Max(_applying.DueUs, _reading.DueUs) : long.MaxValue;
    }

    /// <summary>Starts what comes next.</summary>
    /// <returns>True when a child was started.</returns>
    internal bool StartNext(TableArena arena, long nowUs, FactStream facts)
    {
        if (nowUs < _reading.DueUs)
        {
            return false;
        }

        if (_single < _singles)
        {
            return StartSingle(arena, nowUs, facts);
        }

        if (_readDue || !arena.IsKnown)
        {
            return StartReading(arena, KeeperPhase.Saving, nowUs, facts);
        }

        if (arena.Marks.FailingCount > 0 && nowUs >= _applying.DueUs)
        {
            arena.Marks.Retry(arena.Layout);
        }

        if (arena.Marks.QueuedCount == 0)
        {
            return false;
        }

        int length = arena.FillBatch(nowUs);
        return length > 0
            && StartApply(arena, KeeperPhase.Applying, length, arena.Edits.Count, nowUs, facts);
    }

    /// <summary>Looks after the running child.</summary>
    /// <returns>True when it has ended and there may be more to do at once.</returns>
    internal bool Advance(TableArena arena, long nowUs, FactStream facts)
    {
        if (!_child.Advance(_output, nowUs))
        {
            if (_child.IsStuck)
            {
                OutOfStepCause cause = _phase is KeeperPhase.Saving or KeeperPhase.Listing
                    ? OutOfStepCause.Unreadable
                    : OutOfStepCause.Hanging;
                int detail = facts.Details.Keep("ipvsadm does not end after SIGKILL"u8);
                Drifts.Settle(arena, all: true, nowUs, facts);
                Health.Out(cause, arena.Layout, null, detail, nowUs, facts);
            }

            return false;
        }

        bool good = !_child.WasKilled && !_child.Exit.Signalled && _child.Exit.Code == 0;
        KeeperPhase phase = _phase;
        _phase = KeeperPhase.None;
        switch (phase)
        {
            case KeeperPhase.Saving when good && arena.Save.IsComplete:
                return StartReading(arena, KeeperPhase.Listing, nowUs, facts);
            case KeeperPhase.Listing when good && arena.Thresholds.IsComplete:
                return TakeReading(arena, nowUs, facts);
            case KeeperPhase.Saving or KeeperPhase.Listing:
                FailReading(arena, TextOfEnd(facts), nowUs, facts);
                return false;
            case KeeperPhase.Applying:
                _attributable = !_child.WasKilled && !_child.Exit.Signalled
                    && (_child.Exit.Code != 0 || !_output.FirstErrorLine.IsEmpty);
                _failureCause = CauseOfEnd;
                _failureText = TextOfEnd(facts);
                _verifying = true;
                _readDue = true;
                return true;
            case KeeperPhase.ApplyingOne:
                FinishSingle(arena, good, facts);
                return true;
            default:
                _readDue = true;
                return true;
        }
    }

    private OutOfStepCause CauseOfEnd => _child.WasKilled ? OutOfStepCause.Hanging : OutOfStepCause.Entry;

    private int TextOfEnd(FactStream facts) => TableTeller.Ended(_child, _output.FirstErrorLine, facts.Details);

    private bool StartReading(TableArena arena, KeeperPhase phase, long nowUs, FactStream facts)
    {
        bool saving = phase == KeeperPhase.Saving;
        if (saving)
        {
            arena.Save.Begin(arena.Spare);
        }
        else
        {
            arena.Thresholds.Begin(arena.Spare);
        }

        _output.Begin(saving ? arena.Save : null, saving ? null : arena.Thresholds);
        int lines = Math.Max(arena.Actual.Lines, arena.Layout.SlotCount + arena.Layout.WatchedCount);
        OsError error = _child.Start(saving ? _save : _list, default, lines, nowUs);
        if (error != OsError.None)
        {
            FailReading(arena, TableTeller.NotStarted(error, facts.Details), nowUs, facts);
            return false;
        }

        _phase = phase;
        return true;
    }

    private void FailReading(TableArena arena, int detail, long nowUs, FactStream facts)
    {
        _reading.Fail(nowUs);
        _readDue = true;
        StartRead = StartRead == StartRead.Pending ? StartRead.Failed : StartRead;
        Drifts.Settle(arena, all: true, nowUs, facts);
        Health.Out(OutOfStepCause.Unreadable, arena.Layout, null, detail, nowUs, facts);
    }

    /// <summary>Two listings that do not agree are read again: the table changed between them, or one was
    /// cut.</summary>
    private bool TakeReading(TableArena arena, long nowUs, FactStream facts)
    {
        if (arena.Spare.IsConsistent)
        {
            _disagreed = false;
            FinishReading(arena, nowUs, facts);
            return true;
        }

        if (_disagreed)
        {
            FailReading(arena, facts.Details.Keep("two listings of the table do not agree"u8), nowUs, facts);
            return false;
        }

        _disagreed = true;
        _readDue = true;
        return true;
    }

    private void FinishReading(TableArena arena, long nowUs, FactStream facts)
    {
        arena.Swap();
        arena.Leaving.Finish();
        _reading.Reset();
        _readDue = false;
        Health.NoteRead();
        Adopt(arena, nowUs, facts);
        arena.IsKnown = true;
        bool differs = TableComparison.Run(arena, nowUs, Drifts, facts.Details);
        Drifts.Settle(arena, all: false, nowUs, facts);
        bool applied = false;
        if (_verifying)
        {
            _verifying = false;
            applied = Verify(arena, nowUs, facts);
            Drifts.Settle(arena, all: false, nowUs, facts);
        }

        _owned.NoteDepartures(arena, nowUs, facts);
        TableMarks marks = arena.Marks;
        if (marks.FailingCount == 0 && marks.RetryingCount == 0 && (applied || !differs))
        {
            _applying.Reset();
            Health.In(nowUs, facts);
        }
    }

    /// <summary>What stands in the table without a verdict of ours keeps its place.</summary>
    private void Adopt(TableArena arena, long nowUs, FactStream facts)
    {
        int adopted = arena.AdoptFresh(nowUs, facts);
        HasNewAdoptions |= adopted > 0 && StartRead != StartRead.Pending;
        if (StartRead != StartRead.Done)
        {
            facts.Post(new Fact(FactKind.Adopted)
            {
                TimeUs = nowUs,
                A = adopted,
                B = arena.Actual.ExtraCount,
            });
        }

        StartRead = StartRead.Done;
    }

    /// <summary>Compares the batch with the reading after it: tells what took, deals with what did not.</summary>
    /// <returns>True when all of it took.</returns>
    private bool Verify(TableArena arena, long nowUs, FactStream facts)
    {
        EditList edits = arena.Edits;
        int taken = 0;
        for (int i = 0; i < edits.Count; i++)
        {
            arena.Taken[i] = arena.Diff.HasTaken(edits[i], arena.Actual);
            taken += arena.Taken[i] ? 1 : 0;
        }

        TableTeller.Table(arena, nowUs, facts);
        bool wasSingles = _singles > 0;
        _singles = 0;
        _single = 0;
        int failed = 0;
        for (int i = 0; i < edits.Count; i++)
        {
            if (!arena.Taken[i] && arena.Diff.IsStillWanted(edits[i]))
            {
                edits.Move(i, failed++);
            }
        }

        if (failed == 0)
        {
            return true;
        }

        bool wasOne = edits.Count == 1;
        edits.Cut(failed);
        if (!wasOne && !wasSingles && _attributable)
        {
            edits.Cut(MaxSingles);
            _singles = edits.Count;
            _failureText = 0;
            return false;
        }

        for (int i = 0; i < failed; i++)
        {
            arena.MarkFailing(edits[i]);
        }

        _applying.Fail(nowUs);
        Health.Out(_failureCause, arena.Layout, failed == 1 ? edits[0] : null, _failureText, nowUs, facts);
        return false;
    }

    private bool StartSingle(TableArena arena, long nowUs, FactStream facts)
    {
        int length = RestoreWriter.WriteOne(arena.Layout, arena.Edits[_single], arena.Buffer);
        return StartApply(arena, KeeperPhase.ApplyingOne, length, 1, nowUs, facts);
    }

    private void FinishSingle(TableArena arena, bool good, FactStream facts)
    {
        if (_failureText == 0 && (!good || !_output.FirstErrorLine.IsEmpty))
        {
            _failureCause = CauseOfEnd;
            _failureText = TextOfEnd(facts);
        }

        _single++;
        if (_child.WasKilled)
        {
            // One hanging line has cost a deadline: the others are not tried one by one now.
            arena.Edits.Cut(_single);
            _singles = _single;
        }

        if (_single == _singles)
        {
            _failureText = _failureText == 0 ? TextOfEnd(facts) : _failureText;
            _verifying = true;
            _readDue = true;
        }
    }

    private bool StartApply(
        TableArena arena, KeeperPhase phase, int length, int lines, long nowUs, FactStream facts)
    {
        _output.Begin(null, null);
        OsError error = _child.Start(_restore, arena.Buffer.AsMemory(0, length), lines, nowUs);
        if (error == OsError.None)
        {
            _phase = phase;
            return true;
        }

        for (int i = 0; i < arena.Edits.Count; i++)
        {
            arena.MarkFailing(arena.Edits[i]);
        }

        _single = 0;
        _singles = 0;
        FailReading(arena, TableTeller.NotStarted(error, facts.Details), nowUs, facts);
        return false;
    }
}
