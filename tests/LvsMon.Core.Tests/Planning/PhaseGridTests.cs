using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Planning;

public sealed class PhaseGridTests
{
    [Theory]
    [InlineData(1, 10_000_000)]
    [InlineData(7, 10_000_000)]
    [InlineData(1_000, 1_000_000)]
    [InlineData(1_999, 10_000_000)]
    [InlineData(4_000, 10_000_000)]
    [InlineData(12_345, 10_000_000)]
    [InlineData(100_000, 10_000_000)]
    [InlineData(3, 86_400_000_000)]
    public void Place_EqualIntervals_StandEvenly(int count, long intervalUs)
    {
        long[] phases = [.. Place(count, intervalUs).Select(m => m.PhaseUs).Order()];

        // The starts up to any time are its even share, short of at most one place.
        long perPlace = PhaseGrid.SlotsPerPlace(count, intervalUs);
        for (int i = 0; i < count; i++)
        {
            double even = (double)i * intervalUs / count;
            phases[i].Should().BeLessThanOrEqualTo((long)even).And.BeGreaterThanOrEqualTo(0);
            (even - phases[i]).Should().BeLessThan(((double)(perPlace - 1) * intervalUs / count) + 1);
        }
    }

    [Theory]
    [InlineData(1_000, 1_000_000, 4)]
    [InlineData(100_000, 10_000_000, 40)]
    [InlineData(100, 1_000_000, 1)]
    public void Place_ManyMonitors_ShareAPlaceOfAtMost4Ms(int count, long intervalUs, int sharing)
    {
        long[] places = [.. Place(count, intervalUs).Select(m => m.PhaseUs).Distinct().Order()];
        int[] crowds = [.. Place(count, intervalUs).GroupBy(m => m.PhaseUs).Select(g => g.Count())];

        crowds.Should().OnlyContain(c => c == sharing);
        if (sharing > 1)
        {
            places.Zip(places.Skip(1), (a, b) => b - a).Should().OnlyContain(gap => gap <= PhaseGrid.PlaceUs);
        }
    }

    [Theory]
    [InlineData(1_000, 1_000_000)]
    [InlineData(100_000, 10_000_000)]
    public void Place_AnyTenMilliseconds_HaveAtMostAFifthMoreThanTheirShare(int count, long intervalUs)
    {
        long[] phases = [.. Place(count, intervalUs).Select(m => m.PhaseUs).Order()];
        long[] twice = [.. phases, .. phases.Select(phase => phase + intervalUs)];
        double share = 10_000.0 * count / intervalUs;

        int most = phases.Distinct().Max(from => Within(twice, from));
        (most / share).Should().BeLessThanOrEqualTo(1.2);
    }

    [Fact]
    public void Place_ServersOfOneService_ComeApart()
    {
        MonitorPlan[] monitors = Place(1_000, 10_000_000);

        // Ten that stand together in the file: no two of them within a fiftieth of the interval.
        long[] phases = [.. monitors.Skip(400).Take(10).Select(m => m.PhaseUs).Order()];
        phases.Zip(phases.Skip(1), (a, b) => b - a).Min().Should().BeGreaterThan(200_000);
    }

    [Fact]
    public void Place_SeveralIntervals_AreSpreadEachByItself()
    {
        MonitorPlan[] monitors =
        [
            .. Monitors(10, 1_000_000),
            .. Monitors(4, 2_000_000),
        ];

        PhaseGrid.Place(monitors, default);

        monitors.Take(10).Select(m => m.PhaseUs).Order()
            .Should().Equal(Enumerable.Range(0, 10).Select(i => i * 100_000L));
        monitors.Skip(10).Select(m => m.PhaseUs).Order().Should().Equal(0, 500_000, 1_000_000, 1_500_000);
    }

