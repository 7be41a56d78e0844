using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Checks.Ldap;
using LvsMon.Core.Checks;
using LvsMon.Testing.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Ldap;

/// <summary>The contract, with what directory servers say and what they never would.</summary>
public sealed class LdapPluginTests : CheckContractTests
{
    private const string Notice = "1.3.6.1.4.1.1466.20036";
    private static readonly string[] None = [];

    protected override ICheckPlugin Plugin { get; } = new LdapPlugin();

    protected override IEnumerable<CheckSample> Samples =>
        [.. Results(), .. Forms(), .. Strangers(), .. BrokenLengths(), .. Cuts()];

    [Fact]
    public void Connection_Made_BindsAnonymously()
    {
        CheckProgram program = CheckCompiler.Program(Plugin);
        CheckRunner runner = new(program);

        runner.Connect();

        Encoding.Latin1.GetString(runner.Sent.Span).Should()
            .Be("0\u000C\u0002\u0001\u0001`\u0007\u0002\u0001\u0003\u0004\0\u0080\0");
        program.Identity.Should().Be("ldap");
    }

    private static IEnumerable<CheckSample> Results()
    {
        yield return Passes(Answer(0, ""));
        yield return Passes(Answer(0, "hello"));
        yield return Passes(Answer(0, "") + "whatever follows");
        yield return Passes(Answer(8, "only authenticated"), 8);
        yield return Passes(Answer(13, "TLS confidentiality required"), 13);
        yield return Passes(Answer(48, "anonymous bind disallowed"), 48);
        yield return Fails(Answer(1, ""), "", 1);
        yield return Fails(Answer(2, "requested protocol version not allowed"),
            "requested protocol version not allowed", 2);
        yield return Fails(Answer(49, ""), "", 49);
        yield return Fails(Answer(51, "busy\r\nnow"), "busy\r\nnow", 51);
        yield return Fails(Answer(52, new string('x', 100)), new string('x', 64), 52);
        yield return Fails(Answer(53, "unwilling"), "unwilling", 53);
        yield return Fails(Answer(80, ""), "", 80);
        yield return Fails(Message("\0", $"\u0078{Text($"\n\u0001\u0034\u0004\0{Text("bye", '\u0004')}", null)}"),
            "bye", 52);
        string named = Text($"\n\u0001\0\u0004\0\u0004\0\u008A{Text(Notice, null)}", null);
        yield return Fails(Message("\0", $"\u0078{named}"), "", 0);
    }

    // Lengths in the long form, a matched name, referrals behind the message, two bytes of a code.
    private static IEnumerable<CheckSample> Forms()
    {
        yield return Passes("0\u0084\0\0\0\u0010\u0002\u0001\u0001a\u0084\0\0\0\u0007\n\u0001\0\u0004\0\u0004\0");
        yield return Passes("0\u0081\u000D\u0002\u0001\u0001a\u0007\n\u0001\0\u0004\0\u0004\0");
        yield return Passes("0\u000F\u0002\u0004\0\0\0\u0001a\u0007\n\u0001\0\u0004\0\u0004\0");
        yield return Passes(Message("\u0001", $"a{Text($"\n\u0001\0{Text("dc=x", '\u0004')}\u0004\0", null)}"));
        yield return Passes(Message("\u0001", "a\u000B\n\u0001\0\u0004\0\u0004\0\u00A3\u0002\u0004\0") + "x");
        yield return Fails(Message("\u0001", "a\u0008\n\u0002\u0010\0\u0004\0\u0004\0"), "", 4096);
        yield return Fails(Message("\u0001", "a\u0008\n\u0002\u00FF\0\u0004\0\u0004\0"), "", 0);
    }

