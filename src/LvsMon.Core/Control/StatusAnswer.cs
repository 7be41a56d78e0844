using System;

namespace LvsMon.Core.Control;

/// <summary>The answer to <c>status</c>: the daemon, and each virtual service with its real servers.</summary>
internal sealed class StatusAnswer : IControlAnswer
{
    private const int Daemon = 0;
    private const int Services = 1;
    private readonly StatusView _view;

    public StatusAnswer(StatusView view)
    {
        _view = view;
    }

    /// <inheritdoc/>
    public int Edition => _view.Edition;

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor) =>
        ServiceSelection.Read(in request, _view.Names, out cursor.Selection);

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        int written;
        if (cursor.Stage == Daemon)
        {
            cursor.Stage = Services;
            cursor.Walk = ServiceWalk.Through(in cursor.Selection, _view);
            written = _view.WriteDaemon(buffer, nowUs);
        }
        else
        {
            int service = cursor.Walk.Take(_view, out int real);
            written = real < 0 ? _view.WriteService(buffer, service, nowUs) : _view.WriteReal(buffer, real, nowUs);
        }

        cursor.IsDone = cursor.Walk.IsDone;
        return written;
    }
}
