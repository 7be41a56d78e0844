using System;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;

namespace LvsMon.Simulation.Checkers;

/// <summary>One reading of the kernel's sessions, by the plan: what the kernel counted when it wrote each
/// row.</summary>
internal sealed class SessionTally
{
    private readonly Plan _plan;
    private readonly SessionCount[] _reals;
    private readonly SessionCount[] _services;
    private readonly SessionCount[] _elsewhere;
    private readonly int[] _twins;
    private readonly int[] _filled;
    private readonly int[] _empty;
    private readonly bool[] _isGarbled;

    /// <summary>Nothing was read.</summary>
    public SessionTally(Plan plan)
    {
        _plan = plan;
        _reals = new SessionCount[plan.Reals.Length];
        _services = new SessionCount[plan.Services.Length];
        _elsewhere = new SessionCount[plan.Services.Length];
        _twins = Array.ConvertAll(plan.Services, service => TwinOf(plan, service.Key));
        _filled = new int[plan.Services.Length];
        _empty = new int[plan.Services.Length];
        _isGarbled = new bool[plan.Services.Length];
        Clear();
    }

    /// <summary>Services of which something can be said.</summary>
    public int Services
    {
        get
        {
            int count = 0;
            for (int service = 0; service < _services.Length; service++)
            {
                count += IsClear(service) ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>Real servers of which something can be said.</summary>
    public int Reals
    {
        get
        {
            int count = 0;
            for (int real = 0; real < _reals.Length; real++)
            {
                count += OfReal(real).IsKnown ? 1 : 0;
            }

            return count;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Fill(_reals, SessionCount.Unknown);
        Array.Clear(_services);
        Array.Clear(_elsewhere);
        Array.Clear(_filled);
        Array.Clear(_empty);
        Array.Clear(_isGarbled);
    }

    /// <summary>A service of the plan stands in the list.</summary>
    public void Add(int service) => _empty[service]++;

    /// <summary>A row of it.</summary>
    /// <param name="service">The service.</param>
    /// <param name="real">-1 for no real server of the plan.</param>
    /// <param name="count">Its sessions.</param>
    /// <param name="isFirst">True for the first one below the service.</param>
    public void Add(int service, int real, SessionCount count, bool isFirst)
    {
        _empty[service] -= isFirst ? 1 : 0;
        _filled[service] += isFirst ? 1 : 0;
        _services[service] += count;
        if (real < 0)
        {
            _elsewhere[service] += count;
        }
        else
        {
            _reals[real] = count;
        }
    }

    /// <summary>It was another one that stands in the list.</summary>
    public void Remove(int service, bool isFirst) => _empty[service] -= isFirst ? 1 : 0;

    /// <summary>A row of it cannot be understood; nor can be, without a real server of the plan, which of two by a mark
    /// it was.</summary>
    public void Garble(int service, bool isDecided)
    {
        _isGarbled[service] = true;
        if (!isDecided && _twins[service] is >= 0 and int twin)
        {
            _isGarbled[twin] = true;
        }
    }

    /// <summary>True when it stands there once and can be understood. Of services by a mark the list does not say which
    /// one is empty: IPv4's, where that is not there with rows.</summary>
    public bool IsClear(int service)
    {
        if (_isGarbled[service] || _plan.Services[service].Key.Protocol != ServiceProtocol.FirewallMark)
        {
            return !_isGarbled[service] && _filled[service] + _empty[service] == 1;
        }

        int twin = _twins[service];
        int empty = _empty[service] + (twin < 0 ? 0 : _empty[twin]);
        bool isSecond = twin >= 0 && _plan.Services[service].Key.Virtual.Address.IsV6 && _filled[twin] == 0;
        return _filled[service] == 1 || (_filled[service] == 0 && empty > (isSecond ? 1 : 0));
    }

    /// <summary>True when a service was clear before and is not now.</summary>
    public bool MissesSomeOf(SessionTally before)
    {
        for (int service = 0; service < _services.Length; service++)
        {
            if (before.IsClear(service) && !IsClear(service))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What is shown must be this, in services, real servers and sets.</summary>
    public void Compare(ISessionView view)
    {
        for (int service = 0; service < _services.Length; service++)
        {
            bool isClear = IsClear(service);
            bool isRight = view.OfService(service) == (isClear ? _services[service] : SessionCount.Unknown)
                && view.Elsewhere(service) == (isClear ? _elsewhere[service] : SessionCount.Unknown);
            if (!isRight)
            {
                throw new SimulationFailure(
                    $"{_plan.Services[service].Name} is shown with {view.OfService(service)} sessions, "
                    + $"{view.Elsewhere(service)} elsewhere; it was {_services[service]}, {_elsewhere[service]}");
            }
        }

        for (int real = 0; real < _reals.Length; real++)
        {
            if (view.OfReal(real) != OfReal(real))
            {
                throw new SimulationFailure(
                    $"{_plan.Reals[real].Endpoint} is shown with {view.OfReal(real)} sessions, it was {OfReal(real)}");
            }
        }

        for (int set = 0; set < view.Sets.Count; set++)
        {
            CompareSet(view, set);
        }
    }

    /// <summary>The service by the same mark for the other family, -1 for none.</summary>
    private static int TwinOf(Plan plan, ServiceKey key) => key.Protocol != ServiceProtocol.FirewallMark
        ? -1 : Array.FindIndex(plan.Services, other => other.Key.Mark == key.Mark && other.Key != key);

    private SessionCount OfReal(int real) =>
        IsClear(_plan.Reals[real].Service) ? _reals[real] : SessionCount.Unknown;

    private void CompareSet(ISessionView view, int set)
    {
        SessionCount sum = default;
        int found = 0;
        for (int service = 0; service < _services.Length; service++)
        {
            if (_plan.Services[service].ServiceSet == view.Sets.Name(set) && IsClear(service))
            {
                sum += _services[service];
                found++;
            }
        }

        SessionCount shown = view.OfSet(set, out int counted);
        if (counted != found || shown != (found > 0 ? sum : SessionCount.Unknown))
        {
            throw new SimulationFailure(
                $"set {view.Sets.Name(set)} is shown with {shown} of {counted} services, it was {sum} of {found}");
        }
    }
}
