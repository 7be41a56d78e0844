using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Checks.Mysql;
using LvsMon.Core.Checks;
using Xunit;
using static LvsMon.Checks.Tests.Mysql.MysqlPackets;

namespace LvsMon.Checks.Tests.Mysql;

/// <summary>The contract, with what MariaDB and MySQL say and what they never would.</summary>
public sealed class MysqlPluginTests : CheckContractTests
{
    private static readonly string[] None = [];
    private static readonly string[] Account = ["--user", "probe"];

    protected override ICheckPlugin Plugin { get; } = new MysqlPlugin();

    protected override IEnumerable<CheckSample> Samples =>
        [.. Logins(), .. Refusals(), .. ErrorsAtOnce(), .. Strangers(), .. Cuts()];

    [Fact]
    public void User_Wrong_IsRefused()
    {
        CheckCompiler.Errors(Plugin, "--user", "").Single().Should().StartWith("the name has 1 to 80");
        CheckCompiler.Errors(Plugin, "--user", new string('x', 81)).Should().HaveCount(1);
        CheckCompiler.Errors(Plugin, "--user", "a\0b").Should().HaveCount(1);
    }

    [Fact]
    public void Identity_OfTheUsualNameGiven_IsAnotherCheck()
    {
        CheckCompiler.Program(Plugin).Identity.Should().Be("mysql");
        CheckCompiler.Program(Plugin, "--user", "lvsmon").Identity.Should().Be("mysql --user \"lvsmon\"");
    }

    [Fact]
    public void Greeting_OfEveryKnownVersion_IsTaken()
    {
        foreach (string[] row in Corpus.Rows("banners", "mysql.tsv").Append(["mysql", "8.4.0"]))
        {
            CheckSample sample = new(None, GreetingOf(row[1]) + Denied, Closes: false, CheckReason.Matched, 1045);
            new MysqlDialogue(Plugin, None).Play(sample.Answer).Should().Be(sample.Result, "of {0}", row[1]);
        }
    }

    private static IEnumerable<CheckSample> Logins()
    {
        foreach (string[] options in new[] { None, Account })
        {
            yield return new(options, Greeting + Ok, Closes: false, CheckReason.None);
            yield return new(options, Greeting + Ok, Closes: true, CheckReason.Matched);
            yield return new(options, Greeting + Ok + "x", Closes: false, CheckReason.Matched);
            yield return new(options, Greeting, Closes: false, CheckReason.None);
            foreach (string method in new[] { "caching_sha2_password", "sha256_password", "client_ed25519" })
            {
                yield return new(options, Greeting + Switch(method), Closes: false, CheckReason.None);
                yield return new(options, Greeting + Switch(method) + Ok, Closes: true, CheckReason.Matched);
            }
        }
    }

    private static IEnumerable<CheckSample> Refusals()
    {
        const string Shown = "Access denied for user 'lvsmon'@'10.0.0.1' (using password: NO)";
        string insecure = Error(2, 3159, "#HY000Connections using insecure transport are prohibited");
        string locked = Error(2, 3118, "#HY000Access denied. Account is locked.");
        yield return new(None, Greeting + Denied, Closes: false, CheckReason.Matched, 1045);
        yield return new(None, Greeting + Switch("x") + Denied, Closes: false, CheckReason.Matched, 1045);
        yield return new(None, Greeting + insecure, Closes: false, CheckReason.Matched, 3159);
        yield return Fails(None, Greeting + locked, "Access denied. Account is locked.", 3118);
        yield return Fails(None, Greeting + Error(2, 1043, "#08S01Bad handshake"), "Bad handshake", 1043);
        yield return Fails(None, Greeting + Error(2, 1040, "#28To"), "#28To", 1040);
        yield return Fails(None, Greeting + Error(2, 65535, "#08S01x"), "x");
        yield return Fails(Account, Greeting + Denied, Shown, 1045);
        yield return Fails(Account, Greeting + Switch("x") + Denied, Shown, 1045);
        yield return Fails(Account, Greeting + insecure, "Connections using insecure transport are prohibited", 3159);
        yield return Fails(None, Greeting + Packet(2, "\u0001\u0004"), "\u0001");
        yield return new(None, Greeting + Packet(2, "\u00FE"), Closes: false, CheckReason.Mismatch);
        yield return new(None, Greeting + Switch("a") + Switch("b"), Closes: false, CheckReason.Mismatch);
    }

