namespace LvsMon.Checks.Postgresql;

/// <summary>How far the session has come.</summary>
internal enum PostgresqlPhase : byte
{
    /// <summary>The server has not said whether it lets us in.</summary>
    Login,

    /// <summary>It lets us in and makes the session ready.</summary>
    Entered,

    /// <summary>The session was ready and was told to end.</summary>
    Quit,
}
