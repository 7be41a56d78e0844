namespace LvsMon.Checks.Mysql;

/// <summary>What the server is to send next.</summary>
internal enum MysqlPhase : byte
{
    /// <summary>Its greeting.</summary>
    Greeting,

    /// <summary>The answer to the login.</summary>
    Login,

    /// <summary>The answer to the empty password, after a change of method.</summary>
    Password,

    /// <summary>Nothing but the end: it let us in and was told good-bye.</summary>
    Quit,
}
