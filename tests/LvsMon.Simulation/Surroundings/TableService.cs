using System;

namespace LvsMon.Simulation.Surroundings;

/// <summary>A virtual service of the simulated table.</summary>
internal sealed class TableService
{
    /// <summary>Destinations that fit.</summary>
    public const int MaxEntries = 24;

    private readonly TableEntry[] _entries = new TableEntry[MaxEntries];

    /// <summary>What selects it: <c>-t 10.0.0.1:80</c>; empty for a free place.</summary>
    public FixedText Selector;

    /// <summary>What follows the selector: <c>-s wlc -p 300</c>.</summary>
    public FixedText Settings;

    /// <summary>Its destinations.</summary>
    public Span<TableEntry> Entries => _entries.AsSpan(0, Count);

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The place of a destination, -1 for none.</summary>
    public int Find(ReadOnlySpan<byte> endpoint)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_entries[i].Endpoint.Is(endpoint))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Adds a destination that is not there.</summary>
    /// <returns>False when there is no room.</returns>
    public bool Add(in TableEntry entry)
    {
        if (Count == MaxEntries)
        {
            return false;
        }

        _entries[Count++] = entry;
        return true;
    }

    /// <summary>Takes a destination out; the last one takes its place.</summary>
    public void RemoveAt(int place) => _entries[place] = _entries[--Count];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Count = 0;
        Selector.Set(default);
    }

    /// <summary>Becomes a copy.</summary>
    public void CopyFrom(TableService other)
    {
        Selector = other.Selector;
        Settings = other.Settings;
        Count = other.Count;
        other.Entries.CopyTo(_entries);
    }
}
