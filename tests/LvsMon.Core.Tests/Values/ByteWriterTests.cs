using System.Text;
using FluentAssertions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

public sealed class ByteWriterTests
{
    [Fact]
    public void ByteWriter_AllForms_AreAppendedInOrder()
    {
        ByteWriter writer = new(new byte[200]);
        writer.Byte((byte)'>');
        writer.Bytes("ab"u8);
        writer.Ascii("c\u00e9\n");
        writer.Number(-12);
        writer.Endpoint(new Endpoint(IpAddress.FromV6(1), 80));
        writer.Address(IpAddress.FromV4(0x0A000001));

        Text(writer).Should().Be(">abc??-12[::1]:8010.0.0.1");
        writer.Overflowed.Should().BeFalse();
    }

    [Fact]
    public void ByteWriter_ForeignBytes_AreEscapedAndCut()
    {
        ByteWriter writer = new(new byte[200]);
        writer.Quoted([(byte)'"', (byte)'\\', 0x1B, 0xFF, (byte)'a', (byte)'b'], 5);

        Text(writer).Should().Be("\"\\\"\\\\\\x1b\\xffa\"");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(10)]
    public void ByteWriter_FullBuffer_SaysSoAndStaysInside(int size)
    {
        ByteWriter writer = new(new byte[size]);
        writer.Ascii("hello, world");
        writer.Number(123456789);
        writer.Quoted("xyz"u8, 64);

        writer.Overflowed.Should().BeTrue();
        writer.Length.Should().Be(size);
    }

    [Fact]
    public void ByteWriter_Rewind_ForgetsWhatCameLater()
    {
        ByteWriter writer = new(new byte[4]);
        writer.Bytes("abc"u8);
        writer.Bytes("defg"u8);
        writer.Rewind(2);

        Text(writer).Should().Be("ab");
        writer.Overflowed.Should().BeFalse();
    }

    private static string Text(ByteWriter writer) => Encoding.Latin1.GetString(writer.Written);
}
