using System;
using LvsMon.Core.Checks;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Checkers;

/// <summary>Works out which services have a real server up, which are blind, and whether the daemon may doubt
/// itself.</summary>
internal sealed class ServiceOracle
{
    private const int BlindStreak = 2;
    private readonly Plan _plan;
    private readonly OrderOracle _orders;
    private readonly int[] _up;
    private readonly bool[] _isServed;
    private readonly int[] _checks;
    private readonly int[] _blindChecks;
    private readonly bool[] _isBlind;
    private readonly int[] _hearingChecks;
    private readonly int[] _silentChecks;
    private readonly int[] _streak;
    private readonly bool[] _isSilent;
    private bool _isMoved = true;

    /// <summary>A daemon begins.</summary>
    public ServiceOracle(Plan plan, ReadOnlySpan<bool> isUp, OrderOracle orders)
    {
        _plan = plan;
        _orders = orders;
        _up = new int[plan.Services.Length];
        _isServed = new bool[plan.Services.Length];
        _checks = new int[plan.Services.Length];
        _blindChecks = new int[plan.Services.Length];
        _isBlind = new bool[plan.Services.Length];
        _hearingChecks = new int[plan.Services.Length];
        _silentChecks = new int[plan.Services.Length];
        _streak = new int[plan.Monitors.Length];
        _isSilent = new bool[plan.Monitors.Length];
        for (int real = 0; real < isUp.Length; real++)
        {
            _up[plan.Reals[real].Service] += isUp[real] && Carries(real) ? 1 : 0;
        }

        for (int service = 0; service < _up.Length; service++)
        {
            _isServed[service] = _up[service] > 0;
        }

        foreach (ref readonly Subscription subscription in plan.Subscriptions.AsSpan())
        {
            int service = plan.Reals[subscription.Real].Service;
            _checks[service]++;
            _hearingChecks[service] += Hears(subscription.Monitor) ? 1 : 0;
        }
    }

    /// <summary>True while the daemon was told to doubt itself.</summary>
    public bool IsIsolated { get; private set; }

    /// <summary>Real servers of a service that are up and carry.</summary>
    public int UpOf(int service) => _up[service];

    /// <summary>A result.</summary>
    public void Take(int monitor, CheckOutcome outcome, bool isSilence)
    {
        int before = _streak[monitor];
        _streak[monitor] = outcome == CheckOutcome.Inconclusive ? Math.Min(before + 1, BlindStreak) : 0;
        int blind = (_streak[monitor] == BlindStreak ? 1 : 0) - (before == BlindStreak ? 1 : 0);
        bool isSilent = outcome == CheckOutcome.Inconclusive ? _isSilent[monitor] : isSilence;
        isSilent &= Hears(monitor);
        int silent = (isSilent ? 1 : 0) - (_isSilent[monitor] ? 1 : 0);
        _isSilent[monitor] = isSilent;
        if (blind != 0 || silent != 0)
        {
            Spread(monitor, blind, silent);
        }
    }

    /// <summary>A transition is told.</summary>
    public void Told(int real, bool isUp)
    {
        _up[_plan.Reals[real].Service] += !Carries(real) ? 0 : isUp ? 1 : -1;
        _isMoved = true;
    }

    /// <summary>A real server is assumed up from now on; nothing is told of it.</summary>
    public void Adopt(int real)
    {
        int service = _plan.Reals[real].Service;
        _up[service] += Carries(real) ? 1 : 0;
        _isServed[service] = _up[service] > 0;
        _isMoved = true;
    }

    /// <summary>An order about a real server is about to be noted.</summary>
    public void Leave(int real, bool isUp) => _up[_plan.Reals[real].Service] -= isUp && Carries(real) ? 1 : 0;

    /// <summary>It was noted; where it held before the start nothing is told of it.</summary>
    public void Enter(int real, bool isUp, bool isRestored)
    {
        int service = _plan.Reals[real].Service;
        _up[service] += isUp && Carries(real) ? 1 : 0;
        _isServed[service] = isRestored ? _up[service] > 0 : _isServed[service];
        _isMoved = true;
    }

