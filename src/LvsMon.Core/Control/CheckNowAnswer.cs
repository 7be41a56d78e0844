using System;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>The answer to <c>check-now</c>: how many checks of the real server begin at once.</summary>
internal sealed class CheckNowAnswer : IControlAnswer
{
    private readonly StatusView _view;
    private readonly MonitorLoop _loop;

    public CheckNowAnswer(StatusView view, MonitorLoop loop)
    {
        _view = view;
        _loop = loop;
    }

    /// <inheritdoc/>
    public int Edition => _view.Edition;

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor)
    {
        ControlError error = RealNames.Find(in request, _view, out cursor.Real);
        if (error == ControlError.None)
        {
            cursor.Stage = _loop.CheckNow(cursor.Real);
        }

        return error;
    }

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        cursor.IsDone = true;
        RealPlan real = _view.Plan.Reals[cursor.Real];
        DocumentWriter document = new(buffer, "check"u8);
        document.Text("service"u8, _view.Plan.Services[real.Service].Name);
        document.Endpoint("real"u8, real.Endpoint);
        document.Number("checks"u8, real.CheckCount);
        document.Number("started"u8, cursor.Stage);
        return document.End();
    }
}
