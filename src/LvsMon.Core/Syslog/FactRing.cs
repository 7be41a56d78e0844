using LvsMon.Core.Transitions;

namespace LvsMon.Core.Syslog;

/// <summary>A fixed ring of facts, first in, first out. What does not fit is refused: the oldest say how it
/// began.</summary>
internal sealed class FactRing
{
    private readonly Fact[] _facts;
    private int _first;

    internal FactRing(int capacity)
    {
        _facts = new Fact[capacity];
    }

    internal int Capacity => _facts.Length;

    internal int Count { get; private set; }

    /// <summary>The oldest; only while <see cref="Count"/> is not 0.</summary>
    internal ref readonly Fact First => ref _facts[_first];

    internal bool TryAdd(in Fact fact)
    {
        if (Count == _facts.Length)
        {
            return false;
        }

        int place = _first + Count;
        _facts[place < _facts.Length ? place : place - _facts.Length] = fact;
        Count++;
        return true;
    }

    internal void DropFirst()
    {
        _first = _first + 1 == _facts.Length ? 0 : _first + 1;
        Count--;
    }
}