    /// <summary>A fact about a service or the director is told.</summary>
    public void Told(in Fact fact)
    {
        _isMoved = true;
        switch (fact.Kind)
        {
            case FactKind.Empty:
                // A service that never had one is told once to have none.
                _isServed[fact.Service] = false;
                Demand(_up[fact.Service] == 0, fact);
                break;
            case FactKind.Served:
                Demand(!_isServed[fact.Service] && _up[fact.Service] > 0, fact);
                _isServed[fact.Service] = true;
                break;
            case FactKind.Blind or FactKind.Seeing:
                Demand(_isBlind[fact.Service] == (fact.Kind == FactKind.Seeing), fact);
                _isBlind[fact.Service] = fact.Kind == FactKind.Blind;
                break;
            case FactKind.Isolated:
                Demand(!IsIsolated && MostlySilent() >= 2, fact);
                IsIsolated = true;
                break;
            case FactKind.Connected:
                Demand(IsIsolated, fact);
                IsIsolated = false;
                break;
        }
    }

    /// <summary>All of a turn was told.</summary>
    public void AfterTurn()
    {
        if (!_isMoved)
        {
            return;
        }

        _isMoved = false;
        for (int service = 0; service < _up.Length; service++)
        {
            bool isBlind = _checks[service] > 0 && _blindChecks[service] == _checks[service];
            if (_isServed[service] != _up[service] > 0 || _isBlind[service] != isBlind)
            {
                throw new SimulationFailure(
                    $"{_plan.Services[service].Name} was told served {_isServed[service]}, blind {_isBlind[service]}: "
                    + $"{_up[service]} up, {_blindChecks[service]} of {_checks[service]} checks blind");
            }
        }
    }

    /// <summary>The oracle of another plan.</summary>
    public ServiceOracle Follow(PlanMatch match, ReadOnlySpan<bool> isUp)
    {
        ServiceOracle next = new(match.New, isUp, _orders) { IsIsolated = IsIsolated };
        for (int service = 0; service < next._up.Length; service++)
        {
            if (match.OldService[service] is >= 0 and int old)
            {
                next._isServed[service] = _isServed[old];
                next._isBlind[service] = _isBlind[old];
            }
        }

        for (int monitor = 0; monitor < next._streak.Length; monitor++)
        {
            if (match.OldMonitor[monitor] is >= 0 and int old)
            {
                next._streak[monitor] = _streak[old];
                next._isSilent[monitor] = _isSilent[old];
                next.Spread(monitor, _streak[old] == BlindStreak ? 1 : 0, _isSilent[old] ? 1 : 0);
            }
        }

        return next;
    }

    private static void Demand(bool isTrue, in Fact fact)
    {
        if (!isTrue)
        {
            throw new SimulationFailure($"{fact.Kind} of service {fact.Service} is told and not so");
        }
    }

    private int MostlySilent()
    {
        int services = 0;
        for (int service = 0; service < _checks.Length; service++)
        {
            services += _silentChecks[service] * 2 > _hearingChecks[service] ? 1 : 0;
        }

        return services;
    }

    private void Spread(int monitor, int blind, int silent)
    {
        ref readonly MonitorPlan plan = ref _plan.Monitors[monitor];
        for (int i = plan.FirstSubscription; i < plan.FirstSubscription + plan.SubscriptionCount; i++)
        {
            int service = _plan.Reals[_plan.Subscriptions[i].Real].Service;
            _blindChecks[service] += blind;
            _silentChecks[service] += silent;
        }

        _isMoved = true;
    }

    /// <summary>False for a check that passes when nothing comes back: its silence says nothing.</summary>
    private bool Hears(int monitor) => _plan.Monitors[monitor].Program.Silence != CheckReason.Silent;

    private bool Carries(int real) => _orders.Carries(real);
}
