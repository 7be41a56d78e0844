using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Redis;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Redis;

/// <summary>The contract, with the answers of Redis and of servers that are none.</summary>
public sealed class RedisPluginTests : CheckContractTests
{
    private const string Pong = "+PONG\r\n";
    private const string IsMaster = "*3\r\n$6\r\nmaster\r\n:3129659\r\n*0\r\n";
    private const string IsReplica = "*5\r\n$5\r\nslave\r\n$9\r\n127.0.0.1\r\n:6379\r\n$9\r\nconnected\r\n:14\r\n";

    private static readonly string[] None = [];
    private static readonly string[] Master = ["--role", "master"];
    private static readonly string[] Replica = ["--role", "replica"];

    protected override ICheckPlugin Plugin { get; } = new RedisPlugin();

    protected override IEnumerable<CheckSample> Samples => [.. Pings(), .. Strangers(), .. Roles(), .. BrokenRoles()];

    [Fact]
    public void Connection_Made_SendsOneCommandOrTwo()
    {
        Request(None).Should().Be("*1\r\n$4\r\nPING\r\n");
        Request(Master).Should().Be("*1\r\n$4\r\nPING\r\n*1\r\n$4\r\nROLE\r\n");
    }

    [Fact]
    public void Role_Unknown_IsRefused()
    {
        CheckCompiler.Errors(Plugin, "--role", "slave").Single().Should().Contain("replica");
    }

    [Fact]
    public void Identity_OfEachRole_IsItsOwn()
    {
        string[][] all = [None, Master, Replica];
        all.Select(words => CheckCompiler.Program(Plugin, words).Identity).Should()
            .Equal("redis", "redis --role \"master\"", "redis --role \"replica\"");
    }

    private static IEnumerable<CheckSample> Pings()
    {
        yield return Passes(None, Pong);
        yield return Passes(None, "+PONG\r\n-ERR whatever follows");
        yield return Passes(None, "-NOAUTH Authentication required.\r\n");
        yield return Passes(None, "-NOPERM this user has no permissions to run the 'ping' command\r\n");
        yield return Passes(None, "-NOAUTH\r\n");
        yield return Fails(None, "-LOADING Redis is loading the dataset in memory\r\n",
            "-LOADING Redis is loading the dataset in memory");
        yield return Fails(None, "-MASTERDOWN Link with MASTER is down\r\n", "-MASTERDOWN Link with MASTER is down");
        yield return Fails(None, "-MISCONF Errors writing\r\n", "-MISCONF Errors writing");
        yield return Fails(None, "-DENIED Redis is running in protected mode\r\n",
            "-DENIED Redis is running in protected mode");
        yield return Fails(None, "-ERR max number of clients reached\r\n", "-ERR max number of clients reached");
        yield return Fails(None, $"-ERR {new string('x', 100)}\r\n", $"-ERR {new string('x', 59)}");
        yield return Fails(None, "-NOAUTHX no\r\n", "-NOAUTHX no");
        yield return Fails(None, "-noauth no\r\n", "-noauth no");
        yield return Fails(None, "+PANG\r\n", "+PANG");
        yield return Fails(None, "+PONGS\r\n", "+PONGS");
        yield return Fails(None, "-\r\n", "-");
        yield return Closes(None, "", "");
        yield return Closes(None, "+PONG", "+PONG");
        yield return Closes(None, "+PONG\r", "+PONG");
        yield return Closes(None, "-NOAUTH Auth", "-NOAUTH Auth");
        yield return new(None, "+PONG\r", Closes: false, CheckReason.None);
        yield return new(None, "", Closes: false, CheckReason.None);
    }

