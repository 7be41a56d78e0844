using System;
using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using LvsMon.Core.Events;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;

namespace LvsMon.Core.Tests.Events;

/// <summary>A sink for events behind a stream of facts.</summary>
internal sealed class EventScene
{
    public EventScene(Plan? plan = null)
    {
        Sink = new EventSink(plan ?? LogSamples.Plan, Samples.Details, Clock, FixedWallClock.Default, "4711-1");
        Facts = new FactStream(Samples.Details, Sink);
    }

    public LogSamples Samples { get; } = new();

    public ManualClock Clock { get; } = new();

    public EventSink Sink { get; }

    public EventLog Log => Sink.Log;

    public FactStream Facts { get; }

    /// <summary>A real server goes down and up, so often.</summary>
    public void Flap(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Facts.Post(i % 2 == 0 ? LogSamples.Down() : LogSamples.Up());
            if (i % 100 == 99)
            {
                Flush();
            }
        }

        Flush();
    }

    public long Flush() => Facts.Flush(Clock.NowUs);

    /// <summary>The document of a fact.</summary>
    public string Document(Fact fact)
    {
        byte[] buffer = new byte[EventText.MaxBytes];
        EventText text = new(LogSamples.Plan, Samples.Details);
        int length = text.Write(in fact, FixedWallClock.Default.Ago(0), buffer);
        return Encoding.ASCII.GetString(buffer, 0, length);
    }

    /// <summary>What is there for a reader, until there is no more.</summary>
    public List<JsonElement> ReadAll(ref EventCursor cursor) => new EventReading(Log).All(ref cursor);

    public static JsonElement Parse(string line) => JsonDocument.Parse(line).RootElement;

    public static List<JsonElement> ParseAll(string text)
    {
        List<JsonElement> documents = [];
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            documents.Add(Parse(line));
        }

        return documents;
    }
}
