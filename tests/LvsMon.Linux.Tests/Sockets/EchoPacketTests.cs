using System;
using FluentAssertions;
using LvsMon.Linux.Sockets;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

public sealed class EchoPacketTests
{
    [Fact]
    public void Checksum_OfTheStandardsExample_IsItsComplement()
    {
        // RFC 1071 §3: the sum is ddf2.
        EchoPacket.Checksum([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7]).Should().Be(0x220d);
        EchoPacket.Checksum([0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6]).Should().Be(0x2304, "a zero byte is added");
    }

    [Theory]
    [InlineData(false, false, 8)]
    [InlineData(false, true, 8)]
    [InlineData(true, true, 128)]
    public void Write_OfARequest_IsTypeIdentifierAndPayload(bool isV6, bool isRaw, byte type)
    {
        byte[] packet = new byte[16];
        int length = EchoPacket.Write(packet, isV6, isRaw, 0x1234, "ask"u8);

        length.Should().Be(11);
        packet[0].Should().Be(type);
        packet.AsSpan(4, 2).ToArray().Should().Equal(0x12, 0x34);
        packet.AsSpan(8, 3).ToArray().Should().Equal("ask"u8.ToArray());
        bool isSummed = EchoPacket.Checksum(packet.AsSpan(0, 11)) == 0;
        isSummed.Should().Be(isRaw && !isV6, "only there the kernel leaves it to us");
    }

    [Theory]
    [InlineData(false, false, 8, "0000000000000000aa")]
    [InlineData(true, true, 8, "8100000000000000aa")]
    [InlineData(false, true, 28, "4500000000000000000000000000000000000000" + "0000000000000000aa")]
    [InlineData(false, true, 32, "460000000000000000000000000000000000000000000000" + "0000000000000000aa")]
    [InlineData(false, false, -1, "0800000000000000aa")]
    [InlineData(true, false, -1, "0000000000000000aa")]
    [InlineData(false, false, -1, "00000000000000")]
    [InlineData(false, true, -1, "4500")]
    [InlineData(false, true, -1, "4f00000000000000000000000000000000000000" + "0000000000000000aa")]
    [InlineData(false, false, -1, "")]
    public void FindPayload_OfAPacket_IsBehindTheHeaders(bool isV6, bool isRaw, int start, string packet) =>
        EchoPacket.FindPayload(Convert.FromHexString(packet), isV6, isRaw).Should().Be(start);
}
