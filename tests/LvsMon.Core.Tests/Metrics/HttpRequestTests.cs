using System.Text;
using FluentAssertions;
using LvsMon.Core.Metrics;
using Xunit;

namespace LvsMon.Core.Tests.Metrics;

public sealed class HttpRequestTests
{
    private const string Host = "Host: a\r\n\r\n";

    [Theory]
    [InlineData("GET /metrics HTTP/1.1\r\n" + Host, 200)]
    [InlineData("HEAD /metrics HTTP/1.1\r\n" + Host, 200)]
    [InlineData("GET /metrics?a=b HTTP/1.1\r\n" + Host, 200)]
    [InlineData("GET http://a:1/metrics HTTP/1.1\r\n" + Host, 200)]
    [InlineData("GET /metrics HTTP/1.0\r\n\r\n", 200)]
    [InlineData("GET /metrics HTTP/1.1\nHost: a\n\n", 200)]
    [InlineData("\r\nGET /metrics HTTP/1.1\r\n" + Host, 200)]
    [InlineData("GET /metrics HTTP/1.1\r\nAccept: */*\r\nhOST:\r\nX-Y:  z \r\n\r\n", 200)]
    [InlineData("GET / HTTP/1.1\r\n" + Host, 404)]
    [InlineData("GET /metricsx HTTP/1.1\r\n" + Host, 404)]
    [InlineData("GET /metrics/ HTTP/1.1\r\n" + Host, 404)]
    [InlineData("GET http://a HTTP/1.1\r\n" + Host, 404)]
    [InlineData("POST / HTTP/1.1\r\n" + Host, 404)]
    [InlineData("POST /metrics HTTP/1.1\r\n" + Host, 405)]
    [InlineData("get /metrics HTTP/1.1\r\n" + Host, 405)]
    [InlineData("GET /metrics HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost : a\r\n\r\n", 400)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\r\nnothing\r\n\r\n", 400)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\0\r\n\r\n", 400)]
    [InlineData("GET /metrics HTTP/2.0\r\n" + Host, 400)]
    [InlineData("GET /metrics\r\n" + Host, 400)]
    [InlineData("GET  HTTP/1.1\r\n" + Host, 400)]
    [InlineData(" /metrics HTTP/1.1\r\n" + Host, 400)]
    [InlineData("GET /met rics HTTP/1.1\r\n" + Host, 400)]
    [InlineData("G\0T /metrics HTTP/1.1\r\n" + Host, 400)]
    [InlineData("\r\n\r\n", 400)]
    [InlineData("\n\n", 400)]
    public void Read_Head_IsAnsweredBySoMuch(string head, int status)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(head);

        ((int)HttpRequest.Read(bytes).Status).Should().Be(status);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\nmore", 27)]
    [InlineData("a\n\nb", 3)]
    [InlineData("a\n\r\n\r\n", 6)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n", 0)]
    [InlineData("", 0)]
    public void LengthOf_Input_IsWhereTheHeadEnds(string input, int length)
    {
        HttpRequest.LengthOf(Encoding.Latin1.GetBytes(input)).Should().Be(length);
    }

    [Fact]
    public void Read_HeadAndOldVersion_AreKnown()
    {
        HttpRequest request = HttpRequest.Read("HEAD /metrics HTTP/1.0\r\n\r\n"u8);

        request.IsHead.Should().BeTrue();
        request.IsOld.Should().BeTrue();
    }
}
