using System.Text;
using FluentAssertions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

public sealed class ByteTextTests
{
    [Fact]
    public void ByteText_EveryByteByNumber_IsThatByte()
    {
        for (int value = 0; value < 256; value++)
        {
            ByteText.ToBytes([ByteText.FromByte((byte)value)]).Should().Equal((byte)value);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("SSH-2.0-")]
    [InlineData("Grüße, 世界 \U0001F600")]
    public void ByteText_OrdinaryText_IsItsUtf8(string text) =>
        ByteText.ToBytes(text).Should().Equal(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void ByteText_HalfASurrogatePair_BecomesTheReplacementCharacter() =>
        ByteText.ToBytes("a\ud83db").Should().Equal((byte)'a', 0xEF, 0xBF, 0xBD, (byte)'b');

    [Fact]
    public void ByteText_PairWhoseSecondHalfLooksLikeAByte_IsOneCharacter() =>
        ByteText.ToBytes("\ud83d\udc80").Should().Equal(0xF0, 0x9F, 0x92, 0x80);
}
