using System;
using System.Numerics;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// Points in time (≥ 0) by item number, the earliest first; items of equal time in the order of their numbers, so that
/// monitors that share a place in the interval start in the same order every time. Next starts come nearly in order:
/// of monitors with one interval whoever started last starts last again. So an item is put behind the last of a lane,
/// and only what fits behind none of them goes to a heap. Nothing depends on the number of items then, and nothing is
/// allocated.
/// </summary>
/// <remarks>The lanes are those of patience sorting: an item goes behind the latest that is before it. Each interval of
/// a plan ends up with a lane, as does what ends out of order within a place, as long as there are lanes.</remarks>
internal sealed class StartQueue
{
    /// <summary>What plans have of intervals, twice.</summary>
    private const int Lanes = 4;

    private const int Nobody = -1;
    private const byte Heap = Lanes + 1;
    private readonly long[] _keys;
    private readonly int[] _next;
    private readonly int[] _before;
    private readonly byte[] _place;
    private readonly int[] _heads = new int[Lanes];
    private readonly int[] _tails = new int[Lanes];
    private readonly DeadlineHeap _heap;

    /// <summary>A bit for each lane that somebody is in.</summary>
    private uint _busy;

    /// <summary>The lane whose last was the latest of all when somebody came last: the first to ask.</summary>
    private int _longest;

    /// <summary>Nobody waits.</summary>
    /// <param name="capacity">Items are from 0 to one less.</param>
    public StartQueue(int capacity)
    {
        _keys = new long[capacity];
        _next = new int[capacity];
        _before = new int[capacity];
        _place = new byte[capacity];
        _heap = new DeadlineHeap(_keys);
        Array.Fill(_heads, Nobody);
        Array.Fill(_tails, Nobody);
    }

    /// <summary>Items that wait.</summary>
    public int Count { get; private set; }

    /// <summary>Of them those in the heap.</summary>
    public int Unordered => _heap.Count;

    /// <summary>The earliest time, <see cref="long.MaxValue"/> for none.</summary>
    public long EarliestUs { get; private set; } = long.MaxValue;

    /// <summary>The item of <see cref="EarliestUs"/>; only when not empty.</summary>
    public int EarliestItem { get; private set; } = Nobody;

    /// <summary>The item's time; only when <see cref="Contains"/>.</summary>
    public long this[int item] => _keys[item];

    /// <summary>True when the item has a time.</summary>
    public bool Contains(int item) => _place[item] != 0;

    /// <summary>Gives the item a time, or another one.</summary>
    public void Set(int item, long timeUs)
    {
        if (_place[item] != 0)
        {
            Remove(item);
        }

        Count++;
        int lane = LaneFor(item, timeUs);
        if (lane == Nobody)
        {
            _place[item] = Heap;
            _heap.Set(item, timeUs);
        }
        else
        {
            Append(lane, item, timeUs);
        }

        if (timeUs < EarliestUs || EarliestItem < 0 || (timeUs == EarliestUs && item < EarliestItem))
        {
            EarliestUs = timeUs;
            EarliestItem = item;
        }
    }

    /// <summary>Takes the item out; harmless when it is not in.</summary>
    public void Remove(int item)
    {
        byte place = _place[item];
        if (place == 0)
        {
            return;
        }

        Count--;
        _place[item] = 0;
        if (place == Heap)
        {
            _heap.Remove(item);
        }
        else
        {
            Unlink(place - 1, item);
        }

        if (item == EarliestItem)
        {
            FindEarliest();
        }
    }

    /// <summary>The lane whose last is the latest before the item, else one that is empty.</summary>
    private int LaneFor(int item, long timeUs)
    {
        if (_tails[_longest] is >= 0 and int last && IsBefore(last, item, timeUs))
        {
            return _longest;
        }

        int best = Nobody;
        long bestUs = -1;
        for (int lane = 0; lane < Lanes; lane++)
        {
            int tail = _tails[lane];
            long tailUs = tail < 0 ? -1 : _keys[tail];
            if ((tail < 0 || IsBefore(tail, item, timeUs)) && (best < 0 || tailUs > bestUs))
            {
                best = lane;
                bestUs = tailUs;
            }
        }

        return best;
    }

    private bool IsBefore(int other, int item, long timeUs) =>
        _keys[other] < timeUs || (_keys[other] == timeUs && other < item);

    private void Append(int lane, int item, long timeUs)
    {
        int tail = _tails[lane];
        _keys[item] = timeUs;
        _place[item] = (byte)(lane + 1);
        _next[item] = Nobody;
        _before[item] = tail;
        _tails[lane] = item;
        if (tail < 0)
        {
            _heads[lane] = item;
            _busy |= 1u << lane;
        }
        else
        {
            _next[tail] = item;
        }

        int last = _tails[_longest];
        if (last < 0 || _keys[last] <= timeUs)
        {
            _longest = lane;
        }
    }

    private void Unlink(int lane, int item)
    {
        int next = _next[item];
        int before = _before[item];
        if (before < 0)
        {
            _heads[lane] = next;
        }
        else
        {
            _next[before] = next;
        }

        if (next < 0)
        {
            _tails[lane] = before;
            _busy &= before < 0 ? ~(1u << lane) : uint.MaxValue;
        }
        else
        {
            _before[next] = before;
        }
    }

    private void FindEarliest()
    {
        int best = _heap.Count == 0 ? Nobody : _heap.EarliestItem;
        long bestUs = _heap.EarliestUs;
        for (uint left = _busy; left != 0; left &= left - 1)
        {
            int head = _heads[BitOperations.TrailingZeroCount(left)];
            long headUs = _keys[head];
            if (headUs < bestUs || (headUs == bestUs && (best < 0 || head < best)))
            {
                best = head;
                bestUs = headUs;
            }
        }

        EarliestItem = best;
        EarliestUs = bestUs;
    }
}
