using System;
using System.Net;
using FluentAssertions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

public sealed class IpAddressTests
{
    [Theory]
    [InlineData("0.0.0.0", "0.0.0.0")]
    [InlineData("255.255.255.255", "255.255.255.255")]
    [InlineData("10.20.100.9", "10.20.100.9")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("1::", "1::")]
    [InlineData("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1")]
    [InlineData("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1")]
    [InlineData("2001:0:0:1:0:0:0:1", "2001:0:0:1::1")]
    [InlineData("0:0:0:0:0:0:0:1", "::1")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("64:ff9b::10.0.0.1", "64:ff9b::a00:1")]
    public void IpAddress_WrittenForm_IsReadAndWritten(string written, string canonical)
    {
        IpAddress.TryParse(written, out IpAddress address).Should().BeTrue();

        address.ToString().Should().Be(canonical);
        address.IsV6.Should().Be(written.Contains(':'));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 10.0.0.1")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.1.2")]
    [InlineData("10.0.0.256")]
    [InlineData("10.0.0.01")]
    [InlineData("10.0.0.+1")]
    [InlineData("10.0.0.")]
    [InlineData("10..0.1")]
    [InlineData("0x0a.0.0.1")]
    [InlineData("167772161")]
    [InlineData("10.0.0.\u0661")]
    [InlineData("::1::")]
    [InlineData(":::")]
    [InlineData("1:2:3")]
    [InlineData("12345::")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8:")]
    [InlineData(":1:2:3:4:5:6:7:8")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("::1/64")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::g")]
    [InlineData("localhost")]
    public void IpAddress_OtherText_IsRefused(string text) =>
        IpAddress.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void IpAddress_Numbers_AreHighestByteFirst()
    {
        IpAddress.FromV4(0x0A000102).ToString().Should().Be("10.0.1.2");
        IpAddress.FromV6((UInt128)0x20010db8 << 96 | 0x15).ToString().Should().Be("2001:db8::15");
        IpAddress.FromV4(0x0A000102).V4.Should().Be(0x0A000102);
    }

    [Fact]
    public void IpAddress_FamiliesWithTheSameBits_AreNotEqual()
    {
        IpAddress.FromV4(1).Should().NotBe(IpAddress.FromV6(1));
        IpAddress.FromV4(0).IsUnspecified.Should().BeTrue();
        IpAddress.FromV6(0).IsUnspecified.Should().BeTrue();
        IpAddress.FromV6(1).IsUnspecified.Should().BeFalse();
    }

    [Fact]
    public void IpAddress_RandomAddresses_AreWrittenAsTheFrameworkDoes()
    {
        Random random = new(42);
        byte[] bytes = new byte[16];
        for (int i = 0; i < 5000; i++)
        {
            random.NextBytes(bytes);
            for (int zeroed = random.Next(8); zeroed > 0; zeroed--)
            {
                int group = random.Next(8);
                bytes[2 * group] = bytes[(2 * group) + 1] = 0;
            }

            // Keeps off the forms that the framework writes with an IPv4 part.
            bytes[1] |= 1;
            IPAddress expected = new(bytes);
            IpAddress.TryParse(expected.ToString(), out IpAddress address).Should().BeTrue();
            address.ToString().Should().Be(expected.ToString());
            IpAddress.TryParse(address.ToString(), out IpAddress again).Should().BeTrue();
            again.Should().Be(address);
        }
    }
}
