namespace LvsMon.Checks.Http;

/// <summary>The part of the response the next byte belongs to.</summary>
internal enum HttpPhase : byte
{
    /// <summary>The status line of an interim or the final response.</summary>
    StatusLine,

    /// <summary>Its header section.</summary>
    Fields,

    /// <summary>The final response's body; only read to match.</summary>
    Body,
}
