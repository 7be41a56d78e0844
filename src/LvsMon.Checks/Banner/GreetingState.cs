namespace LvsMon.Checks.Banner;

/// <summary>Scratch of <see cref="GreetingProgram"/>.</summary>
internal struct GreetingState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>The reader's.</summary>
    internal ReplyState Reply;

    /// <summary>Bytes of the line kept to be shown.</summary>
    internal byte Kept;
}
