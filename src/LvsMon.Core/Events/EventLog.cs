using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;

namespace LvsMon.Core.Events;

/// <summary>
/// The stream of events as far back as its memory reaches. What has a number in the log, the events, is kept apart
/// from what has none, the reports (steps and statistics): a flood of reports pushes out reports and never an event.
/// Readers get both in the order in which they happened, and a document <c>lost</c> where something is missing.
/// </summary>
public sealed class EventLog
{
    /// <summary>Bytes for events beside those for each real server.</summary>
    public const int EventBytes = 64 * 1024;

    /// <summary>Bytes for events of each real server: three or four of them.</summary>
    public const int EventBytesPerReal = 1024;

    /// <summary>Most bytes for events.</summary>
    public const int MaxEventBytes = 16 * 1024 * 1024;

    /// <summary>Reports have this part of the room of events, and room for one report on sessions.</summary>
    public const int ReportPart = 4;

    /// <summary>Bytes for reports of each line of a report on sessions; a line with a long name has more.</summary>
    public const int ReportBytesPerLine = 256;

    private EventRing _events;
    private EventRing _reports;

    /// <summary>Makes the memory for a plan; set-up only.</summary>
    internal EventLog(Plan plan)
    {
        _events = new EventRing(BytesFor(plan.Reals.Length));
        _reports = new EventRing(ReportBytesFor(plan));
    }

    /// <summary>The newest number; 0 before the first event.</summary>
    internal long Last => _events.Next - 1;

    /// <summary>The oldest number that is still there.</summary>
    internal long First => _events.First;

    /// <summary>Bytes for events with so many real servers.</summary>
    public static int BytesFor(int reals) =>
        (int)Math.Min(MaxEventBytes, EventBytes + ((long)reals * EventBytesPerReal));

    /// <summary>Bytes for reports with a plan: at most 8 MB.</summary>
    public static int ReportBytesFor(Plan plan) => (BytesFor(plan.Reals.Length) / ReportPart)
        + (new SessionLines(plan).Count * ReportBytesPerLine);

    /// <summary>A reader that has all events up to a number.</summary>
    internal EventCursor After(long number) => new()
    {
        Event = number + 1,
        Report = number == Last ? _reports.Next : _reports.FirstWithMark(number),
    };

    /// <summary>A reader that wants everything that is still there.</summary>
    internal EventCursor Oldest() => new() { Event = 1, Report = _reports.First };

    /// <summary>True when there is something for a reader.</summary>
    internal bool HasAfter(in EventCursor cursor) => cursor.Event < _events.Next || cursor.Report < _reports.Next;

    /// <summary>How many of the events that a reader wants are gone.</summary>
    internal long LostFor(in EventCursor cursor) => Math.Max(0, _events.First - cursor.Event);

    /// <summary>Writes what is next for a reader and moves it on.</summary>
    /// <returns>Bytes written; 0 when there is nothing, or the buffer is too short for it (never with
    /// <see cref="EventText.MaxBytes"/>).</returns>
    internal int Read(ref EventCursor cursor, Span<byte> buffer)
    {
        if (cursor.Event < _events.First)
        {
            long from = cursor.Event;
            cursor.Event = _events.First;
            return EventText.WriteLostEvents(buffer, cursor.Event - from, from, cursor.Event - 1);
        }

        if (cursor.Report < _reports.First)
        {
            long count = _reports.First - cursor.Report;
            cursor.Report = _reports.First;
            return EventText.WriteLostReports(buffer, count);
        }

        bool isReport = cursor.Report < _reports.Next && _reports.MarkOf(cursor.Report) < cursor.Event;
        if (!isReport && cursor.Event >= _events.Next)
        {
            return 0;
        }

        int length = isReport ? _reports.Read(cursor.Report, buffer) : _events.Read(cursor.Event, buffer);
        if (length > 0)
        {
            _ = isReport ? cursor.Report++ : cursor.Event++;
        }

        return length;
    }

    /// <summary>Adds what has the next number.</summary>
    /// <exception cref="InvalidOperationException">It has not: numbers have no gap, or they are worth
    /// nothing.</exception>
    internal void AddEvent(ReadOnlySpan<byte> document, long sequence)
    {
        if (sequence != _events.Next)
        {
            throw new InvalidOperationException("the numbers of events have a gap");
        }

        _events.Add(document, sequence);
    }

    /// <summary>Adds what has no number; its mark is the event that it came after.</summary>
    internal void AddReport(ReadOnlySpan<byte> document) => _reports.Add(document, Last);

    /// <summary>Takes the size for a plan; what is kept stays, as far as it fits. Set-up only.</summary>
    internal void Resize(Plan plan)
    {
        _events = Fitted(_events, BytesFor(plan.Reals.Length));
        _reports = Fitted(_reports, ReportBytesFor(plan));
    }

    private static EventRing Fitted(EventRing ring, int bytes) => ring.Capacity == bytes ? ring : ring.Resized(bytes);
}