    private static IEnumerable<CheckSample> ErrorsAtOnce()
    {
        yield return Fails(None, Error(0, 1040, "Too many connections"), "Too many connections", 1040);
        yield return Fails(None, Error(0, 1040, "#08004Too many connections"), "Too many connections", 1040);
        yield return Fails(None, Error(0, 1129, "Host '10.0.0.1' is blocked because of many connection errors"),
            "Host '10.0.0.1' is blocked because of many connection errors", 1129);
        yield return Fails(None, Error(0, 1130, "Host '10.0.0.1' is not allowed to connect"),
            "Host '10.0.0.1' is not allowed to connect", 1130);
        yield return Fails(None, Error(1, 1045, "#28000no"), "no", 1045);
        yield return Fails(None, Error(0, 3159, "#HY000no"), "no", 3159);
        yield return Fails(None, Error(0, 1040, new string('x', 500)), new string('x', 64), 1040);
        yield return Fails(None, Error(0, 1040, ""), "", 1040);
        yield return Closes(None, Error(0, 1040, "Too many connections")[..^5], "Too many connec");
    }

    private static IEnumerable<CheckSample> Strangers()
    {
        yield return Breaks(None, "SSH-2.0-OpenSSH_9.6p1\r\n", "SSH-2.0-OpenSSH_9.6p1");
        yield return Breaks(None, "HTTP/1.1 400 Bad Request\r\n", "HTTP/1.1 400 Bad Request");
        yield return Breaks(None, "220 mail.example.com\r\n", "220 mail.example.com");
        yield return Breaks(None, "\0\0\0\0", "\0\0\0\0");
        yield return Breaks(None, Packet(2, Body("8.4.0")), "");
        yield return Breaks(None, Packet(0, "\t3.20.1\0abcd"), "\t3.20.1\0abcd");
        yield return Breaks(None, Packet(0, "\n\0abcdefghijklmnop"), "");
        yield return Breaks(None, Packet(0, "\n5\u00015\0abcdefghijklmnop"), "");
        yield return Breaks(None, Packet(0, "\n5.5\0abcdabcdefgh\0\u00FF"), "");
        yield return Breaks(None, Packet(0, "\n5.5\0abcdabcdefgh\0\u00FF\u00FD"), "");
        yield return Breaks(None, Packet(0, $"\n{new string('5', 1000)}"), "");
        yield return Breaks(None, Packet(0, "\u00FF\u0010"), "");
        yield return Breaks(None, Packet(0, "\0\0\0\u0002\0\0\0"), "");
        yield return Breaks(None, Greeting + Packet(2, "\u0077"), "w");
        yield return Breaks(None, Greeting + Greeting, "");
        yield return Breaks(None, new string('\u00FF', 5000), "");
    }

    private static IEnumerable<CheckSample> Cuts()
    {
        yield return Closes(None, "", "");
        yield return new(None, "", Closes: false, CheckReason.None);
        yield return new(None, Greeting, Closes: true, CheckReason.ClosedEarly);
        yield return new(None, Greeting + Ok[..^1], Closes: true, CheckReason.ClosedEarly);
        yield return new(None, Greeting + Switch("x"), Closes: true, CheckReason.ClosedEarly);
        yield return Closes(None, Greeting + Denied[..20], "Access ");
    }

    private static CheckSample Fails(string[] options, string answer, string evidence, short code = 0) =>
        new(options, answer, Closes: false, CheckReason.Mismatch, code) { Evidence = evidence };

    private static CheckSample Breaks(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: false, CheckReason.Malformed) { Evidence = evidence.Length > 0 ? evidence : null };

    private static CheckSample Closes(string[] options, string answer, string evidence) =>
        new(options, answer, Closes: true, CheckReason.ClosedEarly) { Evidence = evidence };
}
