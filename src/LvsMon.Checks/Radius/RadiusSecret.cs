using System;
using System.Buffers.Binary;

namespace LvsMon.Checks.Radius;

/// <summary>What is done with the secret that a server and its clients share (RFC 2865, RFC 3579).</summary>
internal sealed class RadiusSecret
{
    private readonly byte[] _secret;
    private readonly HmacMd5 _hmac;

    /// <summary>Makes it of at least one byte.</summary>
    internal RadiusSecret(byte[] secret)
    {
        _secret = secret;
        _hmac = new HmacMd5(secret);
    }

    /// <summary>
    /// Writes a request's authenticator: nobody without the secret can foresee it, even who knows all numbers (RFC 2865
    /// §3).
    /// </summary>
    internal void Draw(uint number, Span<byte> authenticator)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        Md5 hash = _hmac.Begin();
        hash.Append(bytes);
        _hmac.Finish(ref hash, authenticator);
    }

    /// <summary>Hides a password in its place (RFC 2865 §5.2).</summary>
    /// <param name="password">Filled up with zeroes to blocks of 16 bytes.</param>
    /// <param name="authenticator">The request's.</param>
    internal void Hide(Span<byte> password, scoped ReadOnlySpan<byte> authenticator)
    {
        Span<byte> key = stackalloc byte[Md5.Bytes];
        ReadOnlySpan<byte> before = authenticator;
        for (int at = 0; at < password.Length; at += Md5.Bytes)
        {
            Md5 hash = Md5.Begin();
            hash.Append(_secret);
            hash.Append(before);
            hash.Finish(key);
            Span<byte> block = password.Slice(at, Md5.Bytes);
            for (int i = 0; i < block.Length; i++)
            {
                block[i] ^= key[i];
            }

            before = block;
        }
    }

    /// <summary>Writes the Message-Authenticator of a packet (RFC 3579 §3.2).</summary>
    /// <param name="packet">The packet; its value need not be zero yet.</param>
    /// <param name="at">Where the value stands in it.</param>
    /// <param name="authenticator">The request's, also for an answer.</param>
    /// <param name="digest">Takes it, 16 bytes; may be the value's place.</param>
    internal void Sign(
        scoped ReadOnlySpan<byte> packet, int at, scoped ReadOnlySpan<byte> authenticator, scoped Span<byte> digest)
    {
        Span<byte> none = stackalloc byte[Md5.Bytes];
        none.Clear();
        Md5 hash = _hmac.Begin();
        hash.Append(packet[..RadiusPacket.AuthenticatorAt]);
        hash.Append(authenticator);
        hash.Append(packet[RadiusPacket.HeaderBytes..at]);
        hash.Append(none);
        hash.Append(packet[(at + Md5.Bytes)..]);
        _hmac.Finish(ref hash, digest);
    }

    /// <summary>True when an answer's own authenticator is that of the server to this request (RFC 2865 §3).</summary>
    internal bool HasSigned(scoped ReadOnlySpan<byte> answer, scoped ReadOnlySpan<byte> authenticator)
    {
        Span<byte> digest = stackalloc byte[Md5.Bytes];
        Md5 hash = Md5.Begin();
        hash.Append(answer[..RadiusPacket.AuthenticatorAt]);
        hash.Append(authenticator);
        hash.Append(answer[RadiusPacket.HeaderBytes..]);
        hash.Append(_secret);
        hash.Finish(digest);
        return RadiusPacket.Authenticator(answer).SequenceEqual(digest);
    }
}
