using System;
using FluentAssertions;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

public sealed class AttemptTableTests
{
    private readonly AttemptTable _table = new();

    [Fact]
    public void Slots_TakenAndReleased_AreCleanEachTime()
    {
        _table.Grow(2, 0, 0);
        _table.TryTake(7, needsBuffer: false, out int slot).Should().BeTrue();
        _table[slot].Received = 5;
        _table[slot].Scratch[3] = 1;
        _table[slot].Outgoing = new byte[9];
        _table.Release(slot);
        _table[slot].Outgoing.IsEmpty.Should().BeTrue("what was to be sent may be of a plan that is gone");
        _table.InFlight.Should().Be(0);

        _table.TryTake(8, needsBuffer: false, out int again).Should().BeTrue();
        again.Should().Be(slot);
        (_table[again].Monitor, _table[again].Received, _table[again].Scratch[3]).Should().Be((8, 0, (byte)0));
    }

    [Fact]
    public void Slots_AllTaken_AreRefused()
    {
        _table.Grow(2, 0, 0);
        _table.TryTake(0, needsBuffer: false, out _).Should().BeTrue();
        _table.TryTake(1, needsBuffer: false, out _).Should().BeTrue();

        _table.TryTake(2, needsBuffer: false, out _).Should().BeFalse();
        _table.InFlight.Should().Be(2);
    }

    [Fact]
    public void Buffers_AllLent_AreRefusedWithoutLosingASlot()
    {
        _table.Grow(3, 1, 100);
        _table.TryTake(0, needsBuffer: true, out int first).Should().BeTrue();
        _table.TryTake(1, needsBuffer: true, out _).Should().BeFalse();
        _table.InFlight.Should().Be(1);
        _table.Release(first);

        _table.TryTake(1, needsBuffer: true, out int slot).Should().BeTrue();
        _table.BufferOf(in _table[slot]).Length.Should().Be(100);
    }

    [Fact]
    public void Grow_WithAttemptsInFlight_KeepsThemTheirDeadlinesAndTheirBytes()
    {
        _table.Grow(2, 1, 10);
        _table.TryTake(4, needsBuffer: true, out int slot).Should().BeTrue();
        _table.SetDeadline(slot, 99);
        _table.BufferOf(in _table[slot])[9] = 42;
        _table.Grow(5, 3, 20);
        _table.Grow(1, 1, 5);

        _table.Capacity.Should().Be(5);
        _table.InFlight.Should().Be(1);
        (_table.EarliestDeadlineUs, _table.EarliestSlot).Should().Be((99L, slot));
        Span<byte> buffer = _table.BufferOf(in _table[slot]);
        buffer.Length.Should().Be(20);
        buffer[9].Should().Be(42);
    }
}
