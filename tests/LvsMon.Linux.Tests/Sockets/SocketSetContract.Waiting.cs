using System;
using System.Collections.Generic;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

/// <summary>What the loop may rely on: waiting, closing, and what nothing may cost.</summary>
public abstract partial class SocketSetContract
{
    [Fact]
    public void Wait_UntilADeadline_ReturnsNotBeforeIt()
    {
        foreach (long us in new long[] { 300, 1_500, 999, 20_000, 2_000 })
        {
            long until = _clock.NowUs + us;
            _set.Wait(until, _ready).Should().Be(0);
            _clock.NowUs.Should().BeGreaterThanOrEqualTo(until).And.BeLessThan(until + 1_000_000);
        }
    }

    [Fact]
    public void Wait_WithADeadlineInThePast_Polls()
    {
        _set.Wait(0, _ready).Should().Be(0);
        _set.Wait(long.MinValue, _ready).Should().Be(0);
        _set.Wait(_clock.NowUs - 1, _ready).Should().Be(0);
        Begin(0, _peer.Endpoint);
        int connection = _peer.Accept();
        _set.Wait(0, _ready).Should().Be(1, "the connection is complete");
        Peer.Close(connection);
    }

    [Fact]
    public void Wait_WithAnEarlierDeadlineThanBefore_KeepsIt()
    {
        Begin(0, _peer.Endpoint);
        int connection = _peer.Accept();
        _set.Wait(_clock.NowUs + LongUs, _ready).Should().Be(1);
        _set.Expect(0, Readiness.Receive);

        long until = _clock.NowUs + 3_000;
        _set.Wait(until, _ready).Should().Be(0);
        _clock.NowUs.Should().BeInRange(until, until + 1_000_000);
        Peer.Close(connection);
    }

    [Fact]
    public void Wait_ForEver_EndsWithAnEvent()
    {
        Begin(0, _peer.Endpoint);

        _set.Wait(long.MaxValue, _ready).Should().Be(1);
        _ready[0].Should().Be(new Ready(0, Readiness.Send));
    }

    [Fact]
    public void Wait_WhenNothingIsExpected_ReportsNothing()
    {
        int connection = Open(0);
        _set.Expect(0, Readiness.None);
        Peer.Send(connection, "early"u8);

        _set.Wait(_clock.NowUs + 2_000, _ready).Should().Be(0);
        Peer.Close(connection);
    }

    [Fact]
    public void Wait_AfterBytesCameBeforeTheyWereExpected_ReportsThem()
    {
        Begin(0, _peer.Endpoint);
        int connection = _peer.Accept();
        Peer.Send(connection, "220 ready"u8);
        WaitFor(0).Should().Be(Readiness.Send);
        _set.FinishConnect(0).Should().Be(OsError.None);
        _set.Wait(_clock.NowUs + 1_000, _ready);

        _set.Expect(0, Readiness.Receive);
        WaitFor(0).Should().Be(Readiness.Receive);
        _set.Receive(0, _buffer, out int received).Should().Be(OsError.None);
        received.Should().Be(9);
        Peer.Close(connection);
    }

    [Fact]
    public void Wait_WithLittleRoom_ReportsEverySlotInTurn()
    {
        for (int slot = 0; slot < 4; slot++)
        {
            Begin(slot, _peer.Endpoint);
        }

        List<int> seen = [];
        for (int turn = 0; turn < 8; turn++)
        {
            _set.Wait(_clock.NowUs + LongUs, _ready.AsSpan(0, 1)).Should().Be(1);
            seen.Add(_ready[0].Slot);
        }

        seen.GetRange(0, 4).Should().BeEquivalentTo([0, 1, 2, 3]);
        seen.GetRange(4, 4).Should().BeEquivalentTo([0, 1, 2, 3]);
    }

    [Fact]
    public void Again_OnAQuietSlot_ReportsItOnceAtOnce()
    {
        int connection = Open(0);
        _set.Expect(0, Readiness.Receive);

        _set.Again(0);
        _set.Wait(_clock.NowUs + LongUs, _ready).Should().Be(1);
        _ready[0].Should().Be(new Ready(0, Readiness.Receive));
        _set.Wait(_clock.NowUs + 1_000, _ready).Should().Be(0);
        Peer.Close(connection);
    }

