namespace LvsMon.Checks.Redis;

/// <summary>Scratch of <see cref="RedisProgram"/>.</summary>
internal struct RedisState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>Bytes of the current line before the one being taken.</summary>
    internal int Column;

    /// <summary>The length announced for the role, as far as read.</summary>
    internal int Length;

    /// <summary>The line being read.</summary>
    internal RedisPhase Phase;

    /// <summary>The line is an error that only a living server with access rules says.</summary>
    internal bool IsGuarded;

    /// <summary>The CR of a head was taken.</summary>
    internal bool IsEnding;

    /// <summary>Bytes of the line kept to be shown.</summary>
    internal byte Kept;
}
