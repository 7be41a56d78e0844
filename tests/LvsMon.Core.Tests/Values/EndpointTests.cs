using FluentAssertions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

public sealed class EndpointTests
{
    [Theory]
    [InlineData("192.0.2.1:1", "192.0.2.1:1")]
    [InlineData("192.0.2.1:65535", "192.0.2.1:65535")]
    [InlineData("[2001:DB8::1]:80", "[2001:db8::1]:80")]
    [InlineData("[::]:53", "[::]:53")]
    public void Endpoint_WrittenForm_IsReadAndWritten(string written, string canonical)
    {
        Endpoint.TryParse(written, out Endpoint endpoint).Should().BeTrue();

        endpoint.ToString().Should().Be(canonical);
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("192.0.2.1")]
    [InlineData("192.0.2.1:")]
    [InlineData("192.0.2.1:0")]
    [InlineData("192.0.2.1:65536")]
    [InlineData("192.0.2.1:-1")]
    [InlineData("192.0.2.1:+1")]
    [InlineData("192.0.2.1: 1")]
    [InlineData("192.0.2.1:http")]
    [InlineData("[192.0.2.1]:80")]
    [InlineData("2001:db8::1:80")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[2001:db8::1]80")]
    [InlineData("[]:80")]
    [InlineData("[[::1]]:80")]
    [InlineData("www.example.com:80")]
    public void Endpoint_OtherText_IsRefused(string text) =>
        Endpoint.TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void Endpoint_LongestForm_FitsTheAnnouncedLength()
    {
        Endpoint.TryParse("[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535", out Endpoint endpoint).Should().BeTrue();
        char[] text = new char[Endpoint.MaxTextLength];

        endpoint.Format(text).Should().Be(47);
    }

    [Fact]
    public void Endpoint_WithoutPort_IsWrittenWithZero() =>
        new Endpoint(IpAddress.FromV4(1), 0).ToString().Should().Be("0.0.0.1:0");
}
