using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Postgresql;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Postgresql;

/// <summary>The contract, with what PostgreSQL says and what it never would.</summary>
public sealed class PostgresqlPluginTests : CheckContractTests
{
    private static readonly string[] None = [];
    private static readonly string[] Role = ["--user", "probe"];
    private static readonly string LetIn = Message('R', "\0\0\0\0");
    private static readonly string Ready = Message('S', "client_encoding\0UTF8\0")
        + Message('K', "\0\0\u0001\u0002abcd") + Message('Z', "I");

    protected override ICheckPlugin Plugin { get; } = new PostgresqlPlugin();

    protected override IEnumerable<CheckSample> Samples =>
        [.. Sessions(), .. Requests(), .. Errors(), .. Strangers(), .. Cuts()];

    [Fact]
    public void Connection_Made_SendsTheStartup()
    {
        Request(None).Should().Be("\0\0\0\u002D\0\u0003\0\0user\0lvsmon\0application_name\0lvsmon\0\0");
        Request([.. Role, "--database", "db"]).Should()
            .Be("\0\0\0\u0038\0\u0003\0\0user\0probe\0database\0db\0application_name\0lvsmon\0\0");
    }

    [Fact]
    public void Session_Ready_IsEndedPolitely()
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, Role));
        runner.Connect();

        runner.Receive(Encoding.Latin1.GetBytes(LetIn + Ready));
        runner.IsDone.Should().BeFalse();
        Encoding.Latin1.GetString(runner.Sent.Span).Should().Be("X\0\0\0\u0004");
        runner.Close();

        runner.Result.Should().Be(new CheckResult(CheckReason.Matched));
    }

    [Fact]
    public void Names_Wrong_AreRefused()
    {
        CheckCompiler.Errors(Plugin, "--user", "").Single().Should().Be("the name has 1 to 63 bytes, none of them 0");
        CheckCompiler.Errors(Plugin, "--user", new string('x', 64)).Should().HaveCount(1);
        CheckCompiler.Errors(Plugin, "--user", "x", "--database", "a\0b").Should().HaveCount(1);
        CheckCompiler.Errors(Plugin, "--database", "x").Single().Should().StartWith("--database needs --user");
    }

    [Fact]
    public void Identity_OfEachLogin_IsItsOwn()
    {
        CheckCompiler.Program(Plugin).Identity.Should().Be("postgresql");
        CheckCompiler.Program(Plugin, "--database=d", "--user=u").Identity.Should()
            .Be("postgresql --user \"u\" --database \"d\"");
    }

    private static IEnumerable<CheckSample> Sessions()
    {
        foreach (string[] options in new[] { None, Role })
        {
            yield return new(options, LetIn + Ready, Closes: true, CheckReason.Matched);
            yield return new(options, LetIn + Ready, Closes: false, CheckReason.None);
            yield return new(options, LetIn + Ready + "x", Closes: false, CheckReason.Matched);
            string before = Message('v', "\0\0\0\0\0\0\0\0") + Message('N', "SWARNING\0Mx\0\0");
            yield return new(options, before + LetIn + Ready, Closes: true, CheckReason.Matched);
            yield return new(options, LetIn, Closes: true, CheckReason.ClosedEarly);
            yield return new(options, LetIn, Closes: false, CheckReason.None);
        }
    }

    private static IEnumerable<CheckSample> Requests()
    {
        string scram = Message('R', "\0\0\0\u000ASCRAM-SHA-256\0\0");
        string md5 = Message('R', "\0\0\0\u0005abcd");
        string clear = Message('R', "\0\0\0\u0003");
        foreach (string request in new[] { scram, md5, clear })
        {
            yield return new(None, request, Closes: false, CheckReason.Matched);
        }

        yield return Fails(Role, scram, "SCRAM-SHA-256");
        yield return Fails(Role, md5, "");
        yield return Fails(Role, clear, "");
    }

    private static IEnumerable<CheckSample> Errors()
    {
        string starting = Error("57P03", "the database system is starting up");
        string full = Error("53300", "sorry, too many clients already");
        string refused = Error("28000", "no pg_hba.conf entry for host");
        string unknown = Error("3D000", "database \"lvsmon\" does not exist");
        foreach (string[] options in new[] { None, Role })
        {
            yield return Fails(options, starting, "the database system is starting up");
            yield return Fails(options, full, "sorry, too many clients already");
            yield return Fails(options, LetIn + full, "sorry, too many clients already");
            yield return Fails(options, Error("XX000", new string('x', 100)), new string('x', 64));
            yield return Fails(options, Error("3D001", "x"), "x");
            yield return Fails(options, Error("2800028000", "x"), "x");
        }

        yield return new(None, refused, Closes: true, CheckReason.Matched);
        yield return new(None, LetIn + Error("28P01", "x"), Closes: true, CheckReason.Matched);
        yield return new(None, LetIn + unknown, Closes: true, CheckReason.Matched);
        yield return Fails(Role, refused, "no pg_hba.conf entry for host");
        yield return Fails(Role, LetIn + unknown, "database \"lvsmon\" does not exist");
    }

    private static IEnumerable<CheckSample> Strangers()
    {
        yield return Breaks("SSH-2.0-OpenSSH_9.6p1\r\n", "SSH-2.0-OpenSSH_9.6p1");
        yield return Breaks("HTTP/1.1 400 Bad Request\r\n", "HTTP/1.1 400 Bad Request");
        yield return Breaks("ERROR\r\n", "ERROR");
        yield return Breaks("Ecould not fork new process\0", "Ecould not fork new process\0");
        yield return Breaks("N", "N", closes: true, CheckReason.ClosedEarly);
        yield return Breaks("\0\0\0\0\0", "\0\0\0\0\0");
        yield return Breaks("R\0\0\0\u0003", "R\0\0\0\u0003");
        yield return Breaks("R\0\0\u0020\u0001", "R\0\0\u0020\u0001");
        yield return Breaks("R\u00FF\u00FF\u00FF\u00FF", "R\u00FF\u00FF\u00FF\u00FF");
        yield return Breaks(Message('R', "\0\0\0"), "");
        yield return Breaks(Message('R', ""), "");
        yield return Breaks(Message('Z', "I"), "Z\0\0\0\u0005I");
        yield return Breaks(LetIn + LetIn, LetIn);
        yield return Breaks(Message('E', "Mno state\0\0"), "no state");
        yield return Breaks(Message('E', ""), "");
        string notices = string.Concat(Enumerable.Repeat(Message('N', new string('x', 1000)), 20));
        yield return new(None, notices, Closes: true, CheckReason.TooLong);
    }

    private static IEnumerable<CheckSample> Cuts()
    {
        yield return new(None, "", Closes: false, CheckReason.None);
        yield return new(None, "", Closes: true, CheckReason.ClosedEarly) { Evidence = "" };
        yield return new(None, Error("57P03", "the database system")[..^5], Closes: true, CheckReason.ClosedEarly)
        {
            Evidence = "the database system",
        };
        yield return new(None, Message('R', "\0\0\0\u000ASCRAM-SHA-256\0\0")[..^1], Closes: true,
            CheckReason.ClosedEarly);
    }

    private static string Error(string state, string message) =>
        Message('E', $"SFATAL\0VFATAL\0C{state}\0M{message}\0Fpostmaster.c\0L2351\0RProcessStartupPacket\0\0");

    private static string Message(char type, string body) =>
        $"{type}\0\0{(char)((body.Length + 4) >> 8)}{(char)((body.Length + 4) & 255)}{body}";

    private static CheckSample Fails(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: false, CheckReason.Mismatch) { Evidence = evidence };

    private static CheckSample Breaks(
        string answer, string evidence, bool closes = false, CheckReason reason = CheckReason.Malformed) =>
        new(None, answer, closes, reason) { Evidence = evidence };

    private string Request(string[] options)
    {
        CheckRunner runner = new(CheckCompiler.Program(Plugin, options));
        runner.Connect();
        return Encoding.Latin1.GetString(runner.Sent.Span);
    }
}
