using System;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Sessions;

/// <summary>The counts of one reading, in arrays that the plan sized.</summary>
internal sealed class SessionSnapshot
{
    private readonly ServiceSets _sets;
    private readonly int[] _serviceOf;
    private readonly int[] _active;
    private readonly int[] _inactive;
    private readonly SessionCount[] _services;
    private readonly SessionCount[] _elsewhere;
    private readonly SessionCount[] _ofSets;
    private readonly int[] _countedOfSets;

    /// <summary>Makes an empty one; set-up only.</summary>
    internal SessionSnapshot(SessionLayout layout)
    {
        Plan plan = layout.Plan;
        _sets = layout.Sets;
        _serviceOf = Array.ConvertAll(plan.Reals, real => real.Service);
        _active = new int[plan.Reals.Length];
        _inactive = new int[plan.Reals.Length];
        States = new ListedState[plan.Services.Length];
        _services = new SessionCount[plan.Services.Length];
        _elsewhere = new SessionCount[plan.Services.Length];
        _ofSets = new SessionCount[_sets.Count];
        _countedOfSets = new int[_sets.Count];
        Clear();
    }

    /// <summary>By service.</summary>
    internal ListedState[] States { get; }

    /// <summary>Services that were counted.</summary>
    internal int CountedServices { get; private set; }

    /// <summary>Real servers of the plan that were in the list under a service that was counted.</summary>
    internal int CountedReals { get; private set; }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        Array.Clear(States);
        Array.Fill(_active, -1);
        Array.Clear(_services);
        Array.Clear(_elsewhere);
    }

    /// <summary>Adds a row of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="real">The real server of the plan, -1 for another entry.</param>
    /// <param name="count">Its sessions, each below 2^31.</param>
    internal void Add(int service, int real, SessionCount count)
    {
        _services[service] += count;
        if (real < 0)
        {
            _elsewhere[service] += count;
        }
        else if (_active[real] >= 0)
        {
            States[service] = ListedState.Spoiled;
        }
        else
        {
            _active[real] = (int)count.Active;
            _inactive[real] = (int)count.Inactive;
        }
    }

    /// <summary>Sums up, once all rows were added.</summary>
    internal void Complete()
    {
        Array.Clear(_ofSets);
        Array.Clear(_countedOfSets);
        CountedServices = 0;
        CountedReals = 0;
        for (int service = 0; service < States.Length; service++)
        {
            if (!IsCounted(service))
            {
                continue;
            }

            CountedServices++;
            if (_sets.Of(service) is >= 0 and int set)
            {
                _ofSets[set] += _services[service];
                _countedOfSets[set]++;
            }
        }

        for (int real = 0; real < _active.Length; real++)
        {
            CountedReals += OfReal(real).IsKnown ? 1 : 0;
        }
    }

    /// <summary>True when something is said of the service.</summary>
    internal bool IsCounted(int service) => States[service] is ListedState.Counted or ListedState.Assumed;

    /// <summary>As <see cref="ISessionView.OfReal"/>.</summary>
    internal SessionCount OfReal(int real) => _active[real] >= 0 && IsCounted(_serviceOf[real])
        ? new SessionCount(_active[real], _inactive[real])
        : SessionCount.Unknown;

    /// <summary>As <see cref="ISessionView.OfService"/>.</summary>
    internal SessionCount OfService(int service) => IsCounted(service) ? _services[service] : SessionCount.Unknown;

    /// <summary>As <see cref="ISessionView.Elsewhere"/>.</summary>
    internal SessionCount Elsewhere(int service) => IsCounted(service) ? _elsewhere[service] : SessionCount.Unknown;

    /// <summary>As <see cref="ISessionView.OfSet"/>.</summary>
    internal SessionCount OfSet(int set, out int counted)
    {
        counted = _countedOfSets[set];
        return counted > 0 ? _ofSets[set] : SessionCount.Unknown;
    }

    /// <summary>True when an earlier reading of the same plan counted a service that this one did not.</summary>
    internal bool MissesSomeOf(SessionSnapshot earlier)
    {
        for (int service = 0; service < States.Length; service++)
        {
            if (earlier.IsCounted(service) && !IsCounted(service))
            {
                return true;
            }
        }

        return false;
    }
}
