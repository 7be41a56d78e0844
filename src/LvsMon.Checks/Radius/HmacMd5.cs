using System;

namespace LvsMon.Checks.Radius;

/// <summary>HMAC-MD5 with one key (RFC 2104). The key's part of the work is done once; each digest begins with a
/// copy.</summary>
internal sealed class HmacMd5
{
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5C;

    private readonly Md5 _inner;
    private readonly Md5 _outer;

    /// <summary>Makes it for a key of any length.</summary>
    internal HmacMd5(ReadOnlySpan<byte> key)
    {
        Span<byte> block = stackalloc byte[Md5.BlockBytes];
        block.Clear();
        if (key.Length <= Md5.BlockBytes)
        {
            key.CopyTo(block);
        }
        else
        {
            Md5 hash = Md5.Begin();
            hash.Append(key);
            hash.Finish(block);
        }

        _inner = Padded(block, InnerPad);
        _outer = Padded(block, OuterPad);
    }

    /// <summary>One to which the message is given.</summary>
    internal Md5 Begin() => _inner;

    /// <summary>Writes the digest of a message that was given to what <see cref="Begin"/> made.</summary>
    internal void Finish(ref Md5 message, scoped Span<byte> digest)
    {
        Md5 outer = _outer;
        message.Finish(digest);
        outer.Append(digest[..Md5.Bytes]);
        outer.Finish(digest);
    }

    private static Md5 Padded(ReadOnlySpan<byte> key, byte pad)
    {
        Span<byte> padded = stackalloc byte[Md5.BlockBytes];
        for (int i = 0; i < padded.Length; i++)
        {
            padded[i] = (byte)(key[i] ^ pad);
        }

        Md5 hash = Md5.Begin();
        hash.Append(padded);
        return hash;
    }
}
