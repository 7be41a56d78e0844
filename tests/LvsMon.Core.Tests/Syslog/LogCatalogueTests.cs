using System;
using System.IO;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Config;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

public sealed class LogCatalogueTests
{
    public static TheoryData<FactKind> Kinds() => [.. LogCatalogue.All.Select(entry => entry.Kind)];

    [Fact]
    public void All_EveryFactButTheSilent_HasOneEntry()
    {
        LogCatalogue.All.Select(entry => entry.Kind).Should()
            .BeEquivalentTo(Enum.GetValues<FactKind>()
                .Except([
                    FactKind.Confirmed, FactKind.Ramped, FactKind.Sessions, FactKind.SetSessions,
                    FactKind.ServiceSessions, FactKind.RealSessions,
                ]));
        LogCatalogue.Of(FactKind.Confirmed).Should().BeNull();
        LogCatalogue.Of(FactKind.Ramped).Should().BeNull();
        LogCatalogue.Of(FactKind.Sessions).Should().BeNull();
        LogCatalogue.Of(0).Should().BeNull();
    }

    [Fact]
    public void All_Ids_AreThoseOfTheFactsInRisingOrder()
    {
        LogCatalogue.All.Select(entry => entry.Id).Should().Equal(LogCatalogue.All.Select(e => 1000 + (int)e.Kind))
            .And.BeInAscendingOrder();
    }

    [Fact]
    public void All_Words_TellTheLinesApart()
    {
        LogCatalogue.All.Select(entry => entry.Word).Should().OnlyHaveUniqueItems();
        LogCatalogue.All.Should().OnlyContain(entry => entry.Example.StartsWith(entry.Word, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void All_Example_IsWhatIsWritten(FactKind kind)
    {
        LogSamples samples = new();

        samples.Line(samples.Example(kind)).Should().Be(LogCatalogue.Of(kind)!.Example);
    }

    [Theory]
    [InlineData(FactKind.Down, 1, LogSeverity.Warning)]
    [InlineData(FactKind.Down, 0, LogSeverity.Alert)]
    [InlineData(FactKind.Up, 0, LogSeverity.Notice)]
    [InlineData(FactKind.Empty, 0, LogSeverity.Alert)]
    [InlineData(FactKind.OutOfStep, 0, LogSeverity.Error)]
    [InlineData(FactKind.Blind, 0, LogSeverity.Critical)]
    [InlineData(FactKind.Isolated, 0, LogSeverity.Critical)]
    [InlineData(FactKind.Lag, 0, LogSeverity.Warning)]
    [InlineData(FactKind.Confirmed, 0, LogSeverity.Info)]
    public void SeverityOf_Fact_IsAnAlertForTheLastServerOfAService(FactKind kind, int stillUp, LogSeverity expected)
    {
        LogCatalogue.SeverityOf(new Fact(kind) { C = stillUp }).Should().Be(expected);
    }

    [Fact]
    public void ReferencePage_Table_IsTheCatalogue()
    {
        string[] page = File.ReadAllLines(Path.Combine(TestFolders.Root, "docs", "reference", "log.md"));
        string[] written = [.. page.SkipWhile(l => l != "| Id | Line begins with | Severity | Meaning |").Skip(2)
            .TakeWhile(l => l.StartsWith('|'))];

        written.Should().Equal(LogCatalogue.All.Select(entry =>
            $"| {entry.Id} | `{entry.Word}` | {Severity(entry)} | {entry.Description} |"));
    }

    [Fact]
    public void ReferencePage_Examples_AreThoseOfTheCatalogue()
    {
        string[] page = File.ReadAllLines(Path.Combine(TestFolders.Root, "docs", "reference", "log.md"));
        string[] written = [.. page.SkipWhile(l => l != "## Every line once").SkipWhile(l => l != "```").Skip(1)
            .TakeWhile(l => l != "```")];

        written.Should().Equal(LogCatalogue.All.Select(entry => entry.Example));
    }

    [Fact]
    public void ReferencePage_Reasons_AreThoseOfTheCatalogueWithTheirCauses()
    {
        string[] page = File.ReadAllLines(Path.Combine(TestFolders.Root, "docs", "reference", "log.md"));
        string[][] written = [.. page.SkipWhile(l => l != "| Reason | Result | Cause | Meaning | Behind it |").Skip(2)
            .TakeWhile(l => l.StartsWith('|')).Select(l => l.Split(" | "))];

        written.Select(cells => $"{cells[0]} | {cells[1]} | {cells[2]}").Should()
            .Equal(Enum.GetValues<CheckReason>().Where(reason => reason != CheckReason.None).Select(RowBegin));
        written.Should().OnlyContain(cells => cells.Length == 5 && cells[3].EndsWith('.'));
        written.Select(cells => cells[2]).Where(cause => cause != "-").Should()
            .BeEquivalentTo(FailureCauses.All.Select(cause => $"`{cause}`"), "each can be named, and stands once");
    }

    private static string RowBegin(CheckReason reason)
    {
        string words = Encoding.ASCII.GetString(Reasons.Words(reason));
        CheckOutcome outcome = Reasons.OutcomeOf(reason);
        string cause = outcome == CheckOutcome.Fail ? $"`{words.Replace(' ', '-')}`" : "-";
        return $"| `{words}` | {outcome.ToString().ToLowerInvariant()} | {cause}";
    }

    private static string Severity(LogEntry entry)
    {
        string name = entry.Severity switch
        {
            LogSeverity.Critical => "crit",
            LogSeverity.Error => "err",
            _ => entry.Severity.ToString().ToLowerInvariant(),
        };
        return entry.AlertsWhenLast ? $"{name}; alert when no other is up" : name;
    }
}
