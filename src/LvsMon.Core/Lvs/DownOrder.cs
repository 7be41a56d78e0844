using System;

namespace LvsMon.Core.Lvs;

/// <summary>
/// For each service the real servers that are down, in the order in which they failed: a list through arrays, so that
/// the last ones to fail are found without a search. Also those never seen in the table: a late first reading may show
/// that they were.
/// </summary>
internal sealed class DownOrder
{
    private readonly int[] _last;
    private readonly int[] _earlier;
    private readonly int[] _later;
    private readonly bool[] _listed;

    /// <summary>Empty lists.</summary>
    internal DownOrder(int services, int reals)
    {
        _last = new int[services];
        _earlier = new int[reals];
        _later = new int[reals];
        _listed = new bool[reals];
        Array.Fill(_last, -1);
    }

    /// <summary>The last real server of a service to fail, or -1.</summary>
    internal int Last(int service) => _last[service];

    /// <summary>The one that failed before this one, or -1.</summary>
    internal int Earlier(int real) => _earlier[real];

    /// <summary>Adds a real server as the last to fail.</summary>
    internal void Append(int service, int real)
    {
        Remove(service, real);
        int before = _last[service];
        _earlier[real] = before;
        _later[real] = -1;
        if (before >= 0)
        {
            _later[before] = real;
        }

        _last[service] = real;
        _listed[real] = true;
    }

    /// <summary>Takes a real server out; harmless when it is not listed.</summary>
    internal void Remove(int service, int real)
    {
        if (!_listed[real])
        {
            return;
        }

        _listed[real] = false;
        int before = _earlier[real];
        int after = _later[real];
        if (before >= 0)
        {
            _later[before] = after;
        }

        if (after >= 0)
        {
            _earlier[after] = before;
        }
        else
        {
            _last[service] = before;
        }
    }
}
