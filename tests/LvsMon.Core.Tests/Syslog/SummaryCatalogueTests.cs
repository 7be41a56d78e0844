using System;
using System.IO;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Config;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

public sealed class SummaryCatalogueTests
{
    private static readonly Plan Plan = Draft.Plan(
        Draft.Service("www", [.. Enumerable.Range(1, 40).Select(i => Draft.Real($"10.0.0.{i}:80"))]));

    private readonly StormGate _gate = new(Plan);
    private long _sequence;

    [Fact]
    public void All_Words_TellTheLinesApart()
    {
        string[] words = [.. SummaryCatalogue.All.Select(entry => entry.Word)];

        words.Concat(LogCatalogue.All.Select(entry => entry.Word)).Should().OnlyHaveUniqueItems();
        SummaryCatalogue.All.Select(entry => entry.Id).Should().Equal(1301, 1302, 1303);
        SummaryCatalogue.All.Should().OnlyContain(entry => SummaryCatalogue.Of(entry.Kind) == entry);
    }

    [Fact]
    public void All_ExampleOfDown_IsWhatIsWritten()
    {
        _sequence = 1819;
        Collect(FactKind.Down, 11, 12, 13, 14, 1, 2, 3);
        Collect(FactKind.Up, 1, 2, 3, 21);
        Collect(FactKind.Up, 22, up: 7, atUs: 9_600_000);

        Line().Should().Be(SummaryCatalogue.Of(SummaryKind.MoreDown).Example);
    }

    [Fact]
    public void All_ExampleOfUp_IsWhatIsWritten()
    {
        _sequence = 1901;
        Collect(FactKind.Up, [.. Enumerable.Range(1, 34)]);
        Collect(FactKind.Up, 35, up: 40, atUs: 1_200_000);

        Line().Should().Be(SummaryCatalogue.Of(SummaryKind.MoreUp).Example);
    }

    [Fact]
    public void All_ExampleOfNoChange_IsWhatIsWritten()
    {
        _sequence = 1940;
        Collect(FactKind.Down, 1, 2, 3);
        Collect(FactKind.Flapping, 1, 2, 3, 4);
        Collect(FactKind.Held, 4);
        Collect(FactKind.Up, 1, 2);
        Collect(FactKind.Up, 3, up: 37, atUs: 9_600_000);

        Line().Should().Be(SummaryCatalogue.Of(SummaryKind.More).Example);
    }

    [Fact]
    public void ReferencePage_TableAndExamples_AreThoseOfTheCatalogue()
    {
        string[] page = File.ReadAllLines(Path.Combine(TestFolders.Root, "docs", "reference", "log.md"));
        string[] storms = [.. page.SkipWhile(l => l != "## Storms")];
        string[] table = [.. storms.SkipWhile(l => l != "| Id | Line begins with | Meaning |").Skip(2)
            .TakeWhile(l => l.StartsWith('|'))];
        string[] examples = [.. storms.SkipWhile(l => l != "```").Skip(1).TakeWhile(l => l != "```")];

        table.Should().Equal(SummaryCatalogue.All.Select(e => $"| {e.Id} | `{e.Word}` | {e.Description} |"));
        examples.Should().Equal(SummaryCatalogue.All.Select(entry => entry.Example));
    }

    private void Collect(FactKind kind, params ReadOnlySpan<int> hosts)
    {
        foreach (int host in hosts)
        {
            Collect(kind, host, up: 1, atUs: 0);
        }
    }

    private void Collect(FactKind kind, int host, int up, long atUs) => _gate.CollectsInstead(new Fact(kind)
    {
        Sequence = _sequence++,
        TimeUs = atUs,
        Service = 0,
        Real = host - 1,
        Reason = kind == FactKind.Down ? CheckReason.ConnectRefused : CheckReason.None,
        C = up,
    }).Should().BeTrue();

    private string Line()
    {
        byte[] text = new byte[FactText.MaxBytes];
        return Encoding.ASCII.GetString(text, 0, SummaryText.Write(Plan, _gate, 0, text));
    }
}
