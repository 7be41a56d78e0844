using System;
using LvsMon.Core.Metrics;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>The answer to <c>metrics</c>: the page in pieces of whole lines.</summary>
internal sealed class MetricsAnswer : IControlAnswer
{
    /// <summary>Bytes of the page in one document; in it each can become two.</summary>
    private const int PieceBytes = 1000;

    private readonly MetricPage _page;

    public MetricsAnswer(MetricPage page)
    {
        _page = page;
    }

    /// <inheritdoc/>
    public int Edition => _page.Edition;

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor) => ControlError.None;

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        Span<byte> piece = stackalloc byte[PieceBytes];
        int length = _page.Write(piece, ref cursor.Page, nowUs);
        cursor.IsDone = cursor.Page.IsDone;
        DocumentWriter document = new(buffer, "text"u8);
        document.Lines("text"u8, piece[..length]);
        return document.End();
    }
}
