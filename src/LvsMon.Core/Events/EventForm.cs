namespace LvsMon.Core.Events;

/// <summary>How a count of a fact is written.</summary>
public enum EventForm : byte
{
    /// <summary>As a number; null below 0.</summary>
    Number,

    /// <summary>Milliseconds, as microseconds; null below 0.</summary>
    Milliseconds,

    /// <summary>Seconds, as microseconds; null below 0.</summary>
    Seconds,

    /// <summary>False for 0, otherwise true.</summary>
    Flag,

    /// <summary>The word of that number; null for a number that has none.</summary>
    Word,

    /// <summary>The words whose bits are set, with blanks between them.</summary>
    WordSet,
}
