namespace LvsMon.Core.Events;

/// <summary>Where one reader of the <see cref="EventLog"/> is.</summary>
internal struct EventCursor
{
    /// <summary>The number of the event that it wants next.</summary>
    public long Event;

    /// <summary>The place of the report that it wants next.</summary>
    public long Report;
}
