using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Events;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Tests.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Events;

/// <summary>The numbers of a report on sessions in the stream of events.</summary>
public sealed class SessionEventsTests
{
    private readonly ManualClock _clock = new(1_000_000_000);
    private readonly DetailPool _details = new();
    private EventSink _events = null!;
    private FactStream _facts = null!;

    [Fact]
    public void Report_OfASmallPlan_HasTheNumbersOfEachSetServiceAndRealServer()
    {
        Begin(SessionRig.Wide(2));
        EventCursor reader = _events.Log.Oldest();
        Report();

        ReadAll(ref reader).Select(Shown).Should().Equal(
            "session-report services 2 reals 2 lines 6 duration_us 0",
            "set-sessions set even active 1 inactive 0 counted 1",
            "set-sessions set odd active 2 inactive 10 counted 1",
            "service-sessions service tcp 192.0.0.0:80 active 1 inactive 0",
            "service-sessions service tcp 192.0.0.1:80 active 2 inactive 10",
            "real-sessions service tcp 192.0.0.0:80 real 10.0.0.0:80 active 1 inactive 0",
            "real-sessions service tcp 192.0.0.1:80 real 10.0.0.1:80 active 2 inactive 10");
    }

    [Fact]
    public void Reports_OfTenThousandServices_PushOutNoEventAndSayWhatOfTheirOwn()
    {
        const int Lines = 1 + 2 + 10_000;
        Begin(SessionRig.Wide(10_000));
        EventCursor reader = _events.Log.Oldest();
        Report();
        Flap(20);
        for (int i = 1; i < 10; i++)
        {
            Report();
        }

        Flap(20);
        List<JsonElement> documents = ReadAll(ref reader);

        documents.Where(IsNumbered).Select(document => document.GetProperty("seq").GetInt64()).Should()
            .Equal(Enumerable.Range(1, 40).Select(n => (long)n), "edges stay, whatever statistics come");
        JsonElement lost = documents.Should().ContainSingle(document => IsOf(document, "lost")).Subject;
        lost.GetProperty("what").GetString().Should().Be("reports");
        int kept = documents.Count(document => IsOf(document, "event") && !IsNumbered(document));
        (lost.GetProperty("count").GetInt64() + kept).Should().Be(10 * Lines);
        long last = documents.FindLast(document => !IsNumbered(document)).GetProperty("monotonic_us").GetInt64();
        documents.Count(document => IsOf(document, "event") && !IsNumbered(document)
            && document.GetProperty("monotonic_us").GetInt64() == last).Should().Be(Lines, "the last report is whole");
    }

    [Fact]
    public void Steps_BeforeALastReportOfTenThousandServices_AreStillThere()
    {
        Begin(SessionRig.Wide(10_000));
        Report();
        Report();
        EventCursor reader = _events.Log.After(_events.Log.Last);
        for (int i = 0; i < 1000; i++)
        {
            _facts.Post(new Fact(FactKind.Ramped) { TimeUs = _clock.NowUs, Service = 0, Real = 0, A = 10 });
        }

        Report();

        ReadAll(ref reader).Count(document => document.GetProperty("event").GetString() == "ramped").Should()
            .Be(1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(10_000)]
    [InlineData(20_000)]
    public void ReportBytes_OfAnyPlan_AreAQuarterAndRoomForOneReport(int services)
    {
        Plan plan = SessionRig.Wide(services);
        int lines = new SessionLines(plan).Count;

        int bytes = EventLog.ReportBytesFor(plan);

        bytes.Should().Be((EventLog.BytesFor(services) / 4) + (256 * lines)).And.BeLessThanOrEqualTo(8 << 20);
    }

    [Fact]
    public void Follow_PlanOfOtherLines_KeepsWhatIsThereAndHasRoomForThem()
    {
        Begin(SessionRig.Wide(2));
        EventCursor reader = _events.Log.Oldest();
        Report();
        Plan next = SessionRig.Wide(400, reals: 0);
        Plan old = SessionRig.Wide(2);

        _events.Follow(Lvs.PlanMaker.Change(old, next));
        Connect(next);
        Report();

        List<JsonElement> documents = ReadAll(ref reader);
        documents.Should().HaveCount(1 + 6 + 1 + 402).And.OnlyContain(document => IsOf(document, "event"));
    }

    private static bool IsOf(JsonElement document, string type) => document.GetProperty("type").GetString() == type;

    private static bool IsNumbered(JsonElement document) =>
        IsOf(document, "event") && document.GetProperty("seq").ValueKind == JsonValueKind.Number;

    /// <summary>Its word and its own members, those that have a value.</summary>
    private static string Shown(JsonElement document)
    {
        IEnumerable<string> members = document.EnumerateObject()
            .Where(member => member.Name is not ("type" or "time" or "monotonic_us" or "event"))
            .Where(member => member.Value.ValueKind != JsonValueKind.Null)
            .Select(member => $"{member.Name} {member.Value}");
        return $"{document.GetProperty("event")} {string.Join(' ', members)}";
    }

    private List<JsonElement> ReadAll(ref EventCursor reader) => new EventReading(_events.Log).All(ref reader);

    private void Begin(Plan plan)
    {
        _events = new EventSink(plan, _details, _clock, FixedWallClock.Default, "4711-1");
        Connect(plan);
    }

    private void Connect(Plan plan)
    {
        MemorySessionList list = new MemorySessionList().Lists(SessionRows.All(plan));
        _facts = new FactStream(_details, new SessionReporter(plan, list), _events);
    }

    /// <summary>The next report, to its last line.</summary>
    private void Report()
    {
        _clock.Advance(15_000_000);
        while (_facts.Flush(_clock.NowUs) == _clock.NowUs)
        {
            _clock.Advance(1);
        }
    }

    private void Flap(int times)
    {
        for (int i = 0; i < times; i++)
        {
            FactKind kind = i % 2 == 0 ? FactKind.Down : FactKind.Up;
            _facts.Post(new Fact(kind) { TimeUs = _clock.NowUs, Service = 0, Real = 0 });
        }

        _facts.Flush(_clock.NowUs);
    }
}
