using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Memcached;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Memcached;

/// <summary>The contract, with the answers of memcached and of servers that are none.</summary>
public sealed class MemcachedPluginTests : CheckContractTests
{
    private static readonly string[] None = [];

    protected override ICheckPlugin Plugin { get; } = new MemcachedPlugin();

    protected override IEnumerable<CheckSample> Samples => [.. Answers(), .. Errors(), .. Strangers()];

    [Fact]
    public void Connection_Made_AsksForTheVersion()
    {
        CheckProgram program = CheckCompiler.Program(Plugin);
        CheckRunner runner = new(program);

        runner.Connect();

        Encoding.Latin1.GetString(runner.Sent.Span).Should().Be("version\r\n");
        program.Identity.Should().Be("memcached");
    }

    private static IEnumerable<CheckSample> Answers()
    {
        yield return Passes("VERSION 1.6.18\r\n");
        yield return Passes("VERSION 1.6.18\n");
        yield return Passes($"VERSION {new string('x', 500)}\r\n");
        yield return Passes("CLIENT_ERROR unauthenticated\r\n");
        yield return Passes("VERSION 1.6.18\r\nERROR\r\n");
        yield return new(None, "VERSION 1.6.18\r", Closes: false, CheckReason.None);
        yield return new(None, "", Closes: false, CheckReason.None);
        yield return Closes("VERSION 1.6.18", "VERSION 1.6.18");
        yield return Closes("CLIENT_ERROR unauthenticated", "CLIENT_ERROR unauthenticated");
        yield return Closes("", "");
    }

    private static IEnumerable<CheckSample> Errors()
    {
        yield return Fails("ERROR\r\n", "ERROR");
        yield return Fails("ERROR\n+PONG", "ERROR");
        yield return Fails("ERROR Too many open connections\r\n", "ERROR Too many open connections");
        yield return Fails("SERVER_ERROR out of memory\r\n", "SERVER_ERROR out of memory");
        yield return Fails("CLIENT_ERROR bad command line format\r\n", "CLIENT_ERROR bad command line format");
        yield return Fails("CLIENT_ERROR unauthenticated!\r\n", "CLIENT_ERROR unauthenticated!");
    }

    private static IEnumerable<CheckSample> Strangers()
    {
        yield return Breaks("VERSION\r\n", "VERSION");
        yield return Breaks("VERSIONS 1\r\n", "VERSIONS 1");
        yield return Breaks("version 1.6.18\r\n", "version 1.6.18");
        yield return Breaks("CLIENT_ERROR\r\n", "CLIENT_ERROR");
        yield return Breaks("\r\n", "");
        yield return Breaks(" VERSION 1\r\n", " VERSION 1");
        yield return Breaks("-ERR unknown command 'version'\r\n", "-ERR unknown command 'version'");
        yield return Breaks("HTTP/1.1 400 Bad Request\r\n", "HTTP/1.1 400 Bad Request");
        yield return Breaks("\u0081\0\0\u0001", "\u0081\0\0\u0001");
        yield return Breaks(new string('E', 5000), new string('E', 64));
        yield return new(None, $"VERSION {new string('1', 5000)}", Closes: true, CheckReason.TooLong);
    }

    private static CheckSample Passes(string answer) => new(None, answer, Closes: false, CheckReason.Matched);

    private static CheckSample Fails(string answer, string evidence) =>
        new(None, answer, Closes: false, CheckReason.Mismatch) { Evidence = evidence };

    private static CheckSample Breaks(string answer, string evidence) =>
        new(None, answer, Closes: false, CheckReason.Malformed) { Evidence = evidence };

    private static CheckSample Closes(string answer, string evidence) =>
        new(None, answer, Closes: true, CheckReason.ClosedEarly) { Evidence = evidence };
}
