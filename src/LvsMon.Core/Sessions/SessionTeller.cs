using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Sessions;

/// <summary>
/// Tells the numbers of a finished report to the stream, a fact a line, some in each turn. A report that is finished
/// meanwhile takes its place: the rest of the older one is never told.
/// </summary>
internal sealed class SessionTeller
{
    /// <summary>Most lines of one turn: fewer than the stream takes before it must hand them on.</summary>
    internal const int LinesPerTurn = 64;

    private readonly Plan _plan;
    private SessionSnapshot? _report;
    private long _finishedUs;
    private int _told;

    /// <summary>Makes a teller for a plan; set-up only.</summary>
    internal SessionTeller(Plan plan)
    {
        _plan = plan;
        Lines = new SessionLines(plan);
    }

    /// <summary>What is told of each report.</summary>
    internal SessionLines Lines { get; }

    /// <summary>True when lines are left for the next turn.</summary>
    internal bool IsBusy => _report is not null;

    /// <summary>A report is finished.</summary>
    /// <param name="report">Its counts; they do not change before the next one is finished.</param>
    /// <param name="nowUs">When; all its lines are of this time, by which a reader knows them.</param>
    internal void Begin(SessionSnapshot report, long nowUs)
    {
        _report = report;
        _finishedUs = nowUs;
        _told = 0;
    }

    /// <summary>What is left of the report is not told.</summary>
    internal void Abandon() => _report = null;

    /// <summary>Tells the lines of one turn.</summary>
    internal void Continue(FactStream facts)
    {
        if (_report is not { } report)
        {
            return;
        }

        int end = Math.Min(_told + LinesPerTurn, Lines.Count);
        while (_told < end)
        {
            facts.Post(Line(report, _told++) with { TimeUs = _finishedUs });
        }

        _report = _told < Lines.Count ? report : null;
    }

    private Fact Line(SessionSnapshot report, int line)
    {
        if (line < Lines.Sets)
        {
            SessionCount ofSet = report.OfSet(line, out int counted);
            return Numbers(FactKind.SetSessions, ofSet) with { C = counted, D = line };
        }

        int service = line - Lines.Sets;
        if (service < Lines.Services)
        {
            return Numbers(FactKind.ServiceSessions, report.OfService(service)) with { Service = service };
        }

        int real = service - Lines.Services;
        return Numbers(FactKind.RealSessions, report.OfReal(real)) with
        {
            Service = _plan.Reals[real].Service,
            Real = real,
        };
    }

    private static Fact Numbers(FactKind kind, SessionCount count) =>
        new(kind) { A = Saturated(count.Active), B = Saturated(count.Inactive) };

    /// <summary>Two thousand million sessions fill half a terabyte of the kernel's memory: a sum that is larger is
    /// told as the largest number there is.</summary>
    private static int Saturated(long count) => (int)Math.Min(count, int.MaxValue);
}
