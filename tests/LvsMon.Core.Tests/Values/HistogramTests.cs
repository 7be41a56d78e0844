using System;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Values;
using Xunit;

namespace LvsMon.Core.Tests.Values;

public sealed class HistogramTests
{
    [Fact]
    public void Add_AroundEveryBound_FindsTheBucket()
    {
        long[] bounds = Histogram.UsualBoundsUs.ToArray();
        foreach (long value in bounds.SelectMany(b => (long[])[b - 1, b, b + 1, b * 3]).Append(0).Append(long.MaxValue))
        {
            Histogram histogram = new(bounds);
            histogram.Add(value);

            for (int i = 0; i < bounds.Length; i++)
            {
                histogram.CountUpTo(i).Should().Be(value <= bounds[i] ? 1 : 0, $"{value} and {bounds[i]}");
            }

            histogram.Count.Should().Be(1);
        }
    }

    [Fact]
    public void Add_BelowZero_IsZero()
    {
        Histogram histogram = new([1, 2]);

        histogram.Add(-5);

        histogram.CountUpTo(0).Should().Be(1);
        histogram.SumUs.Should().Be(0);
    }

    [Fact]
    public void PercentileUs_Nothing_IsZero()
    {
        new Histogram([1, 2]).PercentileUs(99).Should().Be(0);
    }

    [Theory]
    [InlineData(99, 1, 10)]
    [InlineData(98, 2, 100)]
    [InlineData(1, 0, 10)]
    [InlineData(0, 1, 100)]
    [InlineData(9900, 100, 10)]
    [InlineData(9899, 101, 100)]
    public void PercentileUs_OneOfAHundredIsLonger_IsTheBoundOfTheOthers(int within, int beyond, long expected)
    {
        Histogram histogram = new([10, 100]);
        for (int i = 0; i < within + beyond; i++)
        {
            histogram.Add(i < within ? 7 : 70);
        }

        histogram.PercentileUs(99).Should().Be(expected);
        histogram.PercentileUs(100).Should().Be(beyond > 0 ? 100 : 10);
    }

    [Fact]
    public void PercentileUs_AboveAllBounds_HasNone()
    {
        Histogram histogram = new([10, 100]);
        histogram.Add(101);

        histogram.PercentileUs(99).Should().Be(long.MaxValue);
    }

    [Fact]
    public void Add_RandomValues_AgreesWithCounting()
    {
        Random random = new(1);
        long[] bounds = [3, 4, 5, 1000, 1 << 20];
        Histogram histogram = new(bounds);
        long[] values = [.. Enumerable.Range(0, 5000).Select(_ => (long)Math.Pow(2, random.NextDouble() * 24))];
        foreach (long value in values)
        {
            histogram.Add(value);
        }

        for (int i = 0; i < bounds.Length; i++)
        {
            histogram.CountUpTo(i).Should().Be(values.Count(v => v <= bounds[i]));
        }

        histogram.SumUs.Should().Be(values.Sum());
    }
}
