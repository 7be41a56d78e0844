using System.Collections.Generic;
using FluentAssertions;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

/// <summary>First in, first out, wherever in its memory the ring begins.</summary>
public sealed class FactRingTests
{
    [Fact]
    public void DropFirst_ManyTimesRoundAndSometimesEmpty_KeepsTheOrder()
    {
        FactRing ring = new(capacity: 5, marks: 1);
        Queue<long> expected = [];
        for (int i = 0; i < 200; i++)
        {
            if (ring.TryAdd(new Fact(FactKind.Up) { Sequence = i }))
            {
                expected.Enqueue(i);
            }

            // Rises to four, falls to none, at places that shift.
            for (int drops = i % 7 == 6 ? 5 : i % 3; drops > 0 && ring.Count > 0; drops--)
            {
                ring.First.Sequence.Should().Be(expected.Dequeue());
                ring.DropFirst();
            }

            ring.Count.Should().Be(expected.Count);
        }
    }

    [Fact]
    public void TryAdd_FullAfterItRanEmpty_RefusesOnlyWhatDoesNotFit()
    {
        FactRing ring = new(capacity: 3, marks: 1);
        ring.TryAdd(new Fact(FactKind.Up)).Should().BeTrue();
        ring.DropFirst();

        ring.TryAdd(new Fact(FactKind.Up)).Should().BeTrue();
        ring.TryAdd(new Fact(FactKind.Up)).Should().BeTrue();
        ring.TryAdd(new Fact(FactKind.Down)).Should().BeTrue();
        ring.AddMark(0);
        ring.TryAdd(new Fact(FactKind.Down)).Should().BeFalse();
        ring.Count.Should().Be(4);
    }
}
