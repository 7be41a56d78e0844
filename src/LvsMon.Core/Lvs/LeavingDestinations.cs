using System;
using System.Collections.Generic;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Destinations that a reload took out of a service which stays: still ours, and so deleted even where
/// <c>extra-reals keep</c> spares foreign ones, until a reading shows that they are gone.
/// </summary>
internal sealed class LeavingDestinations
{
    private readonly (int Service, Endpoint Endpoint)[] _entries;
    private readonly bool[] _seen;
    private readonly bool[] _gone;
    private readonly ProbeTable _index;

    internal LeavingDestinations(IReadOnlyList<(int Service, Endpoint Endpoint)> entries)
    {
        _entries = [.. entries];
        _seen = new bool[_entries.Length];
        _gone = new bool[_entries.Length];
        _index = new ProbeTable(_entries.Length);
        for (int i = 0; i < _entries.Length; i++)
        {
            _index.Add(ProbeTable.Hash(_entries[i].Endpoint, (uint)_entries[i].Service), i);
        }
    }

    /// <summary>Those that are not known to be gone.</summary>
    internal IEnumerable<(int Service, Endpoint Endpoint)> Remaining()
    {
        for (int i = 0; i < _entries.Length; i++)
        {
            if (!_gone[i])
            {
                yield return _entries[i];
            }
        }
    }

    /// <summary>Begins a reading.</summary>
    internal void Begin() => Array.Clear(_seen);

    /// <summary>A destination was read that the plan does not name.</summary>
    /// <returns>True when it is one of these.</returns>
    internal bool Note(int service, in Endpoint endpoint)
    {
        for (int place = _index.First(ProbeTable.Hash(endpoint, (uint)service)); ; place = _index.After(place))
        {
            int i = _index.At(place);
            if (i < 0)
            {
                return false;
            }

            if (_entries[i].Service == service && _entries[i].Endpoint == endpoint)
            {
                _seen[i] = true;
                return !_gone[i];
            }
        }
    }

    /// <summary>A reading is complete: what it did not show is gone and foreign from now on.</summary>
    internal void Finish()
    {
        for (int i = 0; i < _entries.Length; i++)
        {
            _gone[i] |= !_seen[i];
        }
    }
}
