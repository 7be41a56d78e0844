namespace LvsMon.Checks.Banner;

/// <summary>What a <see cref="ReplyReader"/> remembers between two bytes; all zero before a reply.</summary>
internal struct ReplyState
{
    /// <summary>Bytes of the current line before the one being taken.</summary>
    internal int Column;

    /// <summary>The current line's reply code, as far as read.</summary>
    internal short Code;

    /// <summary>The code of the reply that is open, 0 before its first line is known.</summary>
    internal short OpenCode;

    /// <summary>What the current line turned out to be.</summary>
    internal ReplyLine Line;

    /// <summary>One bit for each word the line may still begin with.</summary>
    internal byte Candidates;
}
