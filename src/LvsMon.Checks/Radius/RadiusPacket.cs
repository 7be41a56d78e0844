using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace LvsMon.Checks.Radius;

/// <summary>Packets as they stand on the wire (RFC 2865 §3, §5).</summary>
internal static class RadiusPacket
{
    /// <summary>Bytes before the attributes.</summary>
    internal const int HeaderBytes = 20;

    /// <summary>Where the identifier stands.</summary>
    internal const int IdentifierAt = 1;

    /// <summary>Where the authenticator stands.</summary>
    internal const int AuthenticatorAt = 4;

    /// <summary>Bytes of an attribute's type and length.</summary>
    internal const int AttributeBytes = 2;

    /// <summary>
    /// Where the Message-Authenticator of our requests has its value: first of all, where nobody can put something
    /// before it that helps to forge the rest.
    /// </summary>
    internal const int SignatureAt = HeaderBytes + AttributeBytes;

    private const int LengthAt = 2;
    private const int MaxBytes = 4096;
    private const byte UserName = 1;
    private const byte UserPassword = 2;
    private const byte NasIdentifier = 32;
    private const byte MessageAuthenticator = 80;

    /// <summary>A request; identifier, authenticators and the password's disguise are missing yet.</summary>
    internal static byte[] Status() => Write(RadiusCode.StatusServer, [], []);

    /// <summary>The same for a user; the password stands at the end, of <see cref="PasswordBytes"/>.</summary>
    internal static byte[] Access(byte[] user, byte[] password) => Write(
        RadiusCode.AccessRequest, user, [.. password, .. new byte[PasswordBytes(password) - password.Length]]);

    /// <summary>Bytes of a password on the wire: whole blocks, at least one.</summary>
    internal static int PasswordBytes(ReadOnlySpan<byte> password) =>
        Math.Max(1, (password.Length + Md5.Bytes - 1) / Md5.Bytes) * Md5.Bytes;

    /// <summary>The authenticator of a packet.</summary>
    internal static ReadOnlySpan<byte> Authenticator(ReadOnlySpan<byte> packet) =>
        packet[AuthenticatorAt..HeaderBytes];

    /// <summary>The packet without what a datagram has behind it, which means nothing; empty when it is none.</summary>
    internal static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> datagram)
    {
        int length = datagram.Length < HeaderBytes ? 0 : BinaryPrimitives.ReadUInt16BigEndian(datagram[LengthAt..]);
        return length >= HeaderBytes && length <= Math.Min(datagram.Length, MaxBytes) ? datagram[..length] : default;
    }

    /// <summary>Looks through the attributes.</summary>
    /// <param name="packet">Of <see cref="Whole"/>.</param>
    /// <param name="signatureAt">Where the value of its one Message-Authenticator stands, 0 for none.</param>
    /// <returns>False when they are not well formed.</returns>
    internal static bool TryRead(ReadOnlySpan<byte> packet, out int signatureAt)
    {
        signatureAt = 0;
        for (int at = HeaderBytes; at < packet.Length;)
        {
            int length = at + 1 < packet.Length ? packet[at + 1] : 0;
            if (length < AttributeBytes || at + length > packet.Length)
            {
                return false;
            }

            if (packet[at] == MessageAuthenticator)
            {
                if (signatureAt != 0 || length != AttributeBytes + Md5.Bytes)
                {
                    return false;
                }

                signatureAt = at + AttributeBytes;
            }

            at += length;
        }

        return true;
    }

    private static byte[] Write(RadiusCode code, byte[] user, byte[] password)
    {
        List<byte> packet = [(byte)code, .. new byte[HeaderBytes - 1]];
        Add(packet, MessageAuthenticator, new byte[Md5.Bytes]);

        // A request says who asks (RFC 2865 §4.1).
        Add(packet, NasIdentifier, "lvsmon"u8);
        if (code == RadiusCode.AccessRequest)
        {
            Add(packet, UserName, user);
            Add(packet, UserPassword, password);
        }

        byte[] bytes = [.. packet];
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(LengthAt), (ushort)bytes.Length);
        return bytes;
    }

    private static void Add(List<byte> packet, byte type, ReadOnlySpan<byte> value)
    {
        packet.Add(type);
        packet.Add((byte)(AttributeBytes + value.Length));
        packet.AddRange(value);
    }
}
