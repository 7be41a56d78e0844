using System;

namespace LvsMon.Checks.Mysql;

/// <summary>What the check sends: packets of a three-byte length, a sequence number and a body.</summary>
internal static class MysqlBytes
{
    /// <summary>Bytes before a packet's body.</summary>
    internal const int HeadBytes = 4;

    private const int FixedLoginBytes = 32;
    private const byte CharacterSet = 33;

    /// <summary>No password, in answer to a change of method.</summary>
    internal static ReadOnlyMemory<byte> Empty { get; } = Packet(3, []);

    /// <summary>No password, for the methods with SHA-256.</summary>
    internal static ReadOnlyMemory<byte> Zero { get; } = Packet(3, [0]);

    /// <summary>COM_QUIT.</summary>
    internal static ReadOnlyMemory<byte> Quit { get; } = Packet(0, [1]);

    /// <summary>
    /// HandshakeResponse41: capabilities CLIENT_LONG_PASSWORD, CLIENT_PROTOCOL_41, CLIENT_SECURE_CONNECTION and
    /// CLIENT_PLUGIN_AUTH, no database, no password, the method that every server has known since 4.1.
    /// </summary>
    internal static ReadOnlyMemory<byte> Login(ReadOnlySpan<byte> user)
    {
        ReadOnlySpan<byte> method = "mysql_native_password\0"u8;
        byte[] body = new byte[FixedLoginBytes + user.Length + 2 + method.Length];
        ReadOnlySpan<byte> begin = [0x01, 0x82, 0x08, 0, 0, 0, 0, 1, CharacterSet];
        begin.CopyTo(body);
        user.CopyTo(body.AsSpan(FixedLoginBytes));
        method.CopyTo(body.AsSpan(FixedLoginBytes + user.Length + 2));
        return Packet(1, body);
    }

    private static byte[] Packet(byte sequence, ReadOnlySpan<byte> body) =>
        [(byte)body.Length, (byte)(body.Length >> 8), 0, sequence, .. body];
}
