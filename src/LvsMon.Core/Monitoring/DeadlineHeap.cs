using System;
using System.Runtime.CompilerServices;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Points in time (≥ 0) by item number, the earliest on top: a 4-ary heap over fixed arrays. Every item 0 ≤ item &lt;
/// capacity is in it at most once; all operations are O(log n) and allocate nothing. Items of equal time leave in the
/// order of their numbers.
/// </summary>
internal sealed class DeadlineHeap
{
    private const int Arity = 4;
    private readonly long[] _keys;
    private readonly int[] _heap;

    /// <summary>By item: its place in the heap and one, 0 for absent. What was never written takes no memory.</summary>
    private readonly int[] _position;

    public DeadlineHeap(int capacity)
        : this(new long[capacity])
    {
    }

    /// <summary>Makes an empty heap that keeps its times in <paramref name="keys"/>, where those of absent items are
    /// somebody else's.</summary>
    public DeadlineHeap(long[] keys)
    {
        _keys = keys;
        _heap = new int[keys.Length];
        _position = new int[keys.Length];
    }

    /// <summary>Number of items in the heap.</summary>
    public int Count { get; private set; }

    /// <summary>The earliest time, <see cref="long.MaxValue"/> when empty.</summary>
    public long EarliestUs => Count == 0 ? long.MaxValue : _keys[_heap[0]];

    /// <summary>The item of <see cref="EarliestUs"/>; only when not empty.</summary>
    public int EarliestItem => _heap[0];

    /// <summary>The item's time; only when <see cref="Contains"/>.</summary>
    public long this[int item] => _keys[item];

    /// <summary>True when the item has a time.</summary>
    public bool Contains(int item) => _position[item] != 0;

    /// <summary>Gives the item a time, or another one.</summary>
    public void Set(int item, long timeUs)
    {
        int at = _position[item] - 1;
        if (at < 0)
        {
            at = Count++;
            _keys[item] = timeUs;
            SiftUp(at, item);
            return;
        }

        bool isSooner = timeUs < _keys[item];
        _keys[item] = timeUs;
        if (isSooner)
        {
            SiftUp(at, item);
        }
        else
        {
            SiftDown(at, item);
        }
    }

    /// <summary>Takes the item out; harmless when it is not in.</summary>
    public void Remove(int item)
    {
        int at = _position[item] - 1;
        if (at < 0)
        {
            return;
        }

        _position[item] = 0;
        int last = _heap[--Count];
        if (last == item)
        {
            return;
        }

        if (IsBefore(last, item))
        {
            SiftUp(at, last);
        }
        else
        {
            SiftDown(at, last);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsBefore(int item, int other)
    {
        long key = _keys[item];
        long otherKey = _keys[other];
        return key < otherKey || (key == otherKey && item < other);
    }

    private void SiftUp(int at, int item)
    {
        while (at > 0)
        {
            int parent = (at - 1) / Arity;
            int above = _heap[parent];
            if (IsBefore(above, item))
            {
                break;
            }

            Place(at, above);
            at = parent;
        }

        Place(at, item);
    }

    private void SiftDown(int at, int item)
    {
        // The best child's time stays in a register: no path of the loop is taken more often, at five levels for a
        // thousand items.
        long[] keys = _keys;
        int[] heap = _heap;
        long key = keys[item];
        int count = Count;
        for (int first = (at * Arity) + 1; first < count; first = (at * Arity) + 1)
        {
            int best = first;
            int bestItem = heap[first];
            long bestKey = keys[bestItem];
            int end = Math.Min(first + Arity, count);
            for (int child = first + 1; child < end; child++)
            {
                int other = heap[child];
                long otherKey = keys[other];
                if (otherKey < bestKey || (otherKey == bestKey && other < bestItem))
                {
                    best = child;
                    bestItem = other;
                    bestKey = otherKey;
                }
            }

            if (key < bestKey || (key == bestKey && item < bestItem))
            {
                break;
            }

            Place(at, bestItem);
            at = best;
        }

        Place(at, item);
    }

    private void Place(int at, int item)
    {
        _heap[at] = item;
        _position[item] = at + 1;
    }
}
