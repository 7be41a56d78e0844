using System;
using System.Collections.Generic;
using System.Text;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Control;

/// <summary>The names of one plan, found by the bytes of a request in constant time and without allocating.</summary>
internal sealed class ServiceNames
{
    private const int MaxName = 128;
    private readonly Dictionary<string, int> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sets = new(StringComparer.Ordinal);
    private readonly ServiceSets _numbers;

    /// <summary>Indexes a plan; set-up only.</summary>
    public ServiceNames(Plan plan)
    {
        _numbers = plan.Sets;
        for (int service = 0; service < plan.Services.Length; service++)
        {
            _services.TryAdd(plan.Services[service].Name, service);
        }

        for (int set = 0; set < _numbers.Count; set++)
        {
            _sets.Add(_numbers.Name(set), set);
        }
    }

    /// <summary>The number of a service's set in <see cref="ServiceSets"/>, -1 without one.</summary>
    public int SetOf(int service) => _numbers.Of(service);

    /// <summary>The index of the service with that name, or -1.</summary>
    public int FindService(ReadOnlySpan<byte> name) => Find(_services, name);

    /// <summary>The number of the set with that name, or -1.</summary>
    public int FindSet(ReadOnlySpan<byte> name) => Find(_sets, name);

    private static int Find(Dictionary<string, int> names, ReadOnlySpan<byte> name)
    {
        Span<char> wide = stackalloc char[MaxName];
        if (name.Length > MaxName || !Ascii.IsValid(name))
        {
            return -1;
        }

        Encoding.ASCII.GetChars(name, wide);
        return names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(wide[..name.Length], out int index)
            ? index
            : -1;
    }
}
