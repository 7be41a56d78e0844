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
    private readonly TableReader _reader;
    private readonly OwnedRecord _owned;
    private readonly DriftJudge _judge;
    private readonly int _restore;
    private KeeperPhase _phase;
    private Backoff _applying;
    private bool _verifying;
    private bool _attributable;
    private bool _wasSilent;
    private OutOfStepCause _failureCause;
    private int _failureText;
    private int _single;
    private int _singles;

    internal KeeperWork(ICommandRunner runner, string path, OwnedRecord owned)
    {
        _child = new ChildSlot(runner);
        _reader = new TableReader(runner, path, _child);
        _owned = owned;
        _judge = new DriftJudge(Drifts, Health);
        _restore = runner.Prepare(path, "-R");
    }

    /// <summary>What reads the table.</summary>
    internal TableReader Reader => _reader;

    /// <summary>Whether the table is in step.</summary>
    internal TableHealth Health { get; } = new();

    /// <summary>What was found changed by somebody else and is being put back.</summary>
    internal DriftList Drifts { get; } = new();

    /// <summary>True while a child runs.</summary>
    internal bool IsRunning => _child.IsRunning;

    /// <summary>When the running child must be looked at again.</summary>
    internal long WakeUs => _child.WakeUs;

    /// <summary>Forgets what is under way: the arena was replaced or turned round.</summary>
    internal void Restart()
    {
        if (_child.IsRunning)
        {
            _phase = KeeperPhase.Stale;
            _child.Output.Begin(null, null);
        }

        _reader.Restart();
        _verifying = false;
        _singles = 0;
        _single = 0;
        _applying.Reset();
    }

    /// <summary>True when nothing more will happen by itself soon: all done, or waiting for a back-off.</summary>
    internal bool IsAtRest(TableArena arena) =>
        _reader.DueUs > 0 || arena.Marks.FailingCount > 0
        || (!_reader.IsDue && _single == _singles && arena.Marks.QueuedCount == 0);

    /// <summary>True when the table needs no child now, so that another command may have its turn.</summary>
    internal bool LeavesTurn(TableArena arena) =>
        arena.IsKnown && !_reader.IsDue && _single == _singles && arena.Marks.QueuedCount == 0;

    /// <summary>When the next start is due, while no child runs.</summary>
    internal long NextUs(TableArena arena)
    {
        if (_reader.IsDue || arena.Marks.QueuedCount > 0)
        {
            return _reader.DueUs;
        }

        return arena.Marks.FailingCount > 0 ? Math.Max(_applying.DueUs, _reader.DueUs) : long.MaxValue;
    }

    /// <summary>Starts what comes next.</summary>
    /// <returns>True when a child was started.</returns>
    internal bool StartNext(TableArena arena, long nowUs, FactStream facts)
    {
        if (nowUs < _reader.DueUs)
        {
            return false;
        }

        if (_single < _singles)
        {
            PassOver(arena);
            if (_single < _singles)
            {
                return StartSingle(arena, nowUs, facts);
            }

            EndSingles(facts);
        }

        if (_reader.IsDue || !arena.IsKnown)
        {
            return Follow(_reader.Start(arena, nowUs, facts), arena, nowUs, facts);
        }

        if (arena.Marks.FailingCount > 0 && nowUs >= _applying.DueUs)
        {
            arena.Marks.Retry();
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
        if (!_child.Advance(nowUs))
        {
            if (_child.IsStuck)
            {
                OutOfStepCause cause =
                    _phase == KeeperPhase.Reading ? OutOfStepCause.Unreadable : OutOfStepCause.Hanging;
                Drifts.Settle(arena, all: true, nowUs, facts);
                Health.Stuck(cause, arena.Layout, nowUs, facts);
            }

            return false;
        }

        KeeperPhase phase = _phase;
        _phase = KeeperPhase.None;
        switch (phase)
        {
            case KeeperPhase.Reading:
                return Follow(_reader.Continue(arena, nowUs, facts), arena, nowUs, facts);
            case KeeperPhase.Applying:
                _wasSilent = _child.EndedWell && _child.Output.FirstErrorLine.IsEmpty;
                _attributable = !_child.WasKilled && !_child.Exit.Signalled
                    && (_child.Exit.Code != 0 || !_child.Output.FirstErrorLine.IsEmpty);
                _failureCause = CauseOfEnd;
                _failureText = TextOfEnd(facts);
                _verifying = true;
                _reader.Request();
                return true;
            case KeeperPhase.ApplyingOne:
                FinishSingle(arena, facts);
                return true;
            default:
                _reader.Request();
                return true;
        }
    }

    private OutOfStepCause CauseOfEnd => _child.WasKilled ? OutOfStepCause.Hanging : OutOfStepCause.Entry;

    private int TextOfEnd(FactStream facts) => TableTeller.Ended(_child, facts.Details);

    /// <summary>Goes on after a step of the reader.</summary>
    /// <returns>True when there may be more to do at once.</returns>
    private bool Follow(ReaderState state, TableArena arena, long nowUs, FactStream facts)
    {
        switch (state)
        {
            case ReaderState.UnderWay:
                _phase = KeeperPhase.Reading;
                break;
            case ReaderState.Complete:
                FinishReading(new Reading(arena, nowUs, facts));
                break;
            case ReaderState.Failed:
                Drifts.Settle(arena, all: true, nowUs, facts);
                Health.Out(OutOfStepCause.Unreadable, arena.Layout, null, _reader.Failure, nowUs, facts);
                break;
        }

        return state != ReaderState.Failed;
    }

    private void FinishReading(in Reading reading)
    {
        (TableArena arena, long nowUs, FactStream facts) = reading;
        Health.NoteRead();
        bool differs = TableComparison.Run(reading, _judge);
        Drifts.Settle(arena, all: false, nowUs, facts);
        bool applied = false;
        if (_verifying)
        {
            _verifying = false;
            arena.IsWriting = false;
            applied = Verify(reading);
            Drifts.Settle(arena, all: false, nowUs, facts);
        }

        _owned.NoteDepartures(arena, nowUs, facts);
        TableMarks marks = arena.Marks;
        if (marks.FailingCount == 0 && marks.RetryingCount == 0 && marks.LeftAloneCount == 0 && (applied || !differs))
        {
            _applying.Reset();
            Health.In(nowUs, facts);
        }
    }

    /// <summary>Compares the batch with the reading after it: tells what took, deals with what did not.</summary>
    /// <returns>True when all of it took.</returns>
    private bool Verify(in Reading reading)
    {
        (TableArena arena, long nowUs, FactStream facts) = reading;
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

        bool areTriedAlone = edits.Count > 1 && !wasSingles && _attributable;
        int ofAll = areTriedAlone || wasSingles ? 0 : _failureText;
        arena.Trail.Settle(arena, facts.Details.Find(ofAll, out _), nowUs);
        if (failed == 0)
        {
            return true;
        }

        edits.Cut(failed);
        if (areTriedAlone)
        {
            edits.Cut(MaxSingles);
            _singles = edits.Count;
            _failureText = 0;
            return false;
        }

        failed = MarkFailing(reading, failed);
        if (failed > 0)
        {
            _applying.Fail(nowUs);
            Health.Out(_failureCause, arena.Layout, failed == 1 ? edits[0] : null, _failureText, nowUs, facts);
        }

        return false;
    }

    /// <summary>Marks what did not take, but for what is given up as a fight.</summary>
    /// <returns>How many edits are to be tried again; they come first in the list.</returns>
    private int MarkFailing(in Reading reading, int count)
    {
        EditList edits = reading.Arena.Edits;
        int failing = 0;
        Entry? before = null;
        bool gaveUp = false;
        for (int i = 0; i < count; i++)
        {
            // The destinations of a service that the plan does not name are one entry and follow one another.
            Entry entry = edits[i].Entry;
            gaveUp = _wasSilent && (entry == before ? gaveUp : _judge.NoteUndone(reading, entry));
            before = entry;
            if (!gaveUp)
            {
                reading.Arena.Marks.Set(entry, Mark.Failing);
                edits.Move(i, failing++);
            }
        }

        _judge.End(reading);
        return failing;
    }

    /// <summary>A line whose wish has gone while the others were tried is not written: it would undo the new
    /// one.</summary>
    private void PassOver(TableArena arena)
    {
        while (_single < _singles && !arena.Diff.IsStillWanted(arena.Edits[_single]))
        {
            _single++;
        }
    }

    private bool StartSingle(TableArena arena, long nowUs, FactStream facts)
    {
        int length = RestoreWriter.WriteOne(arena.Layout, arena.Edits[_single], arena.Buffer);
        return StartApply(arena, KeeperPhase.ApplyingOne, length, 1, nowUs, facts);
    }

    private void FinishSingle(TableArena arena, FactStream facts)
    {
        bool silent = _child.EndedWell && _child.Output.FirstErrorLine.IsEmpty;
        _wasSilent = silent && (_wasSilent || _single == 0);
        int said = silent ? 0 : TextOfEnd(facts);
        arena.Trail.Said(arena.Edits[_single], facts.Details.Find(said, out _));
        if (_failureText == 0 && !silent)
        {
            _failureCause = CauseOfEnd;
            _failureText = said;
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
            EndSingles(facts);
        }
    }

    private void EndSingles(FactStream facts)
    {
        _failureText = _failureText == 0 ? TextOfEnd(facts) : _failureText;
        _verifying = true;
        _reader.Request();
    }

    private bool StartApply(
        TableArena arena, KeeperPhase phase, int length, int lines, long nowUs, FactStream facts)
    {
        _child.Output.Begin(null, null);
        OsError error = _child.Start(_restore, arena.Buffer.AsMemory(0, length), lines, nowUs);
        if (error == OsError.None)
        {
            _phase = phase;
            arena.IsWriting = true;
            for (int i = 0; i < lines; i++)
            {
                arena.Trail.Wrote(arena.Edits[phase == KeeperPhase.ApplyingOne ? _single : i], nowUs);
            }

            return true;
        }

        for (int i = 0; i < arena.Edits.Count; i++)
        {
            arena.Marks.Set(arena.Edits[i].Entry, Mark.Failing);
        }

        _single = 0;
        _singles = 0;
        arena.IsWriting = false;
        arena.Trail.Abandon();
        int why = TableTeller.NotStarted(error, facts.Details);
        return Follow(_reader.Fail(why, nowUs), arena, nowUs, facts);
    }
}