    [Theory]
    [InlineData("in progress")]
    [InlineData("complete, not finished")]
    [InlineData("refused, not finished")]
    [InlineData("connected")]
    [InlineData("bytes unread")]
    [InlineData("reported")]
    [InlineData("peer closed")]
    [InlineData("peer reset")]
    public void Close_InAnyPhase_LeavesASlotThatConnectsAgain(string phase)
    {
        using FullPeer full = new();
        for (int round = 0; round < 3; round++)
        {
            int connection = Reach(phase, full);
            _set.Close(0);
            if (connection >= 0)
            {
                Peer.Close(connection);
            }

            _set.Wait(_clock.NowUs + 1_000, _ready).Should().Be(0, "a closed slot is never reported");
            int next = Open(0);
            _set.Expect(0, Readiness.Receive);
            _set.Wait(_clock.NowUs + 1_000, _ready).Should().Be(0, "nothing of the old connection is left");
            Peer.Send(next, "new"u8);
            WaitFor(0).Should().Be(Readiness.Receive);
            _set.Receive(0, _buffer, out int received).Should().Be(OsError.None);
            received.Should().Be(3);
            _set.Close(0);
            Peer.Close(next);
        }
    }

    [Fact]
    public void Close_OfAnOpenConnection_ResetsThePeer()
    {
        int connection = Open(0);

        _set.Close(0);
        Peer.Receive(connection, _buffer).Should().Be(-1, "a reset, not the end of the stream");
        Peer.Close(connection);
    }

    [Fact]
    public void Close_OfAFreeSlot_IsHarmless()
    {
        _set.Close(0);
        _set.Close(0);

        int connection = Open(0);
        connection.Should().BePositive();
        Peer.Close(connection);
    }

    [Fact]
    public void Send_InAFreeSlot_IsABrokenInvariant() =>
        _set.Invoking(set => set.Send(1, "x"u8, out _)).Should().Throw<InvalidOperationException>();

    [Fact]
    public void Grow_WithAConnectionOpen_KeepsIt()
    {
        int connection = Open(3);
        _set.Expect(3, Readiness.Receive);
        Peer.Send(connection, "x"u8);

        _set.Grow(20);
        _set.Capacity.Should().Be(20);
        _set.Grow(5);
        _set.Capacity.Should().Be(20);
        WaitFor(3).Should().Be(Readiness.Receive);
        Peer.Close(Open(19));
        Peer.Close(connection);
    }

    [Fact]
    public void Source_WhenReady_IsReportedUntilTaken()
    {
        IWaitRegistry registry = (IWaitRegistry)_set;
        int source = EpollCalls.EventCreate(1, EpollCalls.EFD_CLOEXEC);
        registry.Add(source, Ready.Command, Readiness.Receive).Should().Be(OsError.None);

        for (int turn = 0; turn < 2; turn++)
        {
            _set.Wait(long.MaxValue, _ready).Should().Be(1);
            _ready[0].Should().Be(new Ready(Ready.Command, Readiness.Receive));
        }

        registry.Remove(source);
        registry.Remove(source);
        _set.Wait(_clock.NowUs + 1_000, _ready).Should().Be(0);
        _ = FileCalls.Close(source);
    }

    [Fact]
    public void Source_WithSeveralDescriptors_IsOneEntry()
    {
        IWaitRegistry registry = (IWaitRegistry)_set;
        int readable = EpollCalls.EventCreate(1, EpollCalls.EFD_CLOEXEC);
        int writable = EpollCalls.EventCreate(0, EpollCalls.EFD_CLOEXEC);
        int signal = EpollCalls.EventCreate(1, EpollCalls.EFD_CLOEXEC);
        registry.Add(readable, Ready.Command, Readiness.Receive);
        registry.Add(writable, Ready.Command, Readiness.Send);
        registry.Add(signal, Ready.Signals, Readiness.Receive);

        _set.Wait(long.MaxValue, _ready).Should().Be(2);
        _ready[..2].Should().BeEquivalentTo(
        [
            new Ready(Ready.Signals, Readiness.Receive),
            new Ready(Ready.Command, Readiness.Receive | Readiness.Send),
        ]);
        foreach (int descriptor in new[] { readable, writable, signal })
        {
            registry.Remove(descriptor);
            _ = FileCalls.Close(descriptor);
        }
    }

    [Fact]
    public void Source_ThatIsNotNegative_IsABrokenInvariant() =>
        _set.Invoking(set => ((IWaitRegistry)set).Add(0, 0, Readiness.Receive)).Should().Throw<ArgumentException>();

