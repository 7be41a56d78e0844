namespace LvsMon.Checks.Mysql;

/// <summary>Scratch of <see cref="MysqlProgram"/>.</summary>
internal struct MysqlState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>Bytes of the current packet before the one being taken, its head included.</summary>
    internal int At;

    /// <summary>Bytes of the current packet behind its head.</summary>
    internal int Length;

    /// <summary>Where the greeting goes on behind its version text, 0 before that is known.</summary>
    internal int Mark;

    /// <summary>The code of an error, as far as read.</summary>
    internal ushort Code;

    /// <summary>What the server is to send next.</summary>
    internal MysqlPhase Phase;

    /// <summary>What the current packet is.</summary>
    internal MysqlPacket Packet;

    /// <summary>What is to be sent.</summary>
    internal MysqlReply Owed;

    /// <summary>The error refuses the login, not the connection.</summary>
    internal bool IsRefusal;

    /// <summary>Bytes kept to be shown.</summary>
    internal byte Kept;
}
