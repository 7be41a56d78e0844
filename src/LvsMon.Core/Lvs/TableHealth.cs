using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>Whether the table is in step: each change is told once, and each further cause once while it
/// lasts.</summary>
internal sealed class TableHealth
{
    private OutOfStepCause _told;
    private bool _wasUnreadable;
    private long _outSinceUs;

    /// <summary>True while the table could not be made what it should be.</summary>
    internal bool IsOut { get; private set; }

    /// <summary>The table is not in step; tells it unless it has told this cause already.</summary>
    internal void Out(
        OutOfStepCause cause, TableLayout layout, in Edit? edit, int detail, long nowUs, FactStream facts)
    {
        Begin(nowUs);

        // A program that hangs at the edits and at the reading is one thing to know, whichever came first.
        bool isKnown = (_told & cause) != 0 || (cause == OutOfStepCause.Hanging && _wasUnreadable);
        _told |= cause;
        _wasUnreadable |= cause == OutOfStepCause.Unreadable;
        if (!isKnown)
        {
            TableTeller.OutOfStep(layout, edit, detail, nowUs, facts);
        }
    }

    /// <summary>The one child does not end, so that nothing can be done to the table.</summary>
    internal void Stuck(OutOfStepCause cause, TableLayout layout, long nowUs, FactStream facts) =>
        Out(cause, layout, null, TableTeller.Stuck(facts.Details), nowUs, facts);

    /// <summary>The table is not in step because an entry is left as it is; that has a line of its own.</summary>
    internal void LeaveAlone(long nowUs) => Begin(nowUs);

    /// <summary>The table was read. What else is wrong lasts until <see cref="In"/>: it is tried again and again, and
    /// no try between two failures shows that it has gone.</summary>
    internal void NoteRead() => _told &= ~OutOfStepCause.Unreadable;

    /// <summary>The table is in step; tells it when it was not.</summary>
    internal void In(long nowUs, FactStream facts)
    {
        _told = OutOfStepCause.None;
        _wasUnreadable = false;
        if (IsOut)
        {
            IsOut = false;
            facts.Post(new Fact(FactKind.InStep) { TimeUs = nowUs, DurationUs = nowUs - _outSinceUs });
        }
    }

    private void Begin(long nowUs)
    {
        if (!IsOut)
        {
            IsOut = true;
            _outSinceUs = nowUs;
        }
    }
}
