namespace LvsMon.Checks.Http;

/// <summary>Where in the header section the next byte stands.</summary>
internal enum FieldPhase : byte
{
    /// <summary>At the first byte after the status line.</summary>
    First,

    /// <summary>At the first byte of a later line.</summary>
    LineStart,

    /// <summary>In a field's name.</summary>
    Name,

    /// <summary>In a field's value.</summary>
    Value,

    /// <summary>After the CR of a field line.</summary>
    LineFeed,

    /// <summary>After the CR of the blank line.</summary>
    BlankLineFeed,
}
