using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Events;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Tests.Planning;
using LvsMon.Core.Tests.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Events;

public sealed class EventLogTests
{
    [Theory]
    [InlineData(0, 64 * 1024)]
    [InlineData(100, (64 + 100) * 1024)]
    [InlineData(1_000_000, 16 * 1024 * 1024)]
    public void BytesFor_RealServers_GrowsUpToABound(int reals, int bytes)
    {
        EventLog.BytesFor(reals).Should().Be(bytes);
    }

    [Fact]
    public void Readers_AtDifferentPlaces_AllGetEveryNumberOnce()
    {
        EventScene scene = new();
        EventCursor early = scene.Log.Oldest();
        scene.Flap(50);
        EventCursor middle = scene.Log.After(20);
        EventCursor late = scene.Log.After(scene.Log.Last);
        scene.Flap(50);

        Numbers(scene.ReadAll(ref early)).Should().Equal(Range(1, 100));
        Numbers(scene.ReadAll(ref middle)).Should().Equal(Range(21, 80));
        Numbers(scene.ReadAll(ref late)).Should().Equal(Range(51, 50));
        scene.Log.HasAfter(in late).Should().BeFalse();
    }

    [Fact]
    public void Reader_WhoIsOvertaken_IsToldWhatIsMissing()
    {
        EventScene scene = new();
        EventCursor reader = scene.Log.Oldest();
        scene.Flap(2000);

        List<JsonElement> documents = scene.ReadAll(ref reader);

        JsonElement lost = documents[0];
        lost.GetProperty("type").GetString().Should().Be("lost");
        lost.GetProperty("what").GetString().Should().Be("events");
        long to = lost.GetProperty("to").GetInt64();
        (lost.GetProperty("from").GetInt64(), lost.GetProperty("count").GetInt64()).Should().Be((1, to));
        Numbers(documents.Skip(1)).Should().Equal(Range(to + 1, (int)(2000 - to)));
    }

    [Fact]
    public void Reports_Flood_PushesOutReportsAndNoEvent()
    {
        EventScene scene = new();
        EventCursor reader = scene.Log.Oldest();
        scene.Flap(3);
        for (int i = 0; i < 5000; i++)
        {
            scene.Facts.Post(new Fact(FactKind.Confirmed) { Service = 0, Real = 0, A = 1 });
        }

        scene.Flap(2);
        List<JsonElement> documents = scene.ReadAll(ref reader);

        List<JsonElement> lost = [.. documents.Where(d => d.GetProperty("type").GetString() == "lost")];
        lost.Should().ContainSingle().Which.GetProperty("what").GetString().Should().Be("reports");
        int reports = documents.Count(
            d => d.TryGetProperty("event", out JsonElement e) && e.GetString() == "confirmed");
        (reports + lost[0].GetProperty("count").GetInt64()).Should().Be(5000);
        reports.Should().BeGreaterThan(20);
        Numbers(documents.Where(d => d.TryGetProperty("seq", out JsonElement s) && s.ValueKind != JsonValueKind.Null))
            .Should().Equal(1, 2, 3, 4, 5);
    }

    [Fact]
    public void Reports_Order_IsThatOfWhatHappened()
    {
        EventScene scene = new();
        EventCursor reader = scene.Log.Oldest();
        scene.Facts.Post(new Fact(FactKind.Confirmed) { Real = 0, A = 1 });
        scene.Facts.Post(LogSamples.Down());
        scene.Facts.Post(new Fact(FactKind.Ramped) { Real = 0, A = 10 });
        scene.Facts.Post(LogSamples.Up());
        scene.Flush();

        scene.ReadAll(ref reader).Select(d => d.GetProperty("event").GetString()).Should()
            .Equal("confirmed", "down", "ramped", "up");
        EventCursor behind = scene.Log.After(1);
        scene.ReadAll(ref behind).Select(d => d.GetProperty("event").GetString()).Should().Equal("ramped", "up");
    }

    [Fact]
    public void Follow_Reload_KeepsWhatIsThereWithItsOwnNames()
    {
        EventScene scene = new();
        scene.Flap(10);
        EventCursor reader = scene.Log.After(4);
        Plan next = Draft.Plan(Draft.Service("renamed", 80, [Draft.Real("10.0.0.99:80")]));

        scene.Sink.Follow(PlanDiff.Between(LogSamples.Plan, next));
        scene.Flap(1);

        List<JsonElement> documents = scene.ReadAll(ref reader);
        Numbers(documents).Should().Equal(Range(5, 7));
        documents.Select(d => d.GetProperty("service").GetString()).Should()
            .Equal("www", "www", "www", "www", "www", "www", "renamed");
        documents[^1].GetProperty("real").GetString().Should().Be("10.0.0.99:80");
    }

    [Fact]
    public void Numbers_OfTheLogAndOfEvents_AreTheSame()
    {
        LogSamples samples = new();
        RecordingLineSocket socket = new();
        LineLogger log = new(socket, new IsoTimeFraming(FixedWallClock.Default));
        EventSink events = new(LogSamples.Plan, samples.Details, new ManualClock(), FixedWallClock.Default, "1");
        FactStream facts = new(
            samples.Details,
            new SyslogSink(LogSamples.Plan, samples.Details, log),
            events);
        foreach (LogEntry entry in LogCatalogue.All)
        {
            facts.Post(samples.Example(entry.Kind));
            facts.Post(new Fact(FactKind.Confirmed) { Real = 1 });
        }

        facts.Flush(1_000_000_000);
        EventCursor reader = events.Log.Oldest();
        IEnumerable<string> told = new EventReading(events.Log).All(ref reader)
            .Where(d => d.GetProperty("seq").ValueKind == JsonValueKind.Number)
            .Select(d => $"{d.GetProperty("event").GetString()} {d.GetProperty("seq").GetInt64()}");

        told.Should().Equal(LogCatalogue.All.Select(
            (entry, i) => $"{entry.Word.ToLowerInvariant().Replace(' ', '-')} {i + 1}"));
        socket.Lines.Select(line => line[(line.LastIndexOf(' ') + 1)..]).Should()
            .Equal(LogCatalogue.All.Select((_, i) => $"{i + 1}"));
    }

    private static long[] Range(long from, int count) => [.. Enumerable.Range((int)from, count).Select(n => (long)n)];

    private static IEnumerable<long> Numbers(IEnumerable<JsonElement> documents) =>
        documents.Select(document => document.GetProperty("seq").GetInt64());
}
