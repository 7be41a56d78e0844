using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Checks.Dialogues;
using LvsMon.Core.Checks;
using Xunit;

namespace LvsMon.Checks.Tests.Dialogues;

/// <summary>Mail servers.</summary>
public sealed class SmtpTests : DialogueContractTests
{
    private const string Greeting = "220 mail.example.com ESMTP Postfix\r\n";
    private const string Extensions = "250-mail.example.com\r\n250-SIZE 10240000\r\n250 CHUNKING\r\n";
    private const string Bye = "221 2.0.0 Bye\r\n";

    private static readonly string[] Helo = ["--helo", "director.example.com"];

    public SmtpTests()
        : base(DialogueProtocols.Smtp)
    {
    }

    protected override IEnumerable<CheckSample> Samples
    {
        get
        {
            yield return Passes(None, Greeting + Bye, 221);
            yield return Passes(None, "220-wait\r\n220-\r\n220 now\r\n221-good\n221 bye\n", 221);
            yield return Passes(None, $"220 {new string('x', 3000)}\r\n{Bye}", 221);
            yield return Passes(Helo, Greeting + Extensions + Bye, 221);
            yield return Waits(None, Greeting);
            yield return Waits(None, Greeting + "221-more\r\n");
            yield return Waits(Helo, Greeting + Extensions);
            yield return Fails(None, "554 no service\r\n", "554 no service", 554);
            yield return Fails(None, Greeting + "421 shutting down\r\n", "421 shutting down", 421);
            yield return Fails(None, Greeting + "250 ok\r\n", "250 ok", 250);
            yield return Fails(Helo, Greeting + "502 no EHLO here\r\n", "502 no EHLO here", 502);
            yield return Breaks(None, "SSH-2.0-OpenSSH_9.6\r\n", "SSH-2.0-OpenSSH_9.6");
            yield return Breaks(None, Greeting + "bye\r\n", "bye");
            yield return Breaks(Helo, Greeting + "250-a\r\n220 b\r\n", "220 b");
            yield return Closes(None, "", "");
            yield return Closes(None, Greeting, Greeting.TrimEnd());
            yield return Closes(None, Greeting + "221 Bye", "221 Bye");
            yield return Closes(Helo, Greeting + "250-a\r\n", "250-a");
            yield return new(None, $"220-{new string('x', 20_000)}", Closes: true, CheckReason.TooLong);
        }
    }

    [Fact]
    public void Dialogue_WithoutAName_IsQuitOnly() => ShouldSay(
        None, (Greeting, "QUIT\r\n", "in the greeting"), (Bye, "", "after QUIT"));

    [Fact]
    public void Dialogue_WithAName_SaysItFirst() => ShouldSay(
        Helo,
        (Greeting, "EHLO director.example.com\r\n", "in the greeting"),
        ("250-a\r\n", "", "after EHLO"),
        ("250 b\r\n", "QUIT\r\n", "after EHLO"),
        (Bye, "", "after QUIT"));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nRSET")]
    [InlineData("\u00e9.example")]
    public void Name_ThatIsNoHost_IsRefused(string name) =>
        CheckCompiler.Errors(Plugin, "--helo", name).Single().Should().Contain("is no host name");

    [Fact]
    public void Identity_OfEachName_IsItsOwn()
    {
        CheckCompiler.Program(Plugin, Helo).Identity.Should()
            .Be("smtp --helo \"director.example.com\" --max-bytes \"16kB\"");
        CheckCompiler.Program(Plugin, "--helo", "[192.0.2.1]").Identity.Should().Contain("[192.0.2.1]");
        CheckCompiler.Program(Plugin).Identity.Should().Be("smtp --max-bytes \"16kB\"");
    }
}
