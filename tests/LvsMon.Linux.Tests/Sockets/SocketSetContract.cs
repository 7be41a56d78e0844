using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Tests.Support;
using LvsMon.Linux.Time;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

/// <summary>What the loop may rely on, whatever is behind the wait: connections.</summary>
public abstract partial class SocketSetContract : IDisposable
{
    private const long LongUs = 10_000_000;
    private static readonly IpAddress AnyV4 = IpAddress.FromV4(0);
    private static readonly IpAddress AnyV6 = IpAddress.FromV6(UInt128.Zero);
    private readonly Ready[] _ready = new Ready[16];
    private readonly byte[] _buffer = new byte[4096];
    private readonly MonotonicClock _clock = new();
    private readonly Peer _peer = new();
    private readonly ISocketSet _set;

    protected SocketSetContract() => _set = Create(4, _clock);

    protected abstract ISocketSet Create(int capacity, IClock clock);

    protected abstract OsError ConnectFrom(ISocketSet set, int slot, Endpoint target, Endpoint source);

    public void Dispose()
    {
        _set.Dispose();
        _peer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Connect_ToAListener_Connects()
    {
        int connection = Open(0);

        _set.Send(0, "ping"u8, out int sent).Should().Be(OsError.None);
        sent.Should().Be(4);
        Peer.Receive(connection, _buffer).Should().Be(4);
        Peer.Close(connection);
    }

    [Fact]
    public void Connect_ToAClosedPort_IsRefused()
    {
        Begin(0, Peer.Nobody());

        WaitFor(0).Should().Be(Readiness.Send);
        _set.FinishConnect(0).Should().Be(OsError.Refused);
    }

    [Fact]
    public void Connect_AfterRefusal_CanConnectInTheSameSlot()
    {
        Begin(0, Peer.Nobody());
        WaitFor(0);
        _set.FinishConnect(0);
        _set.Close(0);

        int connection = Open(0);
        connection.Should().BePositive();
        Peer.Close(connection);
    }

    [Fact]
    public void Connect_WithItself_IsSelfConnect()
    {
        Endpoint end = Peer.Nobody();
        ConnectFrom(_set, 0, end, end).Should().Be(OsError.None);

        WaitFor(0).Should().HaveFlag(Readiness.Send);
        _set.FinishConnect(0).Should().Be(OsError.SelfConnect);
        _set.Close(0);
        Peer.Close(Open(0));
    }

    [Fact]
    public void Connect_WithoutAnswer_StaysInProgress()
    {
        using FullPeer full = new();
        Begin(0, full.Endpoint);

        _set.Wait(_clock.NowUs + 5_000, _ready).Should().Be(0);
        _set.FinishConnect(0).Should().Be(OsError.WouldBlock);
    }

    [Fact]
    public void Connect_InAnOpenSlot_IsABrokenInvariant()
    {
        Begin(0, _peer.Endpoint);

        _set.Invoking(set => set.Connect(0, _peer.Endpoint, AnyV4)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Connect_OverIPv6Loopback_Connects()
    {
        using Peer peer = new("::1");
        _set.Connect(0, peer.Endpoint, AnyV6).Should().Be(OsError.None);

        WaitFor(0);
        _set.FinishConnect(0).Should().Be(OsError.None);
        int connection = peer.Accept();
        Peer.RemoteAddress(connection).Should().Be(peer.Endpoint.Address);
        Peer.Close(connection);
    }

    [Fact]
    public void Connect_InTheOtherFamily_ReplacesTheDescriptor()
    {
        using Peer peer = new("::1");
        for (int round = 0; round < 3; round++)
        {
            Peer.Close(Open(0));
            _set.Close(0);
            _set.Connect(0, peer.Endpoint, AnyV6).Should().Be(OsError.None);
            WaitFor(0);
            _set.FinishConnect(0).Should().Be(OsError.None);
            Peer.Close(peer.Accept());
            _set.Close(0);
        }
    }

    [Fact]
    public void Connect_WithASourceAddress_LeavesFromIt()
    {
        IpAddress source = Parsed.Address("127.0.0.2");
        _set.Connect(0, _peer.Endpoint, source).Should().Be(OsError.None);
        WaitFor(0);
        _set.FinishConnect(0).Should().Be(OsError.None);
        int connection = _peer.Accept();
        Peer.RemoteAddress(connection).Should().Be(source);
        Peer.Close(connection);
        _set.Close(0);

        int next = Open(0);
        Peer.RemoteAddress(next).Should().Be(_peer.Endpoint.Address, "the source address was for one connection");
        Peer.Close(next);
    }

    [Fact]
    public void Connect_WithAForeignSource_SaysNoLocalAddress()
    {
        IpAddress foreign = Parsed.Address("203.0.113.77");

        _set.Connect(0, _peer.Endpoint, foreign).Should().Be(OsError.NoLocalAddress);
        Peer.Close(Open(0));
    }

    [Fact]
    public void Connect_WithoutARoute_SaysNoRoute()
    {
        Endpoint broadcast = Parsed.Endpoint("255.255.255.255:80");

        _set.Connect(0, broadcast, AnyV4).Should().Be(OsError.NoRoute);
        Peer.Close(Open(0));
    }

    [Fact]
    public void Connect_WithoutDescriptors_SaysSoAndRecovers()
    {
        OsError error;
        using (DescriptorFamine famine = new())
        {
            error = _set.Connect(0, _peer.Endpoint, AnyV4);
        }

        error.Should().Be(OsError.NoDescriptor);
        Peer.Close(Open(0));
    }

    [Fact]
    public void Receive_WhenAnswerComesInPieces_TakesEach()
    {
        int connection = Open(0);
        _set.Expect(0, Readiness.Receive);
        foreach (string piece in new[] { "H", "TTP", "/1.1" })
        {
            Peer.Send(connection, Encoding.ASCII.GetBytes(piece));
            WaitFor(0).Should().Be(Readiness.Receive);
            _set.Receive(0, _buffer, out int received).Should().Be(OsError.None);
            Encoding.ASCII.GetString(_buffer, 0, received).Should().Be(piece);
            _set.Receive(0, _buffer, out _).Should().Be(OsError.WouldBlock);
            _set.Wait(0, _ready).Should().Be(0);
        }

        Peer.Close(connection);
    }

    [Fact]
    public void Receive_WhenTheBufferIsSmall_IsReportedUntilDrained()
    {
        int connection = Open(0);
        _set.Expect(0, Readiness.Receive);
        Peer.Send(connection, "abcdef"u8);

        for (int rest = 3; rest > 0; rest--)
        {
            WaitFor(0).Should().Be(Readiness.Receive);
            _set.Receive(0, _buffer.AsSpan(0, 2), out int received).Should().Be(OsError.None);
            received.Should().Be(2);
        }

        _set.Receive(0, _buffer, out _).Should().Be(OsError.WouldBlock);
        Peer.Close(connection);
    }

    [Fact]
    public void Receive_WhenThePeerHasClosed_GivesTheBytesThenTheEnd()
    {
        int connection = Open(0);
        _set.Expect(0, Readiness.Receive);
        Peer.Send(connection, "220 ready"u8);
        Peer.Close(connection);

        WaitFor(0);
        _set.Receive(0, _buffer, out int received).Should().Be(OsError.None);
        received.Should().Be(9);
        WaitFor(0).Should().Be(Readiness.Receive, "the end of the stream has not been taken yet");
        _set.Receive(0, _buffer, out received).Should().Be(OsError.None);
        received.Should().Be(0);
    }

    [Fact]
    public void Receive_WhenThePeerEndsItsHalf_TheOtherHalfWorks()
    {
        int connection = Open(0);
        _set.Expect(0, Readiness.Receive);
        Peer.EndSending(connection);

        WaitFor(0);
        _set.Receive(0, _buffer, out int received).Should().Be(OsError.None);
        received.Should().Be(0);
        _set.Send(0, "QUIT"u8, out int sent).Should().Be(OsError.None);
        Peer.Receive(connection, _buffer).Should().Be(sent);
        Peer.Close(connection);
    }

    [Fact]
    public void Receive_WhenThePeerResets_SaysReset()
    {
        int connection = Open(0);
        _set.Expect(0, Readiness.Receive);
        Peer.Reset(connection);

        WaitFor(0).Should().Be(Readiness.Receive);
        _set.Receive(0, _buffer, out _).Should().Be(OsError.Reset);
        _set.Close(0);
        Peer.Close(Open(0));
    }

    [Fact]
    public void Connect_WhenThePeerResetsAtOnce_SaysReset()
    {
        Begin(0, _peer.Endpoint);
        Peer.Reset(_peer.Accept());

        WaitFor(0).Should().HaveFlag(Readiness.Send);
        _set.FinishConnect(0).Should().Be(OsError.Reset);
    }

    [Fact]
    public void Receive_WithoutRoom_IsABrokenInvariant()
    {
        int connection = Open(0);

        _set.Invoking(set => set.Receive(0, [], out _)).Should().Throw<ArgumentException>();
        Peer.Close(connection);
    }

    [Fact]
    public void Send_WhenThePeerReadsSlowly_GoesOnAfterShortWrites()
    {
        int connection = Open(0);
        byte[] large = new byte[16 * 1024 * 1024];
        large[^1] = 7;
        byte[] taken = new byte[256 * 1024];
        int offset = 0;
        long total = 0;
        byte last = 0;
        int shortWrites = 0;
        _set.Expect(0, Readiness.Send);
        while (total < large.Length)
        {
            if (offset < large.Length)
            {
                OsError error = _set.Send(0, large.AsSpan(offset), out int sent);
                error.Should().BeOneOf(OsError.None, OsError.WouldBlock);
                offset += sent;
                shortWrites += offset < large.Length ? 1 : 0;
            }

            int received = Peer.Receive(connection, taken);
            total += received;
            last = taken[received - 1];
        }

        last.Should().Be(7);
        shortWrites.Should().BePositive();
        Peer.Close(connection);
    }

    [Fact]
    public void Send_WhenRoomComesBack_IsReported()
    {
        int connection = Open(0);
        byte[] large = new byte[1024 * 1024];
        OsError error;
        do
        {
            error = _set.Send(0, large, out _);
        }
        while (error == OsError.None);

        error.Should().Be(OsError.WouldBlock);
        _set.Expect(0, Readiness.Send);
        byte[] taken = new byte[1024 * 1024];
        while (_set.Wait(0, _ready) == 0)
        {
            Peer.Receive(connection, taken);
        }

        _ready[0].Should().Be(new Ready(0, Readiness.Send));
        _set.Send(0, "x"u8, out int sent).Should().Be(OsError.None);
        sent.Should().Be(1);
        Peer.Close(connection);
    }

    [Fact]
    public void Send_ToAResetPeer_IsAnErrorAndNoSignal()
    {
        int connection = Open(0);
        Peer.Reset(connection);
        WaitFor(0);

        _set.Send(0, "x"u8, out _).Should().Be(OsError.Reset);
        _set.Send(0, "x"u8, out _).Should().Be(OsError.Reset, "EPIPE");
    }

    private void Begin(int slot, Endpoint target) => _set.Connect(slot, target, AnyV4).Should().Be(OsError.None);

    /// <summary>Connects a slot to the peer and gives the peer's side.</summary>
    private int Open(int slot)
    {
        Begin(slot, _peer.Endpoint);
        WaitFor(slot).Should().HaveFlag(Readiness.Send);
        _set.FinishConnect(slot).Should().Be(OsError.None);
        return _peer.Accept();
    }

    /// <summary>Waits until the slot is reported; the test fails if it is not within a long time.</summary>
    private Readiness WaitFor(int slot)
    {
        long until = _clock.NowUs + LongUs;
        do
        {
            int count = _set.Wait(until, _ready);
            for (int index = 0; index < count; index++)
            {
                if (_ready[index].Slot == slot)
                {
                    return _ready[index].What;
                }
            }
        }
        while (_clock.NowUs < until);
        throw new TimeoutException($"slot {slot} was not reported");
    }
}
