namespace LvsMon.Core.Events;

/// <summary>Where a member of an event comes from, and how it is written.</summary>
public enum EventSource : byte
{
    /// <summary>The reason's words, with <c>-</c> for blanks; null without one.</summary>
    Reason,

    /// <summary>The number that belongs to the reason; null without one.</summary>
    Number,

    /// <summary>Where in a conversation it was met; null when it was in none.</summary>
    Place,

    /// <summary>The text that goes with the fact; null without one, or when newer ones took its place.</summary>
    Detail,

    /// <summary>Whether that text is what a server or a program sent.</summary>
    Foreign,

    /// <summary>The fallback of the service; null without one.</summary>
    Fallback,

    /// <summary>The name of the service set whose number is the fact's fourth count; null without one.</summary>
    Set,

    /// <summary>The fact's duration; null below 0.</summary>
    Duration,

    /// <summary>The fact's first count; null below 0.</summary>
    A,

    /// <summary>Its second.</summary>
    B,

    /// <summary>Its third.</summary>
    C,

    /// <summary>Its fourth.</summary>
    D,
}
