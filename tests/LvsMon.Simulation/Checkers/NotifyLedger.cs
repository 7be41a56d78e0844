using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Checkers;

/// <summary>
/// What programs have still to be told, from the facts alone: of every real server its newest change, and for every
/// line how many changes it has wanted since it was told last. Written apart from the product's queue: nothing is
/// linked or moved here, what comes next is looked up.
/// </summary>
internal sealed class NotifyLedger
{
    private const int Lines = NotifyNames.Lines;
    private long[] _sequences;
    private bool[] _isUp;
    private int[] _wanted;
    private bool[] _isUntold;
    private int[] _untold;

    /// <summary>Nothing has changed yet.</summary>
    public NotifyLedger(NotifyNames names)
    {
        Names = names;
        int reals = names.Plan.Reals.Length;
        _sequences = new long[reals];
        _isUp = new bool[reals];
        _wanted = new int[reals * Lines];
        _isUntold = new bool[reals * Lines];
        _untold = new int[names.Plan.Services.Length];
    }

    /// <summary>The words of the running plan.</summary>
    public NotifyNames Names { get; private set; }

    /// <summary>Runs that wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>Changes that no run told, by line.</summary>
    public long Skipped { get; private set; }

    /// <summary>Runs of a service that wait.</summary>
    public int WaitingOf(int service) => _untold[service];

    /// <summary>The newest change of a real server.</summary>
    public (long Sequence, bool IsUp) Newest(int real) => (_sequences[real], _isUp[real]);

    /// <summary>A change is told.</summary>
    public void Change(in Fact fact)
    {
        bool isUp = fact.Kind == FactKind.Up;
        _sequences[fact.Real] = fact.Sequence;
        _isUp[fact.Real] = isUp;
        for (int line = 0; line < Names.CountOf(fact.Service); line++)
        {
            int at = (fact.Real * Lines) + line;
            bool isWanted = Names.Wants(fact.Service, line, isUp);
            Skipped += _isUntold[at] ? 1 : 0;
            _wanted[at] += isWanted ? 1 : 0;
            Set(fact.Service, at, isWanted);
        }
    }

    /// <summary>The run that has to be the next of a service: the oldest of the newest changes, its first line.
    /// </summary>
    /// <returns>Real server and line; -1 when nothing waits.</returns>
    public (int Real, int Line) Next(int service)
    {
        ServicePlan plan = Names.Plan.Services[service];
        (int Real, int Line) next = (-1, -1);
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            int line = _isUntold.AsSpan(real * Lines, Lines).IndexOf(true);
            if (line >= 0 && (next.Real < 0 || _sequences[real] < _sequences[next.Real]))
            {
                next = (real, line);
            }
        }

        return next;
    }

    /// <summary>A run has begun.</summary>
    /// <returns>How many changes before this one its line was not told.</returns>
    public int Take(int service, int real, int line)
    {
        int at = (real * Lines) + line;
        int skipped = _wanted[at] - 1;
        _wanted[at] = 0;
        Set(service, at, isUntold: false);
        return skipped;
    }

    /// <summary>It could not begin and has to come again.</summary>
    public void PutBack(int service, int real, int line, int skipped)
    {
        int at = (real * Lines) + line;
        _wanted[at] = skipped + 1;
        Set(service, at, isUntold: true);
    }

    /// <summary>Another plan: what waits is kept for the lines that are still there, and a line that is new to its
    /// service is told of what waits there.</summary>
    public void Follow(PlanMatch match, NotifyNames names)
    {
        (NotifyLedger old, NotifyNames before) = ((NotifyLedger)MemberwiseClone(), Names);
        Names = names;
        int reals = names.Plan.Reals.Length;
        _sequences = new long[reals];
        _isUp = new bool[reals];
        _wanted = new int[reals * Lines];
        _isUntold = new bool[reals * Lines];
        _untold = new int[names.Plan.Services.Length];
        Waiting = 0;
        for (int real = 0; real < reals; real++)
        {
            int oldReal = match.OldReal[real];
            if (oldReal < 0)
            {
                continue;
            }

            _sequences[real] = old._sequences[oldReal];
            _isUp[real] = old._isUp[oldReal];
            int service = names.Plan.Reals[real].Service;
            int oldService = before.Plan.Reals[oldReal].Service;
            bool waits = old._isUntold.AsSpan(oldReal * Lines, Lines).Contains(true);
            for (int line = 0; line < names.CountOf(service); line++)
            {
                int oldLine = before.LineOf(oldService, names, service, line);
                bool isUntold = oldLine < 0
                    ? waits && names.Wants(service, line, _isUp[real])
                    : old._isUntold[(oldReal * Lines) + oldLine];
                int at = (real * Lines) + line;
                _wanted[at] = oldLine < 0 ? (isUntold ? 1 : 0) : old._wanted[(oldReal * Lines) + oldLine];
                Set(service, at, isUntold);
            }
        }
    }

    private void Set(int service, int at, bool isUntold)
    {
        int change = (isUntold ? 1 : 0) - (_isUntold[at] ? 1 : 0);
        _isUntold[at] = isUntold;
        _untold[service] += change;
        Waiting += change;
    }
}
