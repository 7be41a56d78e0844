using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config;

public sealed class ConfigReaderCheckTests
{
    [Fact]
    public void Check_Named_StandsForItsWords()
    {
        Configuration configuration = ReadResult.Good(
            "virtual tcp 192.0.2.80:80 {\n check web\n real 10.0.0.1:80\n real 10.0.0.2:80 {\n check web\n }\n}\n"
            + "check web http --url \"http://a/ b\"\n");

        NamedCheck named = configuration.NamedChecks.Single();
        named.Name.Text.Should().Be("web");
        named.Check.Plugin.Text.Should().Be("http");
        named.Check.Options.Select(o => o.Text).Should().Equal("--url", "http://a/ b");
        IReadOnlyList<RealServerSettings> reals = configuration.Services.Single().Reals;
        reals[0].Checks.Single().Should().BeSameAs(named.Check);
        reals[1].Checks.Single().Should().BeSameAs(named.Check);
    }

    [Fact]
    public void Check_OfReal_ReplacesThatOfServiceAndDefaults()
    {
        IReadOnlyList<RealServerSettings> reals = ReadResult.Good(
            "defaults {\n check a\n}\nvirtual tcp 192.0.2.80:80 {\n check b --x\n check c\n real 10.0.0.1:80\n"
            + " real 10.0.0.2:80 {\n check d\n }\n}\nvirtual tcp 192.0.2.81:80 {\n real 10.0.0.3:80\n}\n")
            .Services.SelectMany(s => s.Reals).ToArray();

        reals.Select(r => string.Join('+', r.Checks.Select(c => c.Plugin.Text))).Should().Equal("b+c", "d", "a");
    }

    [Fact]
    public void Check_InlineWords_KeepTheirPlaces()
    {
        VirtualServiceSettings service = ReadResult.GoodService("check banner --port 22\nreal 10.0.0.1:80");

        CheckReference check = service.Reals[0].Checks.Single();

        check.Plugin.Span.Should().Be(new SourceSpan(0, 2, 7, 6));
        check.Options.Select(o => o.Span.Column).Should().Equal(14, 21);
    }

    [Fact]
    public void Check_WithABlock_HasALineForEachOption()
    {
        Configuration configuration = ReadResult.Good(
            "check mail transaction --max-bytes 1kB {\n expect \"220 \"  # greeting\n send-line \"{\"\n\n close\n}\n"
            + "virtual tcp 192.0.2.80:80 {\n check http {\n  url http://a/\n }\n real 10.0.0.1:80\n"
            + " real 10.0.0.2:80 {\n  check mail\n }\n}\n");

        CheckReference mail = configuration.NamedChecks.Single().Check;
        mail.Options.Select(o => o.Text).Should().Equal("--max-bytes", "1kB");
        Lines(mail).Should().Equal("expect=220 ", "send-line={", "close=");
        mail.Lines[1].Value!.Value.Span.Should().Be(new SourceSpan(0, 3, 12, 3));
        IReadOnlyList<RealServerSettings> reals = configuration.Services.Single().Reals;
        Lines(reals[0].Checks.Single()).Should().Equal("url=http://a/");
        reals[1].Checks.Single().Should().BeSameAs(mail);
    }

    [Fact]
    public void Check_BlockInAnotherFile_GoesOn()
    {
        MemoryConfigFiles files = new MemoryConfigFiles()
            .With(ReadResult.Path, "check a http {\n url http://a/\n include more\n contains x\n}\n"
                + "virtual tcp 192.0.2.80:80 {\n real 10.0.0.1:80\n}\n")
            .With("more", "status 200\n");

        ReadResult result = ReadResult.Of(files);

        result.Text.Should().BeEmpty();
        Lines(result.Configuration.NamedChecks.Single().Check).Should()
            .Equal("url=http://a/", "status=200", "contains=x");
    }

    [Theory]
    [InlineData("check a http {\n url http://a/ b\n}\n", "2:16 extra-words")]
    [InlineData("check a http {\n url {\n x\n }\n}\n", "2:6 unexpected-block")]
    [InlineData("check a http {\n url \"x\n}\n", "2:6 unclosed-quote")]
    [InlineData("check a http {\n url ${X}\n}\n", "2:6 unset-variable")]
    [InlineData("check a http{\n url x\n}\n", "1:13 misplaced-brace")]
    [InlineData("check a http\n{\n url x\n}\n", "2:1 misplaced-brace")]
    [InlineData("check a http {\n url x\n", "1:1 unclosed-block")]
    [InlineData("check a {\n url x\n}\n", "1:7 missing-value")]
    [InlineData("check a tcp\ndefaults {\n check a {\n  port 1\n }\n}\n", "4:3 extra-words")]
    public void Check_BlockWithAMistake_IsReportedOnce(string text, string expected)
    {
        ReadResult result = ReadResult.Of(text + "virtual tcp 192.0.2.80:80 {\n check a\n real 10.0.0.1:80\n}\n");

        result.All.Select(d => $"{d.Span.Line}:{d.Span.Column} {d.Rule}").Should().Equal(expected);
        result.Configuration.Services.Should().ContainSingle();
    }

    [Fact]
    public void Check_ValueThatEndsInABrace_IsAValue()
    {
        VirtualServiceSettings service = ReadResult.GoodService("check banner --expect foo{\nreal 10.0.0.1:80");

        service.Reals[0].Checks.Single().Options.Select(o => o.Text).Should().Equal("--expect", "foo{");
    }

    [Fact]
    public void Check_OfAWrongDefinition_GivesNoSecondMistake()
    {
        ReadResult result = ReadResult.Of(
            "check web http --url \"http\nvirtual tcp 192.0.2.80:80 {\n check web\n real 10.0.0.1:80\n}\n");

        result.All.Should().ContainSingle().Which.Rule.Should().Be(ConfigRules.UnclosedQuote);
        result.Configuration.Services.Single().Reals.Single().Checks.Should().BeEmpty();
        result.Configuration.NamedChecks.Should().BeEmpty();
    }

    private static IEnumerable<string> Lines(CheckReference check) =>
        check.Lines.Select(line => $"{line.Name.Text}={line.Value?.Text}");
}
