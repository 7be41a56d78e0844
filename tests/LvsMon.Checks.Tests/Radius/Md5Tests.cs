using System;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Radius;
using Xunit;

namespace LvsMon.Checks.Tests.Radius;

public sealed class Md5Tests
{
    [Theory]
    [InlineData("", "d41d8cd98f00b204e9800998ecf8427e")]
    [InlineData("a", "0cc175b9c0f1b6a831c399e269772661")]
    [InlineData("abc", "900150983cd24fb0d6963f7d28e17f72")]
    [InlineData("message digest", "f96b697d7cb7938d525a2f31aaf161d0")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b")]
    [InlineData(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", "d174ab98d277d9f5a5611c2c9f419d9f")]
    [InlineData(
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
        "57edf4a22be3c955ac49da2e2107b67a")]
    public void Digest_OfTheStandardsTexts_IsItsOwn(string text, string digest) =>
        Convert.ToHexStringLower(Digest(Encoding.ASCII.GetBytes(text), 1)).Should().Be(digest);

    [Fact]
    public void Digest_OfAnyLengthInAnyPieces_IsThatOfTheFramework()
    {
        Random random = new(3);
        for (int length = 0; length <= 260; length++)
        {
            byte[] bytes = new byte[length];
            random.NextBytes(bytes);

            Digest(bytes, random.Next(1, 130)).Should().Equal(FrameworkDigests.Md5(bytes), "of {0} bytes", length);
        }
    }

    [Fact]
    public void Hmac_OfAnyKeyAndMessage_IsThatOfTheFramework()
    {
        Random random = new(5);
        for (int length = 0; length <= 130; length++)
        {
            byte[] key = new byte[length];
            byte[] message = new byte[random.Next(300)];
            random.NextBytes(key);
            random.NextBytes(message);
            HmacMd5 hmac = new(key);
            byte[] digest = new byte[Md5.Bytes];
            Md5 hash = hmac.Begin();
            hash.Append(message);
            hmac.Finish(ref hash, digest);

            digest.Should().Equal(FrameworkDigests.Hmac(key, message), "of a key of {0} bytes", length);
        }
    }

    private static byte[] Digest(byte[] bytes, int piece)
    {
        Md5 hash = Md5.Begin();
        for (int at = 0; at < bytes.Length; at += piece)
        {
            hash.Append(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));
        }

        byte[] digest = new byte[Md5.Bytes];
        hash.Finish(digest);
        return digest;
    }
}
