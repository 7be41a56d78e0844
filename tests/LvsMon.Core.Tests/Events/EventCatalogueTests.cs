using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Events;
using LvsMon.Core.Os;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Config;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Events;

public sealed class EventCatalogueTests
{
    private static readonly string Page = Path.Combine(TestFolders.Root, "docs/reference/events.md");

    [Fact]
    public void All_EveryFact_HasOneEntry()
    {
        EventCatalogue.All.Select(entry => entry.Kind).Should().Equal(Enum.GetValues<FactKind>().Order());
        EventCatalogue.All.Select(entry => entry.Word).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void All_Words_AreThoseOfTheLog()
    {
        foreach (EventEntry entry in EventCatalogue.All.Where(entry => LogCatalogue.Of(entry.Kind) is not null))
        {
            entry.Word.Should().Be(LogCatalogue.Of(entry.Kind)!.Word.ToLowerInvariant().Replace(' ', '-'));
        }
    }

    [Fact]
    public void All_Members_AreNamedOnceAndPlainly()
    {
        foreach (EventEntry entry in EventCatalogue.All)
        {
            entry.Members.Select(member => member.Name)
                .Concat(EventCatalogue.Fields.Where(field => field.Document == "event").Select(field => field.Name))
                .Should().OnlyHaveUniqueItems(entry.Word).And.AllSatisfy(name => name.Should().MatchRegex("^[a-z_]+$"));
            entry.Meaning.Should().EndWith(".");
        }

        string[] settings =
            [.. Enum.GetValues<KernelSetting>().Select(s => Encoding.ASCII.GetString(KernelSettingNames.Of(s)))];
        EventCatalogue.Of(FactKind.Caution)!.Members[0].Words.Should().Equal(settings);
    }

    [Fact]
    public void Page_ComparedWithTheCatalogue_IsTheSame()
    {
        string page = File.ReadAllText(Page);
        string made = page;
        foreach ((string name, string part) in Parts())
        {
            string begin = $"<!-- {name}: compared with the program by a test -->\n";
            int from = made.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
            int to = made.IndexOf($"<!-- end of {name} -->\n", StringComparison.Ordinal);
            made = made[..from] + part + made[to..];
        }

        if (Environment.GetEnvironmentVariable("LVSMON_WRITE_PAGES") == "1")
        {
            File.WriteAllText(Page, made);
            page = made;
        }

        page.Should().Be(made);
    }

    private static IEnumerable<(string Name, string Text)> Parts()
    {
        StringBuilder fields = new("| Document | Member | Value | Meaning |\n|---|---|---|---|\n");
        foreach (EventField field in EventCatalogue.Fields)
        {
            fields.Append($"| `{field.Document}` | `{field.Name}` | {field.Value} | {field.Meaning} |\n");
        }

        yield return ("documents", fields.ToString());
        StringBuilder events = new("| Event | Log id | Meaning | Its members |\n|---|---|---|---|\n");
        StringBuilder members = new("| Event | Member | Value | Meaning |\n|---|---|---|---|\n");
        foreach (EventEntry entry in EventCatalogue.All)
        {
            string id = LogCatalogue.Of(entry.Kind) is { } line ? $"{line.Id}" : "-";
            string names = string.Join(", ", entry.Members.Select(member => $"`{member.Name}`"));
            events.Append($"| `{entry.Word}` | {id} | {entry.Meaning} | {(names.Length == 0 ? "-" : names)} |\n");
            foreach (EventMember member in entry.Members)
            {
                members.Append($"| `{entry.Word}` | `{member.Name}` | {ValueOf(member)} | {member.Meaning} |\n");
            }
        }

        yield return ("events", events.ToString());
        yield return ("members", members.ToString());
    }

    private static string ValueOf(EventMember member) => member.Source switch
    {
        EventSource.Foreign => "true, false",
        EventSource.Number => "number, null",
        EventSource.Duration => "microseconds, null",
        EventSource.A or EventSource.B or EventSource.C or EventSource.D => member.Form switch
        {
            EventForm.Flag => "true, false",
            EventForm.Word => string.Join(", ", member.Words) + ", null",
            EventForm.WordSet => "text",
            EventForm.Number when !member.Name.EndsWith("_us", StringComparison.Ordinal) => "number, null",
            _ => "microseconds, null",
        },
        _ => "text, null",
    };
}
