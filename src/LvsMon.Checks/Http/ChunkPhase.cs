namespace LvsMon.Checks.Http;

/// <summary>Where in a chunk the next byte stands.</summary>
internal enum ChunkPhase : byte
{
    /// <summary>At the first digit of the size.</summary>
    Size,

    /// <summary>After a digit of the size.</summary>
    SizeGoesOn,

    /// <summary>In blanks after the size.</summary>
    Blanks,

    /// <summary>In an extension.</summary>
    Extension,

    /// <summary>After the CR of the size line.</summary>
    SizeLineFeed,

    /// <summary>In the data.</summary>
    Data,

    /// <summary>At the CR after the data.</summary>
    DataReturn,

    /// <summary>At the LF after the data.</summary>
    DataLineFeed,
}
