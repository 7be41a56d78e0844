namespace LvsMon.Checks.Postgresql;

/// <summary>Scratch of <see cref="PostgresqlProgram"/>.</summary>
internal struct PostgresqlState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>Bytes of the current message before the one being taken, its head included.</summary>
    internal int At;

    /// <summary>Bytes of the current message without its type, as the message itself counts.</summary>
    internal uint Length;

    /// <summary>The method that an authentication request names, 0 for "let in".</summary>
    internal uint Method;

    /// <summary>The five characters of an error's SQLSTATE, the first one highest.</summary>
    internal ulong SqlState;

    /// <summary>The type of the current message.</summary>
    internal byte Type;

    /// <summary>The field of an error that is being read, 0 between two.</summary>
    internal byte Field;

    /// <summary>How far the session has come.</summary>
    internal PostgresqlPhase Phase;

    /// <summary>Terminate is to be sent.</summary>
    internal bool OwesEnd;

    /// <summary>Bytes kept to be shown.</summary>
    internal byte Kept;
}
