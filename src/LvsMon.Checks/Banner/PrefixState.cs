namespace LvsMon.Checks.Banner;

/// <summary>Scratch of <see cref="PrefixProgram"/>.</summary>
internal struct PrefixState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>Bytes kept to be shown.</summary>
    internal byte Kept;
}
