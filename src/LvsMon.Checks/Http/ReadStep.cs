namespace LvsMon.Checks.Http;

/// <summary>What one byte did to a part of a message.</summary>
internal enum ReadStep : byte
{
    /// <summary>The part goes on.</summary>
    More,

    /// <summary>The byte was the last of the part.</summary>
    End,

    /// <summary>The byte is content of the body.</summary>
    Content,

    /// <summary>The byte breaks the rules.</summary>
    Malformed,
}
