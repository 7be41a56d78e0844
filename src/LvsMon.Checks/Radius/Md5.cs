using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace LvsMon.Checks.Radius;

/// <summary>
/// MD5 (RFC 1321), for what RADIUS makes of it and nothing else. The framework's own takes native memory for each
/// digest, needs OpenSSL on the host and throws where its rules forbid MD5. A copy goes on where the original stood.
/// </summary>
internal struct Md5
{
    /// <summary>Bytes of a digest.</summary>
    internal const int Bytes = 16;

    /// <summary>Bytes that are worked on at a time.</summary>
    internal const int BlockBytes = 64;

    private const int LengthBytes = sizeof(ulong);
    private const byte EndMark = 0x80;

    private uint _a;
    private uint _b;
    private uint _c;
    private uint _d;
    private ulong _length;
    private Block _block;

    /// <summary>How far each step of a round turns (RFC 1321 §3.4), four a round, again and again.</summary>
    private static ReadOnlySpan<byte> Turns => [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];

    /// <summary>The whole parts of 2^32 times the sines of 1 to 64 without their signs (RFC 1321 §3.4).</summary>
    private static ReadOnlySpan<uint> Sines =>
    [
        0xD76AA478, 0xE8C7B756, 0x242070DB, 0xC1BDCEEE, 0xF57C0FAF, 0x4787C62A, 0xA8304613, 0xFD469501,
        0x698098D8, 0x8B44F7AF, 0xFFFF5BB1, 0x895CD7BE, 0x6B901122, 0xFD987193, 0xA679438E, 0x49B40821,
        0xF61E2562, 0xC040B340, 0x265E5A51, 0xE9B6C7AA, 0xD62F105D, 0x02441453, 0xD8A1E681, 0xE7D3FBC8,
        0x21E1CDE6, 0xC33707D6, 0xF4D50D87, 0x455A14ED, 0xA9E3E905, 0xFCEFA3F8, 0x676F02D9, 0x8D2A4C8A,
        0xFFFA3942, 0x8771F681, 0x6D9D6122, 0xFDE5380C, 0xA4BEEA44, 0x4BDECFA9, 0xF6BB4B60, 0xBEBFBC70,
        0x289B7EC6, 0xEAA127FA, 0xD4EF3085, 0x04881D05, 0xD9D4D039, 0xE6DB99E5, 0x1FA27CF8, 0xC4AC5665,
        0xF4292244, 0x432AFF97, 0xAB9423A7, 0xFC93A039, 0x655B59C3, 0x8F0CCC92, 0xFFEFF47D, 0x85845DD1,
        0x6FA87E4F, 0xFE2CE6E0, 0xA3014314, 0x4E0811A1, 0xF7537E82, 0xBD3AF235, 0x2AD7D2BB, 0xEB86D391,
    ];

    /// <summary>One to which nothing has been given yet.</summary>
    internal static Md5 Begin() => new() { _a = 0x67452301, _b = 0xEFCDAB89, _c = 0x98BADCFE, _d = 0x10325476 };

    /// <summary>Takes more bytes.</summary>
    internal void Append(scoped ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int at = (int)(_length % BlockBytes);
            int taken = Math.Min(bytes.Length, BlockBytes - at);
            bytes[..taken].CopyTo(_block[at..]);
            _length += (ulong)taken;
            bytes = bytes[taken..];
            if (at + taken == BlockBytes)
            {
                Mix();
            }
        }
    }

    /// <summary>Writes the digest of all that was given; nothing can be added then.</summary>
    internal void Finish(scoped Span<byte> digest)
    {
        ulong bits = _length * 8;
        Append([EndMark]);
        if (_length % BlockBytes > BlockBytes - LengthBytes)
        {
            Fill(BlockBytes);
            Mix();
            _length = 0;
        }

        Fill(BlockBytes - LengthBytes);
        BinaryPrimitives.WriteUInt64LittleEndian(_block[(BlockBytes - LengthBytes)..], bits);
        Mix();
        BinaryPrimitives.WriteUInt32LittleEndian(digest, _a);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[4..], _b);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[8..], _c);
        BinaryPrimitives.WriteUInt32LittleEndian(digest[12..], _d);
    }

    /// <summary>Zeroes from where the bytes end up to a place of the block.</summary>
    private void Fill(int end) => _block[(int)(_length % BlockBytes)..end].Clear();

    private void Mix()
    {
        (uint a, uint b, uint c, uint d) = (_a, _b, _c, _d);
        for (int step = 0; step < Sines.Length; step++)
        {
            (uint mixed, int word) = (step / 16) switch
            {
                0 => ((b & c) | (~b & d), step),
                1 => ((b & d) | (c & ~d), (5 * step) + 1),
                2 => (b ^ c ^ d, (3 * step) + 5),
                _ => (c ^ (b | ~d), 7 * step),
            };
            uint sum = a + mixed + Sines[step] + BinaryPrimitives.ReadUInt32LittleEndian(_block[(word % 16 * 4)..]);
            uint turned = b + BitOperations.RotateLeft(sum, Turns[(step / 16 * 4) + (step % 4)]);
            (a, b, c, d) = (d, turned, b, c);
        }

        _a += a;
        _b += b;
        _c += c;
        _d += d;
    }

    [InlineArray(BlockBytes)]
    private struct Block
    {
        private byte _first;
    }
}
