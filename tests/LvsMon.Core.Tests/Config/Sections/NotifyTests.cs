using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Config;
using Xunit;

namespace LvsMon.Core.Tests.Config.Sections;

public sealed class NotifyTests
{
    private const string Real = "real 10.0.0.11:80\n";

    [Fact]
    public void Read_Lines_KeepsThemInOrderWithTheirArgumentsAsWritten()
    {
        VirtualServiceSettings service = ReadResult.GoodService(
            "notify up /bin/a\nnotify any /bin/b {address} \"two words\" ä\n" + Real);

        service.Notify.Select(line => $"{line.Event} {line.Program.Path}").Should().Equal("Up /bin/a", "Any /bin/b");
        service.Notify[1].Program.Arguments.Select(argument => Encoding.UTF8.GetString(argument.Span))
            .Should().Equal("{address}", "two words", "ä");
    }

    [Theory]
    [InlineData("", "/bin/d")]
    [InlineData("notify up /bin/a\n", "/bin/a")]
    [InlineData("notify off\n", "")]
    public void Read_Defaults_HoldUnlessTheServiceHasLinesOfItsOwn(string own, string expected)
    {
        Configuration configuration = ReadResult.Good(
            $"defaults {{\nnotify down /bin/d\n}}\nvirtual tcp 192.0.2.80:80 {{\n{own}{Real}}}\n");

        string.Concat(configuration.Services.Single().Notify.Select(line => line.Program.Path)).Should().Be(expected);
    }

    [Theory]
    [InlineData("notify sometimes /bin/a", ConfigRules.UnknownWord)]
    [InlineData("notify up", ConfigRules.MissingValue)]
    [InlineData("notify up bin/a", ConfigRules.BadPath)]
    [InlineData("notify up /bin/a \"\\x00\"", ConfigRules.BadPath)]
    [InlineData("notify off /bin/a", ConfigRules.ExtraWords)]
    [InlineData("notify off\nnotify up /bin/a", ConfigRules.RepeatedDirective)]
    [InlineData("notify up /bin/a\nnotify off", ConfigRules.RepeatedDirective)]
    [InlineData("notify up /a\nnotify up /a\nnotify up /a\nnotify up /a\nnotify up /a", ConfigRules.OutOfRange)]
    public void Read_Wrong_IsRefused(string lines, string rule)
    {
        ReadResult result = ReadResult.Of($"virtual tcp 192.0.2.80:80 {{\n{lines}\n{Real}}}\n");

        result.All.Should().ContainSingle().Which.Rule.Should().Be(rule);
    }

    [Theory]
    [InlineData(65, 1)]
    [InlineData(3, 3000)]
    public void Read_TooMuch_IsRefused(int arguments, int length)
    {
        string words = string.Concat(Enumerable.Repeat(" " + new string('a', length), arguments));

        ReadResult result = ReadResult.Of($"virtual tcp 192.0.2.80:80 {{\nnotify up /bin/a{words}\n{Real}}}\n");

        result.All.Should().ContainSingle().Which.Rule.Should().Be(ConfigRules.OutOfRange);
    }
}