    [Fact]
    public void Cycle_TenThousandTimes_AllocatesNothingAndKeepsNoDescriptor()
    {
        for (int warmUp = 0; warmUp < 100; warmUp++)
        {
            RunCycle(warmUp % 4).Should().BeTrue();
        }

        int descriptors = Descriptors.Count();
        bool works = true;
        Allocation.Of(() =>
        {
            for (int cycle = 0; cycle < 2_500; cycle++)
            {
                works &= RunCycle(cycle % 4);
            }
        }).Should().Be(0);
        works.Should().BeTrue();
        Descriptors.Count().Should().Be(descriptors);
    }

    [Fact]
    public void Cycle_OfFailures_AllocatesNothingAndKeepsNoDescriptor()
    {
        Endpoint nobody = Peer.Nobody();
        Endpoint broadcast = Parsed.Endpoint("255.255.255.255:80");
        IpAddress foreign = Parsed.Address("203.0.113.77");
        IpAddress source = Parsed.Address("127.0.0.2");
        RunFailures(nobody, broadcast, foreign, source, 20).Should().BeTrue();

        int descriptors = Descriptors.Count();
        bool works = true;
        Allocation.Of(() => works &= RunFailures(nobody, broadcast, foreign, source, 250)).Should().Be(0);
        works.Should().BeTrue();
        Descriptors.Count().Should().Be(descriptors);
    }

    [Fact]
    public void Dispose_OfASet_GivesBackItsDescriptors()
    {
        ISocketSet other = Create(4, _clock);
        int before = Descriptors.Count();
        other.Dispose();
        other.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();

        Descriptors.Count().Should().BeLessThan(before);
        Peer.Close(Open(0));
    }

    private int Reach(string phase, FullPeer full)
    {
        switch (phase)
        {
            case "in progress":
                Begin(0, full.Endpoint);
                return -1;
            case "complete, not finished":
                Begin(0, _peer.Endpoint);
                return _peer.Accept();
            case "refused, not finished":
                Begin(0, Peer.Nobody());
                return -1;
        }

        int connection = Open(0);
        _set.Expect(0, Readiness.Receive);
        switch (phase)
        {
            case "bytes unread":
                Peer.Send(connection, "unread"u8);
                return connection;
            case "reported":
                Peer.Send(connection, "unread"u8);
                WaitFor(0);
                return connection;
            case "peer closed":
                Peer.Close(connection);
                return -1;
            case "peer reset":
                Peer.Reset(connection);
                return -1;
            default:
                return connection;
        }
    }

    /// <summary>One whole check, without the assertions, which allocate.</summary>
    private bool RunCycle(int slot)
    {
        bool works = _set.Connect(slot, _peer.Endpoint, AnyV4) == OsError.None
            && _set.Wait(_clock.NowUs + LongUs, _ready) == 1
            && _set.FinishConnect(slot) == OsError.None
            && _set.Send(slot, "GET"u8, out _) == OsError.None;
        _set.Expect(slot, Readiness.Receive);
        int connection = _peer.Accept();
        works &= _set.Receive(slot, _buffer, out _) == OsError.WouldBlock;
        works &= Peer.Receive(connection, _buffer) == 3;
        Peer.Send(connection, "OK"u8);
        works &= _set.Wait(_clock.NowUs + LongUs, _ready) == 1 && _ready[0].Slot == slot;
        works &= _set.Receive(slot, _buffer, out int received) == OsError.None && received == 2;
        _set.Close(slot);
        Peer.Close(connection);
        return works;
    }

    private bool RunFailures(Endpoint nobody, Endpoint broadcast, IpAddress foreign, IpAddress source, int rounds)
    {
        bool works = true;
        for (int round = 0; round < rounds; round++)
        {
            works &= _set.Connect(0, nobody, AnyV4) == OsError.None
                && _set.Wait(_clock.NowUs + LongUs, _ready) == 1
                && _set.FinishConnect(0) == OsError.Refused;
            _set.Close(0);
            works &= _set.Connect(1, broadcast, AnyV4) == OsError.NoRoute;
            works &= _set.Connect(2, nobody, foreign) == OsError.NoLocalAddress;
            works &= _set.Connect(3, nobody, source) == OsError.None
                && _set.Wait(_clock.NowUs + LongUs, _ready) == 1
                && _set.FinishConnect(3) == OsError.Refused;
            _set.Close(3);
        }

        return works;
    }
}
