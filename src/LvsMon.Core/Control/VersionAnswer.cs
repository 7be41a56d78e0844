using System;

namespace LvsMon.Core.Control;

/// <summary>The answer to <c>version</c>.</summary>
internal sealed class VersionAnswer : IControlAnswer
{
    private readonly StatusView _view;

    public VersionAnswer(StatusView view)
    {
        _view = view;
    }

    /// <inheritdoc/>
    public int Edition => 0;

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor) => ControlError.None;

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        cursor.IsDone = true;
        return _view.WriteVersion(buffer, nowUs);
    }
}
