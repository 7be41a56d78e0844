using System;
using System.Collections.Generic;

namespace LvsMon.Core.Planning;

/// <summary>The service sets of a plan, numbered in the order in which the configuration names them first.</summary>
public sealed class ServiceSets
{
    private readonly List<string> _names = [];
    private readonly List<int> _counts = [];
    private readonly int[] _setOf;

    /// <summary>Numbers the sets of a plan; set-up only.</summary>
    public ServiceSets(Plan plan)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        _setOf = new int[plan.Services.Length];
        for (int service = 0; service < _setOf.Length; service++)
        {
            _setOf[service] = plan.Services[service].ServiceSet is { } set ? NumberOf(set, numbers) : -1;
            if (_setOf[service] >= 0)
            {
                _counts[_setOf[service]]++;
            }
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _names.Count;

    /// <summary>The name of a set.</summary>
    public string Name(int set) => _names[set];

    /// <summary>How many services a set has.</summary>
    public int ServiceCount(int set) => _counts[set];

    /// <summary>The number of a service's set, -1 without one.</summary>
    public int Of(int service) => _setOf[service];

    private int NumberOf(string set, Dictionary<string, int> numbers)
    {
        if (!numbers.TryGetValue(set, out int number))
        {
            number = _names.Count;
            numbers.Add(set, number);
            _names.Add(set);
            _counts.Add(0);
        }

        return number;
    }
}
