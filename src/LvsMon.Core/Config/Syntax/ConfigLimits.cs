namespace LvsMon.Core.Config.Syntax;

/// <summary>
/// What bounds the reading of a configuration, so that a wrong file costs bounded time and memory. Tests lower them.
/// </summary>
internal sealed record ConfigLimits
{
    /// <summary>Bytes of one file, and of all files together: 64 MiB.</summary>
    public int Bytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Files read, counting each inclusion.</summary>
    public int Files { get; init; } = 10_000;

    /// <summary>How deep includes may be nested.</summary>
    public int Depth { get; init; } = 16;

    /// <summary>Words in a line.</summary>
    public int WordsPerLine { get; init; } = 1_000;

    /// <summary>Characters of a word after variables are filled in.</summary>
    public int WordLength { get; init; } = 16_384;

    /// <summary>Characters that variables may add over the whole configuration.</summary>
    public long ExpandedCharacters { get; init; } = 64 * 1024 * 1024;
}
