using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Checks;

public sealed class CheckOptionParserTests
{
    private static readonly CheckOption Url = new("--url", "URL", "A URL.");
    private static readonly CheckOption Header = new("--header", "LINE", "A field.") { Repeatable = true };
    private static readonly CheckOption Preset = new("--preset", "NAME", "A protocol.") { Choices = ["ssh", "smtp"] };
    private static readonly CheckOption Quick = new("--quick", null, "A flag.");
    private static readonly CheckOption Needed = new("--needed", "X", "Must stand.") { Required = true };
    private static readonly CheckOption[] Declared = [Url, Header, Preset, Quick];
    private static readonly SourceSpan Check = new(0, 3, 1, 5);

    private readonly Diagnostics _diagnostics = new();

    [Fact]
    public void Options_InBothForms_AreRead()
    {
        CheckOptionValues values = Parse(
            Declared, "--url", "http://a/", "--preset=ssh", "--quick", "--header=A: b=c", "--header", "D: e");

        _diagnostics.InFileOrder.Should().BeEmpty();
        values.Text(Url).Should().Be("http://a/");
        values.Text(Preset).Should().Be("ssh");
        values.Has(Quick).Should().BeTrue();
        values.All(Header).Select(w => w.Text).Should().Equal("A: b=c", "D: e");
    }

    [Fact]
    public void Values_MayBeEmptyOrLookLikeOptions_WhenJoinedOrQuoted()
    {
        Word quoted = new("--quick", new SourceSpan(0, 1, 10, 9), Quoted: true);
        CheckOptionValues values = CheckOptionParser.Parse(
            [At(1, "--url"), quoted, At(20, "--header="), At(30, "--header=--x")], Declared, Check, _diagnostics);

        _diagnostics.InFileOrder.Should().BeEmpty();
        values.Text(Url).Should().Be("--quick");
        values.Has(Quick).Should().BeFalse();
        values.All(Header).Select(w => w.Text).Should().Equal("", "--x");
    }

    [Fact]
    public void Value_JoinedToItsName_StandsAtItsOwnColumn()
    {
        CheckOptionValues values = CheckOptionParser.Parse([At(7, "--url=abc")], Declared, Check, _diagnostics);

        values.Word(Url)!.Value.Span.Should().Be(new SourceSpan(0, 1, 13, 3));
    }

    [Theory]
    [InlineData("stray", "check-option", 1, "\"stray\" belongs to no option; the options of a check begin with --")]
    [InlineData("--", "check-option", 1, "\"--\" belongs to no option; the options of a check begin with --")]
    [InlineData("--ulr x", "unknown-check-option", 1, "unknown option \"--ulr\"; did you mean \"--url\"?")]
    [InlineData("--ulr=x", "unknown-check-option", 1, "unknown option \"--ulr\"; did you mean \"--url\"?")]
    [InlineData("--frobnicate a b", "unknown-check-option", 1,
        "unknown option \"--frobnicate\"; this check takes --url, --header, --preset, --quick")]
    [InlineData("--quick --url", "check-option-value", 9, "--url needs a value, URL")]
    [InlineData("--url --quick", "check-option-value", 1, "--url needs a value, URL")]
    [InlineData("--url --other=x", "check-option-value", 1,
        "--url needs a value, URL; a value that begins with -- is written --url=URL or in quotes",
        "unknown-check-option")]
    [InlineData("--quick=yes", "check-option-value", 1, "--quick takes no value")]
    [InlineData("--preset shh", "check-option-value", 10,
        "--preset is one of ssh, smtp, not \"shh\"; did you mean \"ssh\"?")]
    [InlineData("--preset=imap", "check-option-value", 10, "--preset is one of ssh, smtp, not \"imap\"")]
    [InlineData("--url a --url b", "repeated-check-option", 9, "--url stands twice in this check; keep one")]
    [InlineData("--quick --quick", "repeated-check-option", 9, "--quick stands twice in this check; keep one")]
    public void Words_Wrong_AreReportedAtTheirPlace(
        string line, string rule, int column, string message, params string[] furtherRules)
    {
        Parse(Declared, line.Split(' '));

        Diagnostic first = _diagnostics.InFileOrder[0];
        (first.Rule, first.Span.Column, first.Message).Should().Be((rule, column, message));
        _diagnostics.InFileOrder.Skip(1).Select(d => d.Rule).Should().Equal(furtherRules);
    }

