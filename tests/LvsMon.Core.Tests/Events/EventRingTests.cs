using System;
using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Events;
using Xunit;

namespace LvsMon.Core.Tests.Events;

public sealed class EventRingTests
{
    [Fact]
    public void Read_WhatWasAdded_IsThere()
    {
        EventRing ring = new(4096);
        ring.Add("one"u8, 1);
        ring.Add("two"u8, 2);

        (ring.First, ring.Next).Should().Be((1L, 3L));
        Text(ring, 2).Should().Be("two");
        ring.Read(1, new byte[2]).Should().Be(0);
    }

    /// <summary>Against a list that keeps everything: wraps, evictions by bytes and by number, changes of size, readers
    /// at every place.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Ring_AnyCourse_KeepsTheNewestThatFitUnharmed(int seed)
    {
        Random random = new(seed);
        EventRing ring = new(3000);
        List<string> all = [];
        for (int i = 0; i < 3000; i++)
        {
            string text = new((char)('a' + random.Next(26)), random.Next(1, seed % 2 == 0 ? 20 : 1500));
            ring.Add(Encoding.ASCII.GetBytes(text), all.Count / 3);
            all.Add(text);
            if (random.Next(200) == 0)
            {
                ring = ring.Resized(random.Next(1600, 6000));
            }

            ring.Next.Should().Be(all.Count + 1);
            ring.First.Should().BeInRange(1, all.Count);
            long number = random.NextInt64(ring.First, ring.Next);
            Text(ring, number).Should().Be(all[(int)number - 1]);
            Text(ring, ring.First).Should().Be(all[(int)ring.First - 1]);
            Text(ring, ring.Next - 1).Should().Be(text);
            long mark = random.Next(0, (all.Count / 3) + 2);
            long found = ring.FirstWithMark(mark);
            (found == ring.Next || ring.MarkOf(found) >= mark).Should().BeTrue();
            (found == ring.First || ring.MarkOf(found - 1) < mark).Should().BeTrue();
        }

        ring.First.Should().BeGreaterThan(1);
    }

    [Fact]
    public void Add_Full_PushesOutNoMoreThanItMust()
    {
        EventRing ring = new(1024);
        byte[] document = new byte[256];
        for (int i = 0; i < 4; i++)
        {
            ring.Add(document, 0);
        }

        ring.First.Should().Be(1);
        ring.Add(document.AsSpan(0, 10), 0);
        ring.First.Should().Be(2);
        ring.Add(document.AsSpan(0, 246), 0);
        ring.First.Should().Be(2);
        ring.Add(document, 0);
        ring.First.Should().Be(3);
    }

    private static string Text(EventRing ring, long number)
    {
        byte[] buffer = new byte[1536];
        return Encoding.ASCII.GetString(buffer, 0, ring.Read(number, buffer));
    }
}
