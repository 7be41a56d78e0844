using LvsMon.Checks.Banner;

namespace LvsMon.Checks.Transaction;

/// <summary>Scratch of <see cref="TransactionProgram"/>.</summary>
internal struct TransactionState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>Of a step that reads a reply: the reader's.</summary>
    internal ReplyState Reply;

    /// <summary>Of a step that looks for a text: how many bytes of it the stream ends with.</summary>
    internal ushort Matched;

    /// <summary>Of a step that looks at lines: bytes of the current line.</summary>
    internal ushort LineLength;

    /// <summary>Of a step that looks at lines: how many it has looked at.</summary>
    internal ushort Lines;

    /// <summary>Of a step that captures: where in the line the found text stands.</summary>
    internal ushort FoundAt;

    /// <summary>Of a step that captures: the length of the found text.</summary>
    internal ushort FoundLength;

    /// <summary>The step that waits.</summary>
    internal byte Step;

    /// <summary>The first step that is not done, of those before <see cref="Step"/>.</summary>
    internal byte Done;

    /// <summary>The step that a failure belongs to.</summary>
    internal byte At;

    /// <summary>Bytes of the current line, or else the last one, kept to be shown.</summary>
    internal byte Kept;

    /// <summary>Of a step that looks at lines: the current one is over the limit and was looked at.</summary>
    internal bool IsPassing;

    /// <summary>The next byte begins a line.</summary>
    internal bool IsLineOver;
}
