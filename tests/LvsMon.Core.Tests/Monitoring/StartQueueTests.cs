using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class StartQueueTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(2, 8)]
    [InlineData(5, 1_000_000)]
    [InlineData(64, 20)]
    [InlineData(300, 3)]
    [InlineData(300, 1_000_000)]
    public void Queue_RandomOperations_AgreesWithASortedModel(int capacity, int times)
    {
        Random random = new(capacity + times);
        StartQueue queue = new(capacity);
        SortedSet<(long TimeUs, int Item)> model = [];
        for (int i = 0; i < 20_000; i++)
        {
            int item = random.Next(4) == 0 && model.Count > 0 ? model.Min.Item : random.Next(capacity);
            model.RemoveWhere(one => one.Item == item);
            if (random.Next(3) == 0)
            {
                queue.Remove(item);
            }
            else
            {
                // Most often later than all before, as next starts are.
                long timeUs = random.Next(3) > 0 ? i + random.Next(times) : long.MaxValue - random.Next(3);
                queue.Set(item, timeUs);
                queue[item].Should().Be(timeUs);
                model.Add((timeUs, item));
            }

            queue.Count.Should().Be(model.Count);
            queue.Contains(item).Should().Be(model.Any(one => one.Item == item));
            queue.EarliestUs.Should().Be(model.Count == 0 ? long.MaxValue : model.Min.TimeUs);
            if (model.Count > 0)
            {
                queue.EarliestItem.Should().Be(model.Min.Item);
            }
        }
    }

    [Theory]
    [InlineData(new[] { 1_000 })]
    [InlineData(new[] { 1_000, 10_000 })]
    [InlineData(new[] { 700, 1_000, 5_000 })]
    public void Queue_IntervalsOfAPlan_NeedNoHeap(int[] intervals)
    {
        // A place has four monitors, and they end in any order.
        const int Items = 400;
        Random random = new(4);
        StartQueue queue = new(Items);
        for (int item = 0; item < Items; item++)
        {
            queue.Set(item, item / 4 * intervals[item % intervals.Length] / (Items / 4));
        }

        List<int> taken = [];
        int unordered = 0;
        for (int turn = 0; turn < 20_000; turn++)
        {
            long nowUs = queue.EarliestUs;
            taken.Clear();
            while (queue.EarliestUs == nowUs)
            {
                taken.Add(queue.EarliestItem);
                queue.Remove(queue.EarliestItem);
            }

            taken.Should().BeInAscendingOrder();
            foreach (int item in taken.OrderBy(item => intervals.Length > 1 ? item : random.Next()))
            {
                queue.Set(item, nowUs + intervals[item % intervals.Length]);
            }

            unordered = Math.Max(unordered, turn > 5_000 ? queue.Unordered : 0);
        }

        queue.Count.Should().Be(Items);
        unordered.Should().Be(0);
    }

    [Fact]
    public void Queue_TimesThatFitNoLane_AreTakenInOrderAllTheSame()
    {
        const int Items = 100;
        StartQueue queue = new(Items);
        for (int item = 0; item < Items; item++)
        {
            queue.Set(item, Items - item);
        }

        queue.Unordered.Should().BeGreaterThan(Items / 2);
        for (int item = Items - 1; item >= 0; item--)
        {
            (queue.EarliestItem, queue.EarliestUs).Should().Be((item, Items - item));
            queue.Remove(item);
        }

        queue.EarliestUs.Should().Be(long.MaxValue);
    }
}
