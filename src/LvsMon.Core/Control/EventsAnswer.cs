using System;
using LvsMon.Core.Events;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>
/// The answer to <c>events</c>: the stream behind a number, or a snapshot and the stream behind it. A follower's stays
/// open. Wherever a reader would miss something it is told so, and gets a snapshot before the stream goes on.
/// </summary>
internal sealed class EventsAnswer : IControlAnswer
{
    private readonly EventLog _log;
    private readonly EventHead _head;
    private readonly StatusView _view;
    private readonly StatusAnswer _status;
    private int _followers;

    public EventsAnswer(EventSink events, StatusView view, StatusAnswer status)
    {
        _log = events.Log;
        _head = events.Head;
        _view = view;
        _status = status;
    }

    /// <summary>What is written next.</summary>
    internal enum Step : byte
    {
        Head,
        OtherRun,
        Snapshot,
        State,
        SnapshotEnd,
        Stream,
    }

    /// <inheritdoc/>
    /// <remarks>A reload does not end it: a snapshot begins again, and events carry their own names.</remarks>
    public int Edition => 0;

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor)
    {
        long since = request.Number(ControlField.Since);
        bool hasSince = request.Has(ControlField.Since);
        if (since < 0 || (request.Has(ControlField.Run) && !hasSince))
        {
            return ControlError.BadValue;
        }

        ref StreamCursor stream = ref cursor.Stream;
        stream.Follows = request.Flag(ControlField.Follow);
        if (stream.Follows && _followers == ControlLimits.Followers)
        {
            stream.Follows = false;
            return ControlError.TooManyFollowers;
        }

        _followers += stream.Follows ? 1 : 0;
        bool isOtherRun = since > _log.Last
            || (request.Has(ControlField.Run) && !_head.IsRun(request.Text(ControlField.Run)));
        stream.IsHistory = hasSince && since == 0;
        stream.Place = stream.IsHistory ? _log.Oldest() : _log.After(since);
        stream.AfterHead = !hasSince ? Step.Snapshot : isOtherRun ? Step.OtherRun : Step.Stream;
        return ControlError.None;
    }

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        ref StreamCursor stream = ref cursor.Stream;
        switch (stream.Step)
        {
            case Step.Head:
                stream.Step = stream.AfterHead;
                return _head.Write(buffer);
            case Step.OtherRun:
                stream.Step = Step.Snapshot;
                return EventText.WriteLostEvents(buffer, -1, -1, -1);
            case Step.State when stream.Edition == _view.Edition:
                return WriteState(buffer, ref cursor, nowUs);
            case Step.Snapshot or Step.State:
                return BeginSnapshot(buffer, ref cursor);
            case Step.SnapshotEnd:
                stream.Step = Step.Stream;
                stream.Place = _log.After(stream.Snapshot);
                return WriteMark(buffer, "snapshot-end"u8, stream.Snapshot);
            default:
                return WriteStream(buffer, ref cursor);
        }
    }

    /// <inheritdoc/>
    public bool HasNews(in AnswerCursor cursor) => _log.HasAfter(in cursor.Stream.Place);

    /// <inheritdoc/>
    public bool Stays(in AnswerCursor cursor) => cursor.Stream.Follows;

    /// <inheritdoc/>
    public void End(in AnswerCursor cursor) => _followers -= cursor.Stream.Follows ? 1 : 0;

    private static int WriteMark(Span<byte> buffer, ReadOnlySpan<byte> type, long number)
    {
        DocumentWriter document = new(buffer, type);
        document.Number("seq"u8, number);
        return document.End();
    }

    private int BeginSnapshot(Span<byte> buffer, ref AnswerCursor cursor)
    {
        cursor.Selection = ServiceSelection.All;
        cursor.Stage = 0;
        cursor.Stream.Step = Step.State;
        cursor.Stream.Edition = _view.Edition;
        cursor.Stream.Snapshot = _log.Last;
        return WriteMark(buffer, "snapshot"u8, _log.Last);
    }

    private int WriteState(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        int written = _status.Write(buffer, ref cursor, nowUs);
        if (cursor.IsDone)
        {
            cursor.IsDone = false;
            cursor.Stream.Step = Step.SnapshotEnd;
        }

        return written;
    }

    private int WriteStream(Span<byte> buffer, ref AnswerCursor cursor)
    {
        ref StreamCursor stream = ref cursor.Stream;
        bool hasGap = _log.LostFor(in stream.Place) > 0;
        int written = _log.Read(ref stream.Place, buffer);
        if (hasGap && !stream.IsHistory)
        {
            stream.Step = Step.Snapshot;
        }

        stream.IsHistory = false;
        cursor.IsDone = written == 0 && !stream.Follows;
        return written;
    }
}
