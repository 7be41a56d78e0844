using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;
using LvsMon.Linux.Time;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

public sealed class EpollSocketSetTests : SocketSetContract
{
    [Fact]
    public void Connect_AfterClose_KeepsTheDescriptor()
    {
        using Peer peer = new();
        using EpollSocketSet set = new(1, new MonotonicClock());
        set.Connect(0, peer.Endpoint, IpAddress.FromV4(0));
        int first = set.Connections.Descriptor(0);

        set.Close(0);
        set.Connect(0, peer.Endpoint, IpAddress.FromV4(0)).Should().Be(OsError.None);
        set.Connections.Descriptor(0).Should().Be(first);
    }

    [Fact]
    public void Wait_WithManySlotsReady_ReportsAll()
    {
        const int Count = 700;
        using Peer peer = new(backlog: Count);
        using EpollSocketSet set = new(Count, new MonotonicClock());
        for (int slot = 0; slot < Count; slot++)
        {
            set.Connect(slot, peer.Endpoint, IpAddress.FromV4(0)).Should().Be(OsError.None);
        }

        bool[] seen = new bool[Count];
        Ready[] ready = new Ready[64];
        int reported = 0;
        while (reported < Count)
        {
            int count = set.Wait(long.MaxValue, ready);
            for (int index = 0; index < count; index++)
            {
                reported += seen[ready[index].Slot] ? 0 : 1;
                seen[ready[index].Slot] = true;
                set.Expect(ready[index].Slot, Readiness.Receive);
            }
        }

        seen.Should().AllBeEquivalentTo(true);
    }

    protected override ISocketSet Create(int capacity, IClock clock) => new EpollSocketSet(capacity, clock);

    protected override OsError ConnectFrom(ISocketSet set, int slot, Endpoint target, Endpoint source) =>
        ((EpollSocketSet)set).ConnectFrom(slot, target, source);
}
