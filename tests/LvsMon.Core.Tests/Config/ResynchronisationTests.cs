using System.Linq;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config;

/// <summary>One mistake gives one message, whatever it does to the lines around it.</summary>
public sealed class ResynchronisationTests
{
    private const string Two = "virtual tcp 192.0.2.80:80 {\n    real 10.0.0.11:80 {\n        weight 5\n    }\n"
        + "    scheduler rr\n}\nvirtual tcp 192.0.2.81:80 {\n    real 10.0.0.12:80\n}\n";

    [Theory]
    [InlineData("192.0.2.80:80 {", "192.0.2.80:80", ConfigRules.MissingBlock)]
    [InlineData("192.0.2.80:80 {", "192.0.2.80:80\n{", ConfigRules.MisplacedBrace)]
    [InlineData("192.0.2.80:80 {", "192.0.2.80:80{", ConfigRules.MisplacedBrace)]
    [InlineData("192.0.2.80:80 {", "192.0.2.800:80 {", ConfigRules.BadAddress)]
    [InlineData("192.0.2.80:80 {", "192.0.2.80:80 \"x {", ConfigRules.UnclosedQuote)]
    [InlineData("192.0.2.80:80 {", "${NONE} {", ConfigRules.UnsetVariable)]
    [InlineData("virtual tcp 192.0.2.80", "virtaul tcp 192.0.2.80", ConfigRules.UnknownDirective)]
    [InlineData("virtual tcp 192.0.2.80:80", "virtual tcp", ConfigRules.MissingValue)]
    [InlineData("virtual tcp 192.0.2.80:80", "virtual", ConfigRules.MissingValue)]
    [InlineData("rr\n}", "rr\n", ConfigRules.UnclosedBlock)]
    [InlineData("    }\n", "", ConfigRules.UnclosedBlock)]
    [InlineData("rr\n}\n", "rr\n}\n}\n", ConfigRules.StrayClose)]
    [InlineData("    }\n", "    };\n", ConfigRules.MisplacedBrace)]
    [InlineData("weight 5\n    }\n", "weight 5 }\n", ConfigRules.MisplacedBrace)]
    [InlineData("weight 5\n    }\n", "weight 5}\n", ConfigRules.MisplacedBrace)]
    [InlineData("{\n        weight 5\n    }\n", "{ weight 5 }\n", ConfigRules.MisplacedBrace)]
    [InlineData("{\n        weight 5\n    }\n", "{}\n", ConfigRules.MisplacedBrace)]
    [InlineData("{\n        weight 5\n    }\n", "\n    {\n        weight 5\n    }\n", ConfigRules.MisplacedBrace)]
    [InlineData("scheduler rr", "scheduler rr {\n x\n y {\n z\n }\n}", ConfigRules.UnexpectedBlock)]
    [InlineData("scheduler rr", "shop {\n x\n y {\n z\n }\n}", ConfigRules.UnknownDirective)]
    [InlineData("scheduler rr", "check http --regex { x", ConfigRules.MisplacedBrace)]
    [InlineData("scheduler rr", "    global {\n        reconcile 1\n    }", ConfigRules.MisplacedDirective)]
    [InlineData("weight 5", "weight", ConfigRules.MissingValue)]
    [InlineData("weight 5", "weight 5 6", ConfigRules.ExtraWords)]
    [InlineData("10.0.0.11:80 {", "10.0.0.11 {", ConfigRules.MissingPort)]
    [InlineData("10.0.0.11:80 {", "10.0.0.11:80 weihgt 5 upper 7 {", ConfigRules.UnknownOption)]
    [InlineData("10.0.0.11:80 {", "{", ConfigRules.MissingValue)]
    public void ConfigReader_OneMistake_GivesOneMessage(string right, string wrong, string rule)
    {
        int at = Two.IndexOf(right, System.StringComparison.Ordinal);
        string text = Two[..at] + wrong + Two[(at + right.Length)..];

        ReadResult result = ReadResult.Of(text);

        result.All.Select(d => d.Rule).Should().Equal([rule], because: result.Text);
        result.Configuration.Services.Should().Contain(s => s.Name == "tcp 192.0.2.81:80");
    }

    [Fact]
    public void ConfigReader_SeveralMistakes_AreAllReportedInFileOrder()
    {
        ReadResult result = ReadResult.Of(
            "rise 3\nvirtual tcp 10.0.0.300:80 {\n schedular rr\n real 10.0.0.1:80 weight 70000\n floor 200%\n}\n");

        result.All.Select(d => (d.Span.Line, d.Rule)).Should().Equal(
            (1, ConfigRules.MisplacedDirective),
            (2, ConfigRules.BadAddress),
            (3, ConfigRules.UnknownDirective),
            (4, ConfigRules.WeightRange),
            (5, ConfigRules.OutOfRange));
    }
}
