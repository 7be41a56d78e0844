namespace LvsMon.Checks.Banner;

/// <summary>Scratch of the presets.</summary>
internal struct GreetingState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>Bytes of the current line before the one being taken.</summary>
    internal int Column;

    /// <summary>The current line's reply code, as far as read.</summary>
    internal short Code;

    /// <summary>The code of the reply that is open, 0 before its first line is known.</summary>
    internal short OpenCode;

    /// <summary>What the current line turned out to be.</summary>
    internal GreetingLine Line;

    /// <summary>One bit for each word the line may still begin with.</summary>
    internal byte Candidates;

    /// <summary>Bytes of the line kept to be shown.</summary>
    internal byte Kept;
}
