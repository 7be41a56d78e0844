using LvsMon.Core.Transitions;

namespace LvsMon.Core.Syslog;

/// <summary>A fixed ring of facts, first in, first out. What does not fit is refused: the oldest say how it
/// began. Between them stand marks for summaries, for which there is always room.</summary>
internal sealed class FactRing
{
    private readonly Fact[] _facts;
    private int _first;
    private int _marks;

    /// <summary>Makes an empty one; set-up only.</summary>
    /// <param name="capacity">Facts that fit.</param>
    /// <param name="marks">Marks that fit beside them: one for each service.</param>
    internal FactRing(int capacity, int marks)
    {
        _facts = new Fact[capacity + marks];
        Capacity = capacity;
    }

    internal int Capacity { get; }

    internal int Count { get; private set; }

    /// <summary>The oldest; only while <see cref="Count"/> is not 0.</summary>
    internal ref readonly Fact First => ref _facts[_first];

    /// <summary>True when the oldest is the mark for the summary of its service; no fact is of kind 0.</summary>
    internal bool IsFirstMark => First.Kind == default;

    internal bool TryAdd(in Fact fact)
    {
        if (Count - _marks == Capacity)
        {
            return false;
        }

        Put(in fact);
        return true;
    }

    internal void AddMark(int service)
    {
        Put(new Fact(default) { Service = service });
        _marks++;
    }

    internal void DropFirst()
    {
        _marks -= IsFirstMark ? 1 : 0;
        Count--;

        // An empty one begins again at the front: a log that keeps up never uses memory further back.
        _first = Count == 0 || _first + 1 == _facts.Length ? 0 : _first + 1;
    }

    private void Put(in Fact fact)
    {
        int place = _first + Count;
        _facts[place < _facts.Length ? place : place - _facts.Length] = fact;
        Count++;
    }
}
