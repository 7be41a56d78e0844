using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Control;

/// <summary>The answer to <c>sessions</c>: the report, its service sets, and each virtual service with its real
/// servers.</summary>
internal sealed class SessionsAnswer : IControlAnswer
{
    private const int Report = 0;
    private const int Set = 1;
    private const int Services = 2;
    private readonly StatusView _view;
    private readonly ISessionView _sessions;

    public SessionsAnswer(StatusView view, ISessionView sessions)
    {
        _view = view;
        _sessions = sessions;
    }

    /// <summary>Rises with each plan, report and failed reading: an answer tells of one report only.</summary>
    public int Edition => unchecked(_view.Edition + (int)(_sessions.Reports + _sessions.Failures));

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor) =>
        ServiceSelection.Read(in request, _view.Names, out cursor.Selection);

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        switch (cursor.Stage)
        {
            case Report:
                cursor.Set = -1;
                GoToNextSet(ref cursor);
                return WriteReport(buffer, nowUs);
            case Set:
                int set = cursor.Set;
                GoToNextSet(ref cursor);
                return WriteSet(buffer, set);
            default:
                int service = cursor.Walk.Take(_view, out int real);
                cursor.IsDone = cursor.Walk.IsDone;
                return real < 0 ? WriteService(buffer, service) : WriteReal(buffer, real);
        }
    }

    private static void WriteCount(ref DocumentWriter document, SessionCount count)
    {
        document.NumberOrNull("active"u8, count.Active);
        document.NumberOrNull("inactive"u8, count.Inactive);
        document.NumberOrNull("total"u8, count.Total);
    }

    private void GoToNextSet(ref AnswerCursor cursor)
    {
        do
        {
            cursor.Set++;
        }
        while (cursor.Set < _sessions.Sets.Count && !cursor.Selection.TakesSet(cursor.Set));
        cursor.Stage = Set;
        if (cursor.Set == _sessions.Sets.Count)
        {
            cursor.Stage = Services;
            cursor.Walk = ServiceWalk.Through(in cursor.Selection, _view);
            cursor.IsDone = cursor.Walk.IsDone;
        }
    }

    private int WriteReport(Span<byte> buffer, long nowUs)
    {
        DocumentWriter document = new(buffer, "sessions"u8);
        bool isKnown = _sessions.ReadUs >= 0;
        document.Number("interval_us"u8, _sessions.IntervalUs);
        document.Number("reports"u8, _sessions.Reports);
        document.Number("failures"u8, _sessions.Failures);
        document.NumberOrNull("sessions_age_us"u8, isKnown ? Math.Max(0, nowUs - _sessions.ReadUs) : -1);
        document.NumberOrNull("took_us"u8, isKnown ? _sessions.TookUs : -1);
        return document.End();
    }

    private int WriteSet(Span<byte> buffer, int set)
    {
        SessionCount count = _sessions.OfSet(set, out int counted);
        DocumentWriter document = new(buffer, "set-sessions"u8);
        document.Text("set"u8, _sessions.Sets.Name(set));
        document.Number("services"u8, _sessions.Sets.ServiceCount(set));
        document.Number("counted"u8, counted);
        WriteCount(ref document, count);
        return document.End();
    }

    private int WriteService(Span<byte> buffer, int service)
    {
        ServicePlan plan = _view.Plan.Services[service];
        SessionCount elsewhere = _sessions.Elsewhere(service);
        DocumentWriter document = new(buffer, "service-sessions"u8);
        document.Text("service"u8, plan.Name);
        document.TextOrNull("set"u8, plan.ServiceSet);
        WriteCount(ref document, _sessions.OfService(service));
        document.NumberOrNull("elsewhere_active"u8, elsewhere.Active);
        document.NumberOrNull("elsewhere_inactive"u8, elsewhere.Inactive);
        return document.End();
    }

    private int WriteReal(Span<byte> buffer, int real)
    {
        RealPlan plan = _view.Plan.Reals[real];
        DocumentWriter document = new(buffer, "real-sessions"u8);
        document.Text("service"u8, _view.Plan.Services[plan.Service].Name);
        document.Endpoint("real"u8, plan.Endpoint);
        WriteCount(ref document, _sessions.OfReal(real));
        return document.End();
    }
}
