using System;
using System.Buffers.Binary;

namespace LvsMon.Checks.Postgresql;

/// <summary>What the check says first: length, protocol 3.0, and pairs of texts that end with NUL.</summary>
internal static class StartupMessage
{
    private const int HeadBytes = 8;
    private const int Version3 = 3 << 16;

    /// <summary>The message; an empty <paramref name="database"/> leaves the choice to the server.</summary>
    internal static byte[] Of(ReadOnlySpan<byte> user, ReadOnlySpan<byte> database)
    {
        byte[] message =
        [
            0, 0, 0, 0, 0, 0, 0, 0, .. "user\0"u8, .. user, 0,
            .. database.IsEmpty ? [] : "database\0"u8, .. database, .. database.IsEmpty ? [] : "\0"u8,
            .. "application_name\0lvsmon\0"u8, 0,
        ];
        BinaryPrimitives.WriteInt32BigEndian(message, message.Length);
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(HeadBytes / 2), Version3);
        return message;
    }
}
