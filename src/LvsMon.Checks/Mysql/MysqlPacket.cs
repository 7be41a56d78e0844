namespace LvsMon.Checks.Mysql;

/// <summary>What a packet's first byte says that it is.</summary>
internal enum MysqlPacket : byte
{
    /// <summary>Not known before the first byte.</summary>
    Unknown,

    /// <summary>The server's handshake, protocol 10.</summary>
    Greeting,

    /// <summary>OK: the login is done.</summary>
    Ok,

    /// <summary>ERR: a code, mostly a state, and a message.</summary>
    Error,

    /// <summary>The account uses another method of authentication; the server names it.</summary>
    Switch,
}
