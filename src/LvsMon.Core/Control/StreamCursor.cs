using LvsMon.Core.Events;

namespace LvsMon.Core.Control;

/// <summary>How far an <see cref="EventsAnswer"/> is.</summary>
internal struct StreamCursor
{
    /// <summary>What comes next.</summary>
    public EventsAnswer.Step Step;

    /// <summary>What comes after the head.</summary>
    public EventsAnswer.Step AfterHead;

    /// <summary>The next event and report.</summary>
    public EventCursor Place;

    /// <summary>The number that the snapshot is of.</summary>
    public long Snapshot;

    /// <summary>The <see cref="StatusView.Edition"/> that the snapshot is of.</summary>
    public int Edition;

    /// <summary>True while the answer stays open.</summary>
    public bool Follows;

    /// <summary>True while a gap needs no snapshot, because all was asked for that is still there.</summary>
    public bool IsHistory;
}
