using System;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Time;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

public sealed class SelectSocketSetTests : SocketSetContract
{
    [Fact]
    public void Capacity_OverTheLimit_IsRefused()
    {
        Action make = () => new SelectSocketSet(SelectSocketSet.MaxCapacity + 1, new MonotonicClock()).Dispose();

        make.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Wait_WithEverySlotAndSourceInUse_AllocatesNothing()
    {
        using FullPeer full = new();
        MonotonicClock clock = new();
        using SelectSocketSet set = new(SelectSocketSet.MaxCapacity, clock);
        int[] sources = new int[SelectSocketSet.MaxSourceEntries];
        for (int index = 0; index < sources.Length; index++)
        {
            sources[index] = EpollCalls.EventCreate(0, EpollCalls.EFD_CLOEXEC);
            set.Add(sources[index], Ready.Command, Readiness.Receive).Should().Be(OsError.None);
        }

        set.Add(0, Ready.Command, Readiness.Receive).Should().Be(OsError.NoMemory);
        for (int slot = 0; slot < set.Capacity; slot++)
        {
            set.Connect(slot, full.Endpoint, IpAddress.FromV4(0)).Should().Be(OsError.None);
        }

        Ready[] ready = new Ready[8];
        Allocation.Of(() => set.Wait(0, ready)).Should().Be(0);
        foreach (int source in sources)
        {
            set.Remove(source);
            _ = FileCalls.Close(source);
        }
    }

    [Fact]
    public unsafe void Source_ThatIsAFullPipeWithoutReader_IsReported()
    {
        using SelectSocketSet set = new(0, new MonotonicClock());
        int* ends = stackalloc int[2];
        FileCalls.Pipe(ends, FileCalls.O_CLOEXEC | FileCalls.O_NONBLOCK).Should().Be(0);
        byte* block = stackalloc byte[4096];
        while (FileCalls.Write(ends[1], block, 4096) > 0)
        {
        }

        _ = FileCalls.Close(ends[0]);
        set.Add(ends[1], Ready.Command, Readiness.Send);
        Ready[] ready = new Ready[2];

        set.Wait(0, ready).Should().Be(1);
        ready[0].Should().Be(new Ready(Ready.Command, Readiness.Send));
        set.Remove(ends[1]);
        _ = FileCalls.Close(ends[1]);
    }

    protected override ISocketSet Create(int capacity, IClock clock) => new SelectSocketSet(capacity, clock);

    protected override OsError ConnectFrom(ISocketSet set, int slot, Endpoint target, Endpoint source) =>
        ((SelectSocketSet)set).ConnectFrom(slot, target, source);
}
