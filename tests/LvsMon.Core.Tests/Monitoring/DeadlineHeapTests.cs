using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class DeadlineHeapTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(64)]
    [InlineData(300)]
    public void Heap_RandomOperations_AgreesWithASortedModel(int capacity)
    {
        Random random = new(capacity);
        DeadlineHeap heap = new(capacity);
        Dictionary<int, long> model = [];
        for (int i = 0; i < 20_000; i++)
        {
            int item = random.Next(capacity);
            if (random.Next(3) == 0)
            {
                heap.Remove(item);
                model.Remove(item);
            }
            else
            {
                // Few different times: equal ones must not confuse it.
                long timeUs = random.Next(2) == 0 ? random.Next(8) : long.MaxValue - random.Next(1000);
                heap.Set(item, timeUs);
                model[item] = timeUs;
            }

            heap.Count.Should().Be(model.Count);
            heap.EarliestUs.Should().Be(model.Count == 0 ? long.MaxValue : model.Values.Min());
            heap.Contains(item).Should().Be(model.ContainsKey(item));
            if (model.Count > 0)
            {
                model[heap.EarliestItem].Should().Be(heap.EarliestUs);
                heap[heap.EarliestItem].Should().Be(heap.EarliestUs);
            }
        }
    }

    [Fact]
    public void Heap_EqualTimes_LeaveInTheOrderOfTheirNumbers()
    {
        Random random = new(3);
        const int Items = 500;
        DeadlineHeap heap = new(Items);
        long[] times = new long[Items];
        for (int change = 0; change < 5_000; change++)
        {
            int item = random.Next(Items);
            times[item] = 1 + random.Next(20);
            heap.Set(item, times[item]);
        }

        List<int> taken = [];
        while (heap.Count > 0)
        {
            taken.Add(heap.EarliestItem);
            heap.Remove(heap.EarliestItem);
        }

        taken.Should().Equal(Enumerable.Range(0, Items).Where(item => times[item] > 0)
            .OrderBy(item => times[item]).ThenBy(item => item));
    }

    [Fact]
    public void Heap_ThinnedOutAtRandom_GivesTheRestInOrder()
    {
        Random random = new(7);
        for (int run = 0; run < 200; run++)
        {
            long[] times = [.. Enumerable.Range(0, 200).Select(_ => random.NextInt64(1_000_000))];
            DeadlineHeap heap = new(times.Length);
            for (int item = 0; item < times.Length; item++)
            {
                heap.Set(item, times[item]);
            }

            // What takes the place of one that is removed may be earlier than its new parent.
            List<long> left = [];
            for (int item = 0; item < times.Length; item++)
            {
                if (random.Next(2) == 0)
                {
                    heap.Remove(item);
                }
                else
                {
                    left.Add(times[item]);
                }
            }

            List<long> taken = [];
            while (heap.Count > 0)
            {
                taken.Add(heap.EarliestUs);
                heap.Remove(heap.EarliestItem);
            }

            taken.Should().Equal(left.Order());
        }
    }

    [Fact]
    public void Heap_OfNothing_IsNeverDue()
    {
        DeadlineHeap heap = new(0);

        heap.EarliestUs.Should().Be(long.MaxValue);
        heap.Count.Should().Be(0);
    }
}