    private static IEnumerable<CheckSample> Strangers()
    {
        yield return Breaks("SSH-2.0-OpenSSH_9.6p1\r\n", "SSH-2.0-OpenSSH_9.6p1");
        yield return Breaks("HTTP/1.1 400 Bad Request\r\n", "HTTP/1.1 400 Bad Request");
        yield return Breaks("000 Zeros\r\n", "000 Zeros");
        yield return Breaks("\0", "\0");
        yield return Breaks(Message("\u0002", "a\u0007\n\u0001\0\u0004\0\u0004\0"));
        yield return Breaks(Message("\u0001", "e\u0007\n\u0001\0\u0004\0\u0004\0"));
        yield return Breaks(Message("\0", "a\u0007\n\u0001\0\u0004\0\u0004\0"));
        yield return Breaks(Message("\u0001", "x\u0007\n\u0001\0\u0004\0\u0004\0"));
        yield return Breaks(Message("\u0001", "a\u0007\u0002\u0001\0\u0004\0\u0004\0"));
        yield return Breaks(Message("\u0001", "a\u0007\n\u0001\0\u0005\0\u0004\0"));
        yield return Breaks(Message("\u0001", "a\u0007\n\u0001\0\u0004\0\u0005\0"));
        yield return Breaks(new string('0', 5000));
    }

    private static IEnumerable<CheckSample> BrokenLengths()
    {
        yield return Breaks("0\u0080");
        yield return Breaks("0\u0085\0\0\0\0\u000C");
        yield return Breaks("0\u00FF");
        yield return Breaks("0\u0084\u00FF\u00FF\u00FF\u00FF");
        yield return Breaks("0\u0082\u0010\u0001");
        yield return Breaks("0\u0082\u0010\0");
        yield return Breaks("0\u000C\u0002\0");
        yield return Breaks("0\u000C\u0002\u0005\0\0\0\0\u0001");
        yield return Breaks("0\u000C\u0002\u0001\u0001a\u0008");
        yield return Breaks("0\u000C\u0002\u0001\u0001a\u0007\n\0");
        yield return Breaks("0\u000C\u0002\u0001\u0001a\u0007\n\u0003\0\0\0");
        yield return Breaks("0\u000C\u0002\u0001\u0001a\u0007\n\u0001\0\u0004\u0003");
        yield return Breaks("0\u000C\u0002\u0001\u0001a\u0007\n\u0001\0\u0004\0\u0004\u0001");
        yield return Breaks("0\0\u0002\u0001\u0001");
    }

    private static IEnumerable<CheckSample> Cuts()
    {
        yield return new(None, "", Closes: false, CheckReason.None);
        yield return new(None, "", Closes: true, CheckReason.ClosedEarly) { Evidence = "" };
        yield return new(None, Answer(0, "")[..^1], Closes: true, CheckReason.ClosedEarly);
        yield return new(None, Answer(0, "")[..^1], Closes: false, CheckReason.None);
        yield return new(None, Answer(52, "going down")[..^4], Closes: true, CheckReason.ClosedEarly)
        {
            Evidence = "going ",
        };
    }

    private static string Answer(int code, string diagnostic) =>
        Message("\u0001", $"a{Text($"\n\u0001{(char)code}\u0004\0{Text(diagnostic, '\u0004')}", null)}");

    private static string Message(string id, string operation) =>
        $"0{Text($"{Text(id, '\u0002')}{operation}", null)}";

    private static string Text(string value, char? tag) =>
        value.Length < 128 ? $"{tag}{(char)value.Length}{value}" : $"{tag}\u0081{(char)value.Length}{value}";

    private static CheckSample Passes(string answer, short code = 0) =>
        new(None, answer, Closes: false, CheckReason.Matched, code);

    private static CheckSample Fails(string answer, string evidence, short code) =>
        new(None, answer, Closes: false, CheckReason.Mismatch, code) { Evidence = evidence };

    private static CheckSample Breaks(string answer, string? evidence = null) =>
        new(None, answer, Closes: false, CheckReason.Malformed) { Evidence = evidence };
}
