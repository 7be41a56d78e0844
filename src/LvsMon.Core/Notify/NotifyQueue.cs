using System;
using System.Numerics;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Notify;

/// <summary>
/// What waits to be told: of every real server its newest change only, with the lines that were not told it yet; by
/// service in the order of the changes; the services take turns. Memory of the plan's size, every step in constant
/// time.
/// </summary>
internal sealed class NotifyQueue
{
    private const int None = -1;
    private readonly Plan _plan;
    private readonly NotifyChange[] _changes;
    private readonly byte[] _untold;
    private readonly int[] _skipped;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly bool[] _isBusy;
    private readonly bool[] _hasTurn;
    private readonly int[] _turns;
    private int _turnAt;
    private int _turnCount;

    /// <summary>Sized from a plan; of real servers nothing is kept when no service has a line.</summary>
    internal NotifyQueue(Plan plan)
    {
        _plan = plan;
        bool isUsed = Array.Exists(plan.Services, service => !service.Notify.Lines.IsEmpty);
        int reals = isUsed ? plan.Reals.Length : 0;
        _changes = new NotifyChange[reals];
        _untold = new byte[reals];
        _skipped = new int[reals * NotifyLine.MaxLines];
        _next = new int[reals];
        _previous = new int[reals];
        _first = new int[plan.Services.Length];
        _last = new int[plan.Services.Length];
        _isBusy = new bool[plan.Services.Length];
        _hasTurn = new bool[plan.Services.Length];
        _turns = new int[plan.Services.Length];
        Array.Fill(_first, None);
        Array.Fill(_last, None);
    }

    /// <summary>Changes that no run told because a newer one took their place, by line.</summary>
    internal long Skipped { get; private set; }

    /// <summary>True when a service has its turn.</summary>
    internal bool IsReady => _turnCount > 0;

    /// <summary>Runs that wait.</summary>
    internal int Waiting
    {
        get
        {
            int waiting = 0;
            foreach (byte lines in _untold)
            {
                waiting += BitOperations.PopCount(lines);
            }

            return waiting;
        }
    }

    /// <summary>Takes a change; it stands instead of the one before of the same real server.</summary>
    internal void Add(int real, in NotifyChange change)
    {
        int service = _plan.Reals[real].Service;
        ReadOnlySpan<NotifyLine> lines = _plan.Services[service].Notify.Lines;
        if (lines.IsEmpty)
        {
            return;
        }

        int wanted = 0;
        for (int line = 0; line < lines.Length; line++)
        {
            int bit = 1 << line;
            wanted |= lines[line].Wants(change.IsUp) ? bit : 0;
            if ((_untold[real] & bit) != 0)
            {
                _skipped[SkippedAt(real, line)]++;
                Skipped++;
            }
        }

        if (_untold[real] != 0)
        {
            Unlink(service, real);
        }

        _untold[real] = (byte)wanted;
        _changes[real] = change;
        if (wanted != 0)
        {
            LinkLast(service, real);
            Offer(service);
        }
    }

    /// <summary>The next run; its service is busy from now on, until <see cref="Release"/>.</summary>
    internal bool TryTake(out NotifyTask task)
    {
        while (_turnCount > 0)
        {
            int service = _turns[_turnAt];
            _turnAt = (_turnAt + 1) % _turns.Length;
            _turnCount--;
            _hasTurn[service] = false;
            int real = _first[service];
            if (real == None)
            {
                continue;
            }

            int line = BitOperations.TrailingZeroCount(_untold[real]);
            ref int skipped = ref _skipped[SkippedAt(real, line)];
            task = new NotifyTask(service, real, line, skipped, _changes[real]);
            skipped = 0;
            _isBusy[service] = true;
            _untold[real] &= (byte)~(1 << line);
            if (_untold[real] == 0)
            {
                Unlink(service, real);
            }

            return true;
        }

        task = default;
        return false;
    }

    /// <summary>The run of a service is over.</summary>
    internal void Release(int service)
    {
        _isBusy[service] = false;
        if (_first[service] != None)
        {
            Offer(service);
        }
    }

    /// <summary>A run that was just taken could not begin: it stays the next of its service.</summary>
    internal void PutBack(in NotifyTask task)
    {
        if (_untold[task.Real] == 0)
        {
            LinkFirst(task.Service, task.Real);
        }

        _untold[task.Real] |= (byte)(1 << task.Line);
        _skipped[SkippedAt(task.Real, task.Line)] = task.Skipped;
        Release(task.Service);
    }

