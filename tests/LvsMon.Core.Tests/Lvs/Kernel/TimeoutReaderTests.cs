using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs.Kernel;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Lvs.Kernel;

public sealed class TimeoutReaderTests
{
    private const string Recorded = "Timeout (tcp tcpfin udp): 900 120 300\n";

    [Theory]
    [InlineData(Recorded, 900, 300)]
    [InlineData("Timeout (tcp tcpfin udp): 0 0 0\n", 0, 0)]
    [InlineData("Timeout (tcp tcpfin udp): 2147483647 1 2147483647\r\n", int.MaxValue, int.MaxValue)]
    [InlineData("  Timeout  (tcp tcpfin udp):  15 120  3600 \n", 15, 3600)]
    public void TimeoutReader_Listing_IsRead(string text, int tcp, int udp)
    {
        TimeoutReader reader = Read(text, 4096);

        reader.IsComplete.Should().BeTrue();
        reader.Value.Should().Be(new SessionTimeouts(tcp, udp));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("Timeout (tcp tcpfin udp): 900 120 300")]
    [InlineData("Timeout (tcp tcpfin udp): 900 120\n")]
    [InlineData("Timeout (tcp tcpfin udp): 900 120 300 60\n")]
    [InlineData("Timeout (tcp tcpfin udp): 900 120 -1\n")]
    [InlineData("Timeout (tcp tcpfin udp): +900 120 300\n")]
    [InlineData("Timeout (tcp tcpfin udp): 900 120 2147483648\n")]
    [InlineData("Timeout (tcp tcpfin udp): 900 120 99999999999999999999\n")]
    [InlineData("Timeout (tcp tcpfin udp): 900 0x78 300\n")]
    [InlineData("Timeout (tcp udp tcpfin): 900 120 300\n")]
    [InlineData("timeout (tcp tcpfin udp): 900 120 300\n")]
    [InlineData("Can't initialize ipvs: Protocol not available\n")]
    [InlineData(Recorded + Recorded)]
    [InlineData(Recorded + "\n")]
    [InlineData("\n" + Recorded)]
    [InlineData(Recorded + "Tim")]
    public void TimeoutReader_AnythingElse_IsNotBelieved(string text) =>
        Read(text, 4096).IsComplete.Should().BeFalse();

    [Fact]
    public void TimeoutReader_EverySplit_GivesTheSame()
    {
        for (int size = 1; size <= Recorded.Length; size++)
        {
            TimeoutReader reader = Read(Recorded, size);
            (reader.IsComplete, reader.Value).Should().Be((true, new SessionTimeouts(900, 300)));
        }
    }

    [Fact]
    public void TimeoutReader_EveryPrefixAndEveryChangedByte_IsRefusedOrRead()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(Recorded);
        int read = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            Read(Recorded[..i], 4096).IsComplete.Should().BeFalse();
            byte original = bytes[i];
            for (int value = 0; value < 256; value++)
            {
                bytes[i] = (byte)value;
                TimeoutReader reader = new();
                reader.Begin();
                reader.Take(bytes);
                bool isDigit = value is >= '0' and <= '9' && i >= Recorded.IndexOf('9', StringComparison.Ordinal);
                bool isBlank = value is ' ' or '\t' or '\r';
                reader.IsComplete.Should().Be(reader.IsComplete && (isDigit || isBlank || value == original));
                read += reader.IsComplete ? 1 : 0;
            }

            bytes[i] = original;
        }

        read.Should().BeInRange(bytes.Length, bytes.Length * 16);
    }

    [Fact]
    public void TimeoutReader_EndlessLine_IsCutAndRefused()
    {
        string text = Recorded.TrimEnd() + new string(' ', LineCutter.MaxLine) + "5\n";

        Read(text, 1000).IsComplete.Should().BeFalse("what was cut off might be another number");
    }

    [Fact]
    public void TimeoutReader_BegunAgain_ForgetsTheLast()
    {
        TimeoutReader reader = Read(Recorded, 4096);

        reader.Begin();

        reader.IsComplete.Should().BeFalse();
        reader.Take("Timeout (tcp tcpfin udp): 1 2 3\n"u8);
        reader.IsComplete.Should().BeTrue();
        reader.Value.Should().Be(new SessionTimeouts(1, 3));
    }

    private static TimeoutReader Read(string text, int size)
    {
        TimeoutReader reader = new();
        reader.Begin();
        ReadOnlySpan<byte> bytes = Encoding.ASCII.GetBytes(text);
        while (!bytes.IsEmpty)
        {
            int length = Math.Min(size, bytes.Length);
            reader.Take(bytes[..length]);
            bytes = bytes[length..];
        }

        return reader;
    }
}
