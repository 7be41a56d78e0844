using System;
using System.Numerics;

namespace LvsMon.Core.Values;

/// <summary>
/// Counts durations by size: a bucket for each bound, for what is at most that long, and one for what is longer.
/// Finding the bucket takes a table look-up and two or three comparisons; nothing allocates after set-up.
/// </summary>
public sealed class Histogram
{
    private readonly long[] _boundsUs;
    private readonly long[] _counts;
    private readonly byte[] _firstOfPower = new byte[64];

    /// <summary>Makes an empty one; set-up only.</summary>
    /// <param name="boundsUs">Upper bounds in rising order, microseconds, 1 to 254 of them.</param>
    public Histogram(ReadOnlySpan<long> boundsUs)
    {
        ArgumentOutOfRangeException.ThrowIfZero(boundsUs.Length, nameof(boundsUs));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(boundsUs.Length, 254, nameof(boundsUs));
        _boundsUs = boundsUs.ToArray();
        _counts = new long[boundsUs.Length + 1];
        for (int power = 0; power < _firstOfPower.Length; power++)
        {
            int first = boundsUs.BinarySearch(power == 0 ? 0 : 1L << Math.Min(power, 62));
            _firstOfPower[power] = (byte)(first < 0 ? ~first : first);
        }
    }

    /// <summary>Bounds that suit checks and loops: from 250 µs to 10 s.</summary>
    public static ReadOnlySpan<long> UsualBoundsUs =>
    [
        250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000,
        5_000_000, 10_000_000,
    ];

    /// <summary>The upper bounds, microseconds.</summary>
    public ReadOnlySpan<long> BoundsUs => _boundsUs;

    /// <summary>How many were counted.</summary>
    public long Count => CountUpTo(_boundsUs.Length);

    /// <summary>All that was counted, microseconds.</summary>
    public long SumUs { get; private set; }

    /// <summary>Counts one; below 0 is 0.</summary>
    public void Add(long us)
    {
        us = Math.Max(0, us);
        int bucket = _firstOfPower[BitOperations.Log2((ulong)us | 1)];
        while (bucket < _boundsUs.Length && us > _boundsUs[bucket])
        {
            bucket++;
        }

        _counts[bucket]++;
        SumUs += us;
    }

    /// <summary>The smallest bound that so many of a hundred do not exceed: rounded up to a bound, never too
    /// low.</summary>
    /// <param name="percent">1 to 100.</param>
    /// <returns>Microseconds; 0 when nothing was counted, <see cref="long.MaxValue"/> when it is above all
    /// bounds.</returns>
    public long PercentileUs(int percent)
    {
        long all = Count;
        if (all == 0)
        {
            return 0;
        }

        // In parts, because the product may not fit.
        long wanted = (all / 100 * percent) + (((all % 100 * percent) + 99) / 100);
        long count = 0;
        for (int i = 0; i < _boundsUs.Length; i++)
        {
            count += _counts[i];
            if (count >= wanted)
            {
                return _boundsUs[i];
            }
        }

        return long.MaxValue;
    }

    /// <summary>How many were at most as long as a bound; all, with the number of bounds.</summary>
    public long CountUpTo(int bound)
    {
        long count = 0;
        for (int i = 0; i <= bound; i++)
        {
            count += _counts[i];
        }

        return count;
    }
}
