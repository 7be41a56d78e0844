using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// Watches the numbers that follow a report on sessions: sets, services and real servers in their order, those of what
/// is shown, of the time of their report, some in each turn until the last one or the next report.
/// </summary>
internal sealed class SessionLineWatch
{
    private const int MostOfTurn = 64;
    private const int MostWithReals = 1024;

    /// <summary>At the end the sinks work more than once between two waits.</summary>
    private const int PiecesAtTheEnd = 3;

    private Plan _plan;
    private int _sets;
    private int _lines;
    private int _told;
    private int _due;
    private int _ofTurn;
    private long _reportUs;

    /// <summary>A daemon begins.</summary>
    public SessionLineWatch(Plan plan)
    {
        _plan = plan;
        Follow(plan);
    }

    /// <summary>Another plan: nothing more of the old one.</summary>
    public void Follow(Plan plan)
    {
        _plan = plan;
        _sets = new ServiceSets(plan).Count;
        int all = _sets + plan.Services.Length + plan.Reals.Length;
        // An episode has always few enough services for a line each.
        _lines = all <= MostWithReals ? all : all - plan.Reals.Length;
        End();
    }

    /// <summary>Nothing is shown any more.</summary>
    public void End() => (_told, _due) = (0, 0);

    /// <summary>A report was told.</summary>
    public void Report(in Fact fact)
    {
        Demand(fact.C == _lines, "a report is told with a wrong number of lines");
        (_told, _due, _reportUs) = (0, _lines, fact.TimeUs);
    }

    /// <summary>A line of it was told.</summary>
    /// <param name="fact">The line.</param>
    /// <param name="view">What is shown; another oracle compares it with what was read.</param>
    public void Line(in Fact fact, ISessionView view)
    {
        Demand(_told < _due, "numbers of sessions are told without a report");
        Demand(fact.TimeUs == _reportUs, "numbers of sessions are told with another time than their report's");
        int line = _told++;
        _ofTurn++;
        int service = line - _sets;
        int real = service - _plan.Services.Length;
        int counted = 0;
        SessionCount count = line < _sets ? view.OfSet(line, out counted)
            : real < 0 ? view.OfService(service)
            : view.OfReal(real);
        Fact wanted = new(line < _sets ? FactKind.SetSessions
            : real < 0 ? FactKind.ServiceSessions
            : FactKind.RealSessions)
        {
            TimeUs = _reportUs,
            Service = line < _sets ? -1 : real < 0 ? service : _plan.Reals[real].Service,
            Real = Math.Max(real, -1),
            A = (int)Math.Min(count.Active, int.MaxValue),
            B = (int)Math.Min(count.Inactive, int.MaxValue),
            C = counted,
            D = line < _sets ? line : 0,
        };
        if (fact != wanted)
        {
            throw new SimulationFailure($"sessions are told as {fact}, not as {wanted}");
        }
    }

    /// <summary>A turn is over.</summary>
    /// <param name="isEnding">True when the daemon ends: then they may stay away.</param>
    public void AfterTurn(bool isEnding)
    {
        Demand(_ofTurn <= MostOfTurn * (isEnding ? PiecesAtTheEnd : 1), "too many numbers of sessions in a turn");
        Demand(isEnding || _told == _due || _ofTurn > 0, "numbers of sessions are held back");
        _ofTurn = 0;
    }

    private static void Demand(bool isTrue, string what)
    {
        if (!isTrue)
        {
            throw new SimulationFailure(what);
        }
    }
}
