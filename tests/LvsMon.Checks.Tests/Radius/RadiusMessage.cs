using System;
using System.Linq;
using System.Text;

namespace LvsMon.Checks.Tests.Radius;

/// <summary>Answers as a RADIUS server writes them, with the digests of the framework.</summary>
internal static class RadiusMessage
{
    /// <summary>The secret of all of them.</summary>
    public const string Secret = "xyzzy5461";

    /// <summary>The identifier and the authenticator of the request that belongs to the samples' number.</summary>
    public const byte Identifier = 0xEF;

    private static readonly byte[] Key = Encoding.Latin1.GetBytes(Secret);

    /// <summary>HMAC-MD5 with the secret.</summary>
    public static byte[] Authenticator { get; } = FrameworkDigests.Hmac(Key, [0x5E, 0xED, 0xBE, 0xEF]);

    /// <summary>An attribute.</summary>
    public static byte[] Attribute(byte type, byte[] value) => [type, (byte)(value.Length + 2), .. value];

    /// <summary>A signed answer; a Message-Authenticator of zeroes among its attributes is filled in.</summary>
    public static byte[] Answer(
        int code, byte[] attributes, string secret = Secret, byte[]? authenticator = null, int id = Identifier)
    {
        byte[] asked = authenticator ?? Authenticator;
        byte[] key = Encoding.Latin1.GetBytes(secret);
        byte[] blank = Packet(code, id, asked, attributes);
        int at = blank.AsSpan().IndexOf(Attribute(80, new byte[16]));
        if (at >= 0)
        {
            FrameworkDigests.Hmac(key, blank).CopyTo(blank, at + 2);
        }

        byte[] digest = FrameworkDigests.Md5([.. blank, .. key]);
        return Packet(code, id, digest, blank[20..]);
    }

    /// <summary>A packet with this authenticator.</summary>
    public static byte[] Packet(int code, int id, byte[] authenticator, byte[] attributes)
    {
        int length = 20 + attributes.Length;
        return [(byte)code, (byte)id, (byte)(length >> 8), (byte)length, .. authenticator, .. attributes];
    }

    /// <summary>A hidden password as the server reads it, without the zeroes behind it.</summary>
    public static string Reveal(byte[] hidden, byte[] authenticator)
    {
        byte[] plain = [];
        byte[] before = authenticator;
        foreach (byte[] block in hidden.Chunk(16))
        {
            byte[] mask = FrameworkDigests.Md5([.. Key, .. before]);
            plain = [.. plain, .. block.Zip(mask, (one, other) => (byte)(one ^ other))];
            before = block;
        }

        return Encoding.Latin1.GetString(plain).TrimEnd('\0');
    }
}
