namespace LvsMon.Checks.Agent;

/// <summary>Scratch of <see cref="AgentProgram"/>.</summary>
internal struct AgentState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>The percentage that was said, when <see cref="HasPercent"/>.</summary>
    internal short Percent;

    /// <summary>A percentage was said.</summary>
    internal bool HasPercent;

    /// <summary>The words that were said.</summary>
    internal AgentWords Words;

    /// <summary>Bytes of the line kept to be shown.</summary>
    internal byte Kept;

    /// <summary>Bytes of the word that is being read; one more than there is room for when it is too long.</summary>
    internal byte Length;

    /// <summary>True behind a <c>#</c>: the rest of the line is for people.</summary>
    internal bool IsComment;
}
