using System.Text;
using FluentAssertions;
using LvsMon.VmPeer.Network;
using Xunit;

namespace LvsMon.VmPeer.Tests;

public sealed class HttpTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nalpha\n", null, "alpha")]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nalpha\nbeta\n", null, "alpha")]
    [InlineData("HTTP/1.1 503 No\r\n\r\nalpha\n", "status-503", "alpha")]
    [InlineData("HTTP/1.1 503 No\r\n", "status-503", null)]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nalp", "closed", null)]
    [InlineData("HTTP/1.1 2", "closed", null)]
    [InlineData("", "closed", null)]
    public void Answer_WhenTheStreamEnds_HasANameOrAReason(string answer, string? failure, string? name)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(answer);

        HttpAnswer.Failure(bytes).Should().Be(failure);
        HttpAnswer.Name(bytes).Should().Be(name);
    }

    [Theory]
    [InlineData("GET /hold HTTP/1.1\r\nHost: a\r\n\r\nline\n", "/hold", 5)]
    [InlineData("GET / HTTP/1.0\r\n\r\n", "/", 0)]
    [InlineData("POST / HTTP/1.0\r\n\r\n", null, 0)]
    [InlineData("GET \r\n\r\n", null, 0)]
    public void Request_WithItsEmptyLine_IsSplit(string request, string? path, int rest)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(request);

        HttpRequest.HeadLength(bytes).Should().Be(bytes.Length - rest);
        HttpRequest.Path(bytes).Should().Be(path);
    }

    [Fact]
    public void Request_WithoutItsEmptyLine_IsNotOver()
    {
        HttpRequest.HeadLength("GET / HTTP/1.0\r\nHost: a\r\n"u8).Should().Be(-1);
    }

    [Theory]
    [InlineData("ok\n", nameof(ServerModeKind.Ok), 0)]
    [InlineData("503\n", nameof(ServerModeKind.Status), 503)]
    [InlineData("hang", nameof(ServerModeKind.Hang), 0)]
    [InlineData(" slow 250\n", nameof(ServerModeKind.Slow), 250)]
    [InlineData("slow\n", nameof(ServerModeKind.Status), 500)]
    [InlineData("slwo 5\n", nameof(ServerModeKind.Status), 500)]
    public void Mode_FromAFile_IsReadOrAnswersWith500(string text, string kind, int number)
    {
        ServerMode mode = ServerMode.Parse(text);

        mode.Kind.ToString().Should().Be(kind);
        mode.Number.Should().Be(number);
    }
}