    /// <summary>Set-up of a reload: takes over what the plan before left waiting, in its order. A line that is new to a
    /// service is told of the changes that still wait; what waited for a line that is gone is dropped.</summary>
    internal void TakeOver(NotifyQueue old, PlanChange change)
    {
        Skipped = old.Skipped;
        if (_untold.Length == 0 || old._untold.Length == 0)
        {
            return;
        }

        int[] newReal = new int[old._untold.Length];
        Array.Fill(newReal, None);
        for (int real = 0; real < change.OldReal.Length; real++)
        {
            if (change.OldReal[real] >= 0)
            {
                newReal[change.OldReal[real]] = real;
                TakeSkipped(old, change.OldReal[real], real);
            }
        }

        for (int service = 0; service < change.OldService.Length; service++)
        {
            int before = change.OldService[service];
            for (int at = before < 0 ? None : old._first[before]; at != None; at = old._next[at])
            {
                if (newReal[at] != None)
                {
                    TakeWaiting(old, at, newReal[at]);
                }
            }
        }
    }

    /// <summary>Set-up of a reload: a run of this service is under way.</summary>
    internal void SetBusy(int service)
    {
        // Its turn, if it has one, would start a second run.
        _isBusy[service] = true;
    }

    /// <summary>Set-up of a reload: every service that is not busy and has something waiting gets its turn.</summary>
    internal void OfferAll()
    {
        for (int service = 0; service < _first.Length; service++)
        {
            if (_first[service] != None)
            {
                Offer(service);
            }
        }
    }

    private static int SkippedAt(int real, int line) => (real * NotifyLine.MaxLines) + line;

    private void TakeSkipped(NotifyQueue old, int before, int real)
    {
        NotifyPlan oldPlan = old._plan.Services[old._plan.Reals[before].Service].Notify;
        ReadOnlySpan<NotifyLine> lines = _plan.Services[_plan.Reals[real].Service].Notify.Lines;
        for (int line = 0; line < lines.Length; line++)
        {
            int oldLine = oldPlan.IndexOf(lines[line]);
            _skipped[SkippedAt(real, line)] = oldLine < 0 ? 0 : old._skipped[SkippedAt(before, oldLine)];
        }
    }

    private void TakeWaiting(NotifyQueue old, int before, int real)
    {
        int service = _plan.Reals[real].Service;
        NotifyPlan oldPlan = old._plan.Services[old._plan.Reals[before].Service].Notify;
        ReadOnlySpan<NotifyLine> lines = _plan.Services[service].Notify.Lines;
        int untold = 0;
        for (int line = 0; line < lines.Length; line++)
        {
            int oldLine = oldPlan.IndexOf(lines[line]);
            bool isUntold = oldLine < 0
                ? lines[line].Wants(old._changes[before].IsUp) : (old._untold[before] & (1 << oldLine)) != 0;
            untold |= isUntold ? 1 << line : 0;
        }

        _changes[real] = old._changes[before];
        _untold[real] = (byte)untold;
        if (untold != 0)
        {
            LinkLast(service, real);
        }
    }

    private void Offer(int service)
    {
        if (!_isBusy[service] && !_hasTurn[service])
        {
            _hasTurn[service] = true;
            _turns[(_turnAt + _turnCount++) % _turns.Length] = service;
        }
    }

    private void LinkLast(int service, int real)
    {
        int last = _last[service];
        _previous[real] = last;
        _next[real] = None;
        _last[service] = real;
        if (last == None)
        {
            _first[service] = real;
        }
        else
        {
            _next[last] = real;
        }
    }

    private void LinkFirst(int service, int real)
    {
        int first = _first[service];
        _previous[real] = None;
        _next[real] = first;
        _first[service] = real;
        if (first == None)
        {
            _last[service] = real;
        }
        else
        {
            _previous[first] = real;
        }
    }

    private void Unlink(int service, int real)
    {
        int next = _next[real];
        int previous = _previous[real];
        if (previous == None)
        {
            _first[service] = next;
        }
        else
        {
            _next[previous] = next;
        }

        if (next == None)
        {
            _last[service] = previous;
        }
        else
        {
            _previous[next] = previous;
        }
    }
}
