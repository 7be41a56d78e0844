using System;

namespace LvsMon.Core.Lvs;

/// <summary>A bounded list of edits, in the order in which they are to be written.</summary>
internal sealed class EditList
{
    private readonly Edit[] _edits;
    private readonly bool _countOnly;

    /// <summary>A list of at most <paramref name="capacity"/> edits.</summary>
    internal EditList(int capacity)
    {
        _edits = new Edit[capacity];
    }

    private EditList()
    {
        _edits = [];
        _countOnly = true;
    }

    /// <summary>Edits in the list.</summary>
    internal int Count { get; private set; }

    /// <summary>An edit.</summary>
    internal ref readonly Edit this[int index] => ref _edits[index];

    /// <summary>A list that only counts, without bound.</summary>
    internal static EditList Counter() => new();

    /// <summary>Appends an edit.</summary>
    /// <returns>False when the list is full.</returns>
    internal bool TryAdd(in Edit edit)
    {
        if (_countOnly)
        {
            Count++;
            return true;
        }

        if (Count == _edits.Length)
        {
            return false;
        }

        _edits[Count++] = edit;
        return true;
    }

    /// <summary>Empties the list.</summary>
    internal void Clear() => Count = 0;

    /// <summary>Keeps the first <paramref name="count"/> edits only.</summary>
    internal void Cut(int count) => Count = Math.Min(Count, count);

    /// <summary>Moves an edit to an earlier place.</summary>
    internal void Move(int from, int to) => _edits[to] = _edits[from];
}