    [Fact]
    public void Stride_AnyCount_MeetsEverySlotOnce()
    {
        for (int count = 1; count <= 2_000; count++)
        {
            int stride = PhaseGrid.Stride(count);
            bool[] met = new bool[count];
            for (int i = 0; i < count; i++)
            {
                met[(int)((long)i * stride % count)] = true;
            }

            met.Should().NotContain(false, $"the stride of {count} is {stride}");
            Math.Abs(stride - (0.618 * count)).Should().BeLessThan(12);
        }
    }

    [Fact]
    public void Place_SomeKeepTheirPhase_EveryWindowHoldsItsShareGiveOrTakeTheCrowdKept()
    {
        Random random = new(20_26);
        for (int round = 0; round < 400; round++)
        {
            int count = random.Next(1, 40);
            long intervalUs = random.Next(1_000, 1_000_000);
            MonitorPlan[] monitors = Monitors(count, intervalUs);
            bool[] keeps = new bool[count];
            for (int i = 0; i < count; i++)
            {
                keeps[i] = random.Next(3) > 0;
                monitors[i] = monitors[i] with { PhaseUs = random.NextInt64(intervalUs) };
            }

            MonitorPlan[] before = [.. monitors];
            PhaseGrid.Place(monitors, keeps);

            for (int i = 0; i < count; i++)
            {
                monitors[i].PhaseUs.Should().BeInRange(0, intervalUs - 1);
                (keeps[i] && monitors[i].PhaseUs != before[i].PhaseUs).Should().BeFalse();
            }

            double crowd = Crowd([.. before.Where((_, i) => keeps[i])], count, intervalUs);
            double place = PhaseGrid.SlotsPerPlace(count, intervalUs) + 1;
            double excess = Crowd(monitors, count, intervalUs);
            bool anyNew = keeps.Contains(false);
            (excess <= Math.Max(crowd, 0) + place || !anyNew).Should().BeTrue(
                $"round {round}: a crowd of {crowd:0.0} became {excess:0.0}");
        }
    }

    [Fact]
    public void Place_EvenGridThatGrows_StaysEven()
    {
        MonitorPlan[] old = Place(1_000, 10_000_000);
        MonitorPlan[] grown = [.. old, .. Monitors(300, 10_000_000)];
        bool[] keeps = [.. Enumerable.Range(0, grown.Length).Select(i => i < old.Length)];

        PhaseGrid.Place(grown, keeps);

        Crowd(grown, grown.Length, 10_000_000).Should().BeLessThan(3);
    }

    /// <summary>The most by which any window of the interval, also around its end, exceeds its even share.</summary>
    private static double Crowd(IReadOnlyList<MonitorPlan> monitors, int count, long intervalUs)
    {
        long[] phases = [.. monitors.Select(m => m.PhaseUs).Order()];
        double worst = double.MinValue;
        for (int first = 0; first < phases.Length; first++)
        {
            for (int held = 1; held <= phases.Length; held++)
            {
                int last = first + held - 1;
                long end = phases[last % phases.Length] + (last >= phases.Length ? intervalUs : 0);
                worst = Math.Max(worst, held - ((double)(end - phases[first]) * count / intervalUs));
            }
        }

        return worst;
    }

    /// <summary>How many of the rising times are in the 10 ms that begin with one of them.</summary>
    private static int Within(long[] times, long from)
    {
        int first = Array.BinarySearch(times, from - 1);
        int behind = Array.BinarySearch(times, from + 9_999);
        return (behind < 0 ? ~behind : behind) - (first < 0 ? ~first : first);
    }

    private static MonitorPlan[] Place(int count, long intervalUs)
    {
        MonitorPlan[] monitors = Monitors(count, intervalUs);
        PhaseGrid.Place(monitors, default);
        return monitors;
    }

    private static MonitorPlan[] Monitors(int count, long intervalUs)
    {
        StubProgram program = new("tcp");
        return
        [
            .. Enumerable.Range(0, count).Select(i => new MonitorPlan(
                Draft.Endpoint(Draft.Numbered(80, i)), Draft.Address("0.0.0.0"), program, 1, 1, 1)
            {
                IntervalUs = intervalUs,
                SubscriptionCount = 1,
            }),
        ];
    }
}
