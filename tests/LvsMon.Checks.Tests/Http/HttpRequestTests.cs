using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Http;

/// <summary>What is sent for which options, and which options are refused.</summary>
public sealed class HttpRequestTests
{
    private const string BuiltIn =
        "User-Agent: lvsmon\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\n";

    private static readonly ICheckPlugin Http = CheckCatalogue.Find("http")!;

    [Fact]
    public void Request_WithoutOptions_AsksForTheRootOfNoHost() =>
        Request().Should().Be($"GET / HTTP/1.0\r\n{BuiltIn}\r\n");

    [Theory]
    [InlineData("http://www.example.com", "www.example.com", "/")]
    [InlineData("HTTP://www.example.com:80/a%2Fb/../c%20d?x=1&y=%7C", "www.example.com", "/a%2Fb/../c%20d?x=1&y=%7C")]
    [InlineData("http://WWW.example.com:8080?q", "WWW.example.com:8080", "/?q")]
    [InlineData("http://10.0.0.1:81/", "10.0.0.1:81", "/")]
    [InlineData("http://[2001:db8::1]/x", "[2001:db8::1]", "/x")]
    [InlineData("http://[2001:db8::1]:8080/x:y@z", "[2001:db8::1]:8080", "/x:y@z")]
    public void Url_Given_MakesHostAndTarget(string url, string host, string target) =>
        Request("--url", url).Should().Be($"GET {target} HTTP/1.0\r\nHost: {host}\r\n{BuiltIn}\r\n");

    [Fact]
    public void Headers_Given_ReplaceTheBuiltInOnes() =>
        Request("--url", "http://a/", "--http-version", "1.1", "--method", "POST",
            "--header", "host:  b ", "--header", "X: 1",
            "--header", "X:2", "--header", "user-agent: me", "--header", "Empty:").Should().Be(
            "POST / HTTP/1.1\r\nAccept: */*\r\nAccept-Encoding: identity\r\nConnection: close\r\nContent-Length: 0\r\n"
            + "host: b\r\nX: 1\r\nX: 2\r\nuser-agent: me\r\nEmpty: \r\n\r\n");

    [Theory]
    [InlineData("ftp://a/", "is no http URL")]
    [InlineData("a/b", "is no http URL")]
    [InlineData("", "is no http URL")]
    [InlineData("http://", "is no host name")]
    [InlineData("http:///x", "is no host name")]
    [InlineData("http://u:p@a/", "no user name or password")]
    [InlineData("http://a:/", "is no port")]
    [InlineData("http://a:0/", "is no port")]
    [InlineData("http://a:65536/", "is no port")]
    [InlineData("http://a:8o/", "is no port")]
    [InlineData("http://[::1/", "is no host name")]
    [InlineData("http://[10.0.0.1]/", "is no IPv6 address")]
    [InlineData("http://[fe80::1%25eth0]/", "is no IPv6 address")]
    [InlineData("http://2001:db8::1/", "is no host name")]
    [InlineData("http://b\u00FCcher.example/", "xn--")]
    [InlineData("http://a/x#y", "fragment")]
    [InlineData("http://a#y", "fragment")]
    [InlineData("http://a/x y", "%NN")]
    [InlineData("http://a/\r\nX: y", "%NN")]
    [InlineData("http://a/\u00FC", "%NN")]
    [InlineData("http://a/|", "| cannot stand in a URL; write %7C")]
    [InlineData("http://a/%4", "two hexadecimal digits")]
    [InlineData("http://a/%zz", "two hexadecimal digits")]
    public void Url_Wrong_IsRefusedWithAReason(string url, string reason) =>
        CheckCompiler.Errors(Http, "--url", url).Single().Should().Contain(reason);

    [Theory]
    [InlineData("get", "write GET")]
    [InlineData("CONNECT", "tunnel")]
    [InlineData("G ET", "no request method")]
    [InlineData("", "no request method")]
    public void Method_Wrong_IsRefusedWithAReason(string method, string reason) =>
        CheckCompiler.Errors(Http, "--method", method).Single().Should().Contain(reason);

    [Theory]
    [InlineData("no colon", "no header field")]
    [InlineData(": x", "no header field")]
    [InlineData("A b: x", "no header field")]
    [InlineData("A: x\r\nB: y", "no header field")]
    [InlineData("A: \0", "no header field")]
    [InlineData("content-length: 5", "has no body")]
    [InlineData("Transfer-Encoding: chunked", "has no body")]
    public void Header_Wrong_IsRefusedWithAReason(string header, string reason) =>
        CheckCompiler.Errors(Http, "--header", header).Single().Should().Contain(reason);

    [Theory]
    [InlineData("200-")]
    [InlineData("99")]
    [InlineData("600")]
    [InlineData("300-200")]
    [InlineData("200,,300")]
    [InlineData("200-250-299")]
    [InlineData("all")]
    [InlineData(" 200")]
    [InlineData("")]
    public void Status_Wrong_IsRefusedWithAReason(string status) =>
        CheckCompiler.Errors(Http, "--status", status).Single().Should().Contain("no list of status codes");

    [Fact]
    public void Options_ThatDoNotGoTogether_AreRefused()
    {
        CheckCompiler.Errors(Http, "--contains", "a", "--regex", "b").Single().Should().Contain("do not go together");
        CheckCompiler.Errors(Http, "--contains", "a", "--method", "HEAD").Single().Should().Contain("HEAD has no body");
        CheckCompiler.Errors(Http, "--http-version", "1.1").Single().Should().Contain("needs a Host");
        CheckCompiler.Errors(Http, "--header", "Host: a", "--header", "HOST: b").Single().Should().Contain("one Host");
        CheckCompiler.Errors(Http, "--header", "A: \uDCFF").Single().Should().Contain("no header field");
        CheckCompiler.Errors(Http, "--contains", "").Single().Should().Contain("1 to 512 bytes");
        CheckCompiler.Errors(Http, "--url", $"http://a/{new string('x', 4096)}")
            .Single().Should().Contain("below 4096");
    }

    [Fact]
    public void Mistakes_Several_AreAllReported() =>
        CheckCompiler.Errors(Http, "--url", "x", "--status", "x", "--method", "get", "--regex", "(", "--max-bytes", "0")
            .Should().HaveCount(5);

    private static string Request(params string[] words)
    {
        CheckRunner runner = new(CheckCompiler.Program(Http, words));
        runner.Connect();
        return Encoding.UTF8.GetString(runner.Sent.Span);
    }
}
