namespace LvsMon.Core.Checks;

/// <summary>What a check wants next.</summary>
public enum CheckStepKind : byte
{
    /// <summary>More bytes, or the end of the stream.</summary>
    Receive,

    /// <summary>Send the step's bytes, then receive.</summary>
    Send,

    /// <summary>Send the first bytes of the attempt's buffer, then receive.</summary>
    SendKept,

    /// <summary>Make the stream secure; <see cref="CheckProgram.Secured"/> comes next.</summary>
    StartTls,

    /// <summary>Nothing: the result stands.</summary>
    Done,
}
