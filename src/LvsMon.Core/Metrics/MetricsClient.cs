using System;
using LvsMon.Core.Os;
using LvsMon.Core.Serving;

namespace LvsMon.Core.Metrics;

/// <summary>One client of <c>metrics-listen</c>: one request, one answer, and the connection ends.</summary>
internal sealed class MetricsClient : ServedClient
{
    /// <summary>Bytes that a client's request and answer need.</summary>
    public const int MemoryBytes = MetricsLimits.HeadBytes + MetricsLimits.AnswerBytes;

    private readonly MetricPage _page;
    private HttpRequest _request;
    private MetricCursor _cursor;
    private int _edition;
    private long _answerByUs;
    private bool _isWriting;

    /// <summary>Makes the place of a slot.</summary>
    /// <param name="clients">The socket's clients.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="page">What is answered.</param>
    /// <param name="memory">Of <see cref="MemoryBytes"/>.</param>
    public MetricsClient(IClientSet clients, int slot, MetricPage page, ArraySegment<byte> memory)
        : base(clients, slot, memory, MetricsLimits.HeadBytes)
    {
        _page = page;
    }

    /// <inheritdoc/>
    protected override bool HasMore => _isWriting;

    /// <summary>A client has come.</summary>
    public void Begin(long nowUs)
    {
        Open();
        IdleSinceUs = nowUs;
        DeadlineUs = nowUs + MetricsLimits.IdleUs;
    }

    /// <inheritdoc/>
    protected override void RequestBegins(long nowUs)
    {
        DeadlineUs = nowUs + MetricsLimits.HeadUs;
        IdleSinceUs = -1;
    }

    /// <inheritdoc/>
    protected override void Produce(long nowUs)
    {
        if (!_isWriting)
        {
            if (!IsLeaving && TryRead(out HttpRequest request))
            {
                Answer(in request, nowUs);
            }

            return;
        }

        if (_edition != _page.Edition)
        {
            // The series have other places now. A page without its last chunk is told from a whole one.
            Unwrite();
            _isWriting = false;
            return;
        }

        WriteMore(nowUs);
    }

    /// <inheritdoc/>
    protected override void Taken(long nowUs) =>
        DeadlineUs = Math.Min(nowUs + MetricsLimits.UnreadUs, _answerByUs);

    /// <inheritdoc/>
    protected override void FailAsTooSlow() => Refuse(new HttpRequest(HttpStatus.RequestTimeout));

    /// <inheritdoc/>
    protected override void Drop() => _isWriting = false;

    private bool TryRead(out HttpRequest request)
    {
        int length = HttpRequest.LengthOf(Input);
        request = length > 0 ? HttpRequest.Read(Input[..length]) : new HttpRequest(HttpStatus.HeadTooLarge);
        return length > 0 || IsInputFull;
    }

    private void Answer(in HttpRequest request, long nowUs)
    {
        _answerByUs = nowUs + MetricsLimits.AnswerUs;
        DeadlineUs = Math.Min(nowUs + MetricsLimits.UnreadUs, _answerByUs);
        if (request.Status != HttpStatus.Ok)
        {
            Refuse(in request);
            return;
        }

        IsLeaving = true;
        _request = request;
        _cursor = default;
        _edition = _page.Edition;
        Wrote(HttpAnswer.WritePageHead(Room, in request));
        if (!request.IsHead)
        {
            _isWriting = true;
            WriteMore(nowUs);
        }
    }

    private void Refuse(in HttpRequest request)
    {
        IsLeaving = true;
        Wrote(HttpAnswer.WriteRefusal(Room, in request));
    }

    private void WriteMore(long nowUs)
    {
        if (Room.Length < MetricPage.LineBytes + HttpAnswer.ChunkFrame + HttpAnswer.LastChunk.Length)
        {
            return;
        }

        if (_request.IsOld)
        {
            Wrote(_page.Write(Room, ref _cursor, nowUs));
        }
        else
        {
            int length = _page.Write(
                Room[HttpAnswer.ChunkHead..^(2 + HttpAnswer.LastChunk.Length)], ref _cursor, nowUs);
            Wrote(length == 0 ? 0 : HttpAnswer.FrameChunk(Room, length));
        }

        _isWriting = !_cursor.IsDone;
        if (!_isWriting && !_request.IsOld)
        {
            HttpAnswer.LastChunk.CopyTo(Room);
            Wrote(HttpAnswer.LastChunk.Length);
        }
    }
}
