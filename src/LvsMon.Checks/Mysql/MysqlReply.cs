namespace LvsMon.Checks.Mysql;

/// <summary>What is owed to the server when the bytes in hand are taken.</summary>
internal enum MysqlReply : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The login.</summary>
    Login,

    /// <summary>An empty packet: no password, for most methods of authentication.</summary>
    Empty,

    /// <summary>A packet of one zero byte: no password, for the methods with SHA-256.</summary>
    Zero,

    /// <summary>COM_QUIT.</summary>
    Quit,
}