    private static IEnumerable<CheckSample> Strangers()
    {
        yield return Breaks(None, "+PONG\n", "+PONG");
        yield return Breaks(None, "HTTP/1.1 400 Bad Request\r\n", "HTTP/1.1 400 Bad Request");
        yield return Breaks(None, "SSH-2.0-OpenSSH_9.6p1\r\n", "SSH-2.0-OpenSSH_9.6p1");
        yield return Breaks(None, "\0\0\0\0", "\0\0\0\0");
        yield return Breaks(None, "-\u0001", "-\u0001");
        yield return Breaks(None, "$4\r\nPONG\r\n", "$4");
        yield return Breaks(None, new string('-', 5000), new string('-', 64));
        yield return new(None, $"-NOAUTH {new string('x', 5000)}", Closes: true, CheckReason.TooLong);
    }

    private static IEnumerable<CheckSample> Roles()
    {
        yield return Passes(Master, Pong + IsMaster);
        yield return Passes(Replica, Pong + IsReplica);
        yield return Passes(Replica, "+PONG\r\n*5\r\n$5\r\nslave\r\n");
        yield return Fails(Master, Pong + IsReplica, "slave");
        yield return Fails(Replica, Pong + IsMaster, "master");
        yield return Fails(Replica, "+PONG\r\n*2\r\n$8\r\nsentinel\r\n", "sentinel");
        yield return Fails(Master, "+PONG\r\n*3\r\n$9\r\nmasterful\r\n", "masterful");
        yield return Fails(Master, "+PONG\r\n*3\r\n$3\r\nmas\r\n", "mas");
        yield return Fails(Master, "-NOAUTH Authentication required.\r\n-NOAUTH Authentication required.\r\n",
            "-NOAUTH Authentication required.");
        yield return Fails(Master, "+PONG\r\n-NOPERM no 'role' command\r\n", "-NOPERM no 'role' command");
        yield return Fails(Master, "+PONG\r\n-ERR unknown command\r\n", "-ERR unknown command");
        yield return Fails(Master, "-LOADING wait\r\n" + IsMaster, "-LOADING wait");
        yield return new(Master, Pong, Closes: false, CheckReason.None);
        yield return Closes(Master, Pong, "+PONG");
        yield return Closes(Master, "+PONG\r\n*3\r\n$6\r\nmaster", "master");
    }

    private static IEnumerable<CheckSample> BrokenRoles()
    {
        yield return Breaks(Master, "+PONG\r\n+master\r\n", "+master");
        yield return Breaks(Master, "+PONG\r\n*-1\r\n", "*-1");
        yield return Breaks(Master, "+PONG\r\n*0\r\n", "*0");
        yield return Breaks(Master, "+PONG\r\n*\r\n", "*");
        yield return Breaks(Master, "+PONG\r\n*3\n$6\r\nmaster\r\n", "*3");
        yield return Breaks(Master, "+PONG\r\n*3\r$6\r\nmaster\r\n", "*3\r$6");
        yield return Breaks(Master, "+PONG\r\n*3\r\n:6\r\nmaster\r\n", ":6");
        yield return Breaks(Master, "+PONG\r\n*3\r\n-6\r\nmaster\r\n", "-6");
        yield return Breaks(Master, "+PONG\r\n*3\r\n$33\r\nmaster\r\n", "$33");
        yield return Breaks(Master, $"+PONG\r\n*{new string('9', 500)}", $"*{new string('9', 63)}");
        yield return Breaks(Master, "+PONG\r\n*3\r\n$6\r\nmasterful\r\n", "masterful");
        yield return Breaks(Master, "+PONG\r\n*3\r\n$6\r\nmaster\rx", "master\rx");
    }

    private static CheckSample Passes(string[] options, string answer) =>
        new(options, answer, Closes: false, CheckReason.Matched);

    private static CheckSample Fails(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: false, CheckReason.Mismatch) { Evidence = evidence };

    private static CheckSample Breaks(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: false, CheckReason.Malformed) { Evidence = evidence };

    private static CheckSample Closes(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: true, CheckReason.ClosedEarly) { Evidence = evidence };

    private string Request(string[] options)
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, options));
        runner.Connect();
        return Encoding.Latin1.GetString(runner.Sent.Span);
    }
}
