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
    public void Check_OfAWrongDefinition_GivesNoSecondMistake()
    {
        ReadResult result = ReadResult.Of(
            "check web http --url \"http\nvirtual tcp 192.0.2.80:80 {\n check web\n real 10.0.0.1:80\n}\n");

        result.All.Should().ContainSingle().Which.Rule.Should().Be(ConfigRules.UnclosedQuote);
        result.Configuration.Services.Single().Reals.Single().Checks.Should().BeEmpty();
        result.Configuration.NamedChecks.Should().BeEmpty();
    }
}
