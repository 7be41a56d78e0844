using System;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Reads the table into the arena by two children, one after the other: <c>-S -n</c> and <c>-L -n --thresholds</c>.
/// Only two listings that agree are a reading. What fails is tried again with growing pauses.
/// </summary>
internal sealed class TableReader
{
    private readonly ChildSlot _child;
    private readonly int _save;
    private readonly int _list;
    private Backoff _backoff;
    private bool _listing;
    private bool _disagreed;

    /// <summary>Prepares both commands.</summary>
    /// <param name="runner">What runs them.</param>
    /// <param name="path">The ipvsadm program.</param>
    /// <param name="child">The one child at a time.</param>
    internal TableReader(ICommandRunner runner, string path, ChildSlot child)
    {
        _child = child;
        _save = runner.Prepare(path, "-S", "-n");
        _list = runner.Prepare(path, "-L", "-n", "--thresholds");
    }

    /// <summary>How far the reading at start is.</summary>
    internal StartRead StartRead { get; private set; }

    /// <summary>True when a reading after the one at start has adopted real servers.</summary>
    internal bool HasNewAdoptions { get; set; }

    /// <summary>True from a request until a reading is complete.</summary>
    internal bool IsDue { get; private set; }

    /// <summary>When the next child may be started, 0 for any time: also of those that write, because nothing is
    /// written blindly.</summary>
    internal long DueUs => _backoff.DueUs;

    /// <summary>Ticket of the text that says why it failed.</summary>
    internal int Failure { get; private set; }

    /// <summary>Asks for a reading as soon as possible.</summary>
    internal void Request() => IsDue = true;

    /// <summary>The arena was replaced or turned round: it is read again, without a pause.</summary>
    internal void Restart()
    {
        IsDue = true;
        _backoff.Reset();
    }

    /// <summary>Starts the first child of a reading.</summary>
    internal ReaderState Start(TableArena arena, long nowUs, FactStream facts) =>
        StartChild(arena, listing: false, nowUs, facts);

    /// <summary>The child of a reading has ended: starts the second or takes the reading.</summary>
    internal ReaderState Continue(TableArena arena, long nowUs, FactStream facts)
    {
        bool whole = _listing ? arena.Thresholds.IsComplete : arena.Save.IsComplete;
        if (!_child.EndedWell || !whole)
        {
            return Fail(TableTeller.Ended(_child, facts.Details), nowUs);
        }

        return _listing ? Take(arena, nowUs, facts) : StartChild(arena, listing: true, nowUs, facts);
    }

    /// <summary>ipvsadm does not work: whatever is next waits.</summary>
    /// <param name="detail">Ticket of the text that says why.</param>
    /// <param name="nowUs">Now.</param>
    internal ReaderState Fail(int detail, long nowUs)
    {
        Failure = detail;
        _backoff.Fail(nowUs);
        IsDue = true;
        StartRead = StartRead == StartRead.Pending ? StartRead.Failed : StartRead;
        return ReaderState.Failed;
    }

    private ReaderState StartChild(TableArena arena, bool listing, long nowUs, FactStream facts)
    {
        if (listing)
        {
            arena.Thresholds.Begin(arena.Spare);
        }
        else
        {
            arena.Save.Begin(arena.Spare);
        }

        _listing = listing;
        _child.Output.Begin(listing ? null : arena.Save, listing ? arena.Thresholds : null);
        int lines = Math.Max(arena.Actual.Lines, arena.Layout.SlotCount + arena.Layout.WatchedCount);
        OsError error = _child.Start(listing ? _list : _save, default, lines, nowUs);
        return error == OsError.None
            ? ReaderState.UnderWay
            : Fail(TableTeller.NotStarted(error, facts.Details), nowUs);
    }

    /// <summary>Two listings that do not agree are read again: the table changed between them, or one was
    /// cut.</summary>
    private ReaderState Take(TableArena arena, long nowUs, FactStream facts)
    {
        if (arena.Spare.IsConsistent)
        {
            _disagreed = false;
            Complete(arena, nowUs, facts);
            return ReaderState.Complete;
        }

        if (_disagreed)
        {
            return Fail(facts.Details.Keep("two listings of the table do not agree"u8), nowUs);
        }

        _disagreed = true;
        IsDue = true;
        return ReaderState.Again;
    }

    /// <summary>What stands in the table without a verdict of ours keeps its place.</summary>
    private void Complete(TableArena arena, long nowUs, FactStream facts)
    {
        arena.Swap();
        arena.Leaving.Finish();
        _backoff.Reset();
        IsDue = false;
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
        arena.IsKnown = true;
        arena.ReadUs = nowUs;
    }
}