    [Fact]
    public void Lines_OfABlock_AreReadBehindTheWords()
    {
        CheckOptionValues values = ParseBlock(["--header", "a"], "url http://a/", "quick", "header --x", "preset ssh");

        _diagnostics.InFileOrder.Should().BeEmpty();
        values.Text(Url).Should().Be("http://a/");
        values.Text(Preset).Should().Be("ssh");
        values.Has(Quick).Should().BeTrue();
        values.All(Header).Select(w => w.Text).Should().Equal("a", "--x");
    }

    [Theory]
    [InlineData("ulr x", "unknown-check-option", 1, "unknown option \"ulr\"; did you mean \"url\"?")]
    [InlineData("--url x", "unknown-check-option", 1, "unknown option \"--url\"; in a block it stands without --")]
    [InlineData("frobnicate", "unknown-check-option", 1,
        "unknown option \"frobnicate\"; this check takes url, header, preset, quick")]
    [InlineData("url", "check-option-value", 1, "url needs a value, URL")]
    [InlineData("quick yes", "check-option-value", 7, "quick takes no value")]
    [InlineData("preset shh", "check-option-value", 8,
        "preset is one of ssh, smtp, not \"shh\"; did you mean \"ssh\"?")]
    public void Lines_Wrong_AreReportedAtTheirWord(string line, string rule, int column, string message)
    {
        ParseBlock([], line);

        Diagnostic only = _diagnostics.InFileOrder.Single();
        (only.Rule, only.Span.Line, only.Span.Column, only.Message).Should().Be((rule, 2, column, message));
    }

    [Fact]
    public void Line_GivenOnTheLineOfTheCheckToo_StandsTwice()
    {
        ParseBlock(["--url", "a"], "url b");

        _diagnostics.InFileOrder.Single().Message.Should().Be("url stands twice in this check; keep one");
    }

    [Fact]
    public void Option_ThatIsNeeded_IsMissedAtTheCheck()
    {
        Parse([.. Declared, Needed], "--quick");

        _diagnostics.InFileOrder.Should().Equal(
            new Diagnostic(DiagnosticSeverity.Error, "missing-check-option", Check, "this check needs --needed X"));
    }

    [Fact]
    public void Check_WithoutOptions_SaysSo()
    {
        Parse([], "--url", "x");

        _diagnostics.InFileOrder.Single().Message.Should().Be("unknown option \"--url\"; this check takes none");
    }

    [Fact]
    public void Mistakes_Several_AreAllReported()
    {
        Parse([.. Declared, Needed], "stray", "--ulr", "x", "--quick=1", "--preset", "x", "--url", "a", "--url", "b");

        _diagnostics.ErrorCount.Should().Be(6);
    }

    private CheckOptionValues Parse(CheckOption[] declared, params string[] words)
    {
        List<Word> line = [];
        int column = 1;
        foreach (string word in words)
        {
            line.Add(At(column, word));
            column += word.Length + 1;
        }

        return CheckOptionParser.Parse(line, declared, Check, _diagnostics);
    }

    private CheckOptionValues ParseBlock(string[] words, params string[] lines)
    {
        List<OptionLine> options = [];
        foreach (string line in lines)
        {
            string[] parts = line.Split(' ');
            int number = options.Count + 2;
            Word Part(int at, int column) =>
                new(parts[at], new SourceSpan(0, number, column, parts[at].Length), Quoted: false);
            options.Add(new OptionLine(Part(0, 1), parts.Length > 1 ? Part(1, parts[0].Length + 2) : null));
        }

        List<Word> given = [.. words.Select((word, i) => At((10 * i) + 10, word))];
        return CheckOptionParser.Parse(given, options, Declared, Check, _diagnostics);
    }

    private static Word At(int column, string text) =>
        new(text, new SourceSpan(0, 1, column, text.Length), Quoted: false);
}
