using System;
using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Tests.Support;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

/// <summary>Datagrams.</summary>
public abstract partial class SocketSetContract
{
    [Fact]
    public void Datagrams_ThatWait_AreTakenOneByOne()
    {
        using UdpClient peer = Listen(out Endpoint endpoint);
        IPEndPoint asking = Ask(peer, endpoint);
        peer.Send("one"u8, asking);
        peer.Send([], asking);
        peer.Send("three"u8, asking);

        WaitFor(0).Should().Be(Readiness.Receive);
        Take().Should().Be("one");
        Take().Should().Be("");
        Take().Should().Be("three");
        _set.Receive(0, _buffer, out _).Should().Be(OsError.WouldBlock);
    }

    [Fact]
    public void Datagrams_LeftForTheNextTurn_AreReportedAgain()
    {
        using UdpClient peer = Listen(out Endpoint endpoint);
        IPEndPoint asking = Ask(peer, endpoint);
        peer.Send("one"u8, asking);
        peer.Send("two"u8, asking);
        WaitFor(0).Should().Be(Readiness.Receive);
        Take().Should().Be("one");

        WaitFor(0).Should().Be(Readiness.Receive);
        Take().Should().Be("two");
    }

    [Fact]
    public void Datagram_LongerThanTheRoom_IsCutAndGone()
    {
        using UdpClient peer = Listen(out Endpoint endpoint);
        IPEndPoint asking = Ask(peer, endpoint);
        peer.Send(new byte[100], asking);
        WaitFor(0);

        _set.Receive(0, _buffer.AsSpan(0, 10), out int received).Should().Be(OsError.None);
        received.Should().Be(10);
        _set.Receive(0, _buffer, out _).Should().Be(OsError.WouldBlock);
    }

    [Fact]
    public void Datagram_ToAClosedPort_IsRefused()
    {
        Endpoint endpoint;
        using (Listen(out endpoint))
        {
            // The port is free again at the end.
        }

        BeginDatagrams(endpoint);
        _set.Send(0, "ask"u8, out int sent).Should().Be(OsError.None);
        sent.Should().Be(3);
        _set.Expect(0, Readiness.Receive);

        WaitFor(0).Should().Be(Readiness.Receive);
        _set.Receive(0, _buffer, out _).Should().Be(OsError.Refused);
    }

    [Fact]
    public void Datagram_LateForTheCheckBefore_IsNotHandedToTheNext()
    {
        using UdpClient peer = Listen(out Endpoint endpoint);
        IPEndPoint before = Ask(peer, endpoint);
        peer.Send("waits already"u8, before);
        _set.Close(0);
        IPEndPoint next = Ask(peer, endpoint);
        peer.Send("comes late"u8, before);
        peer.Send("mine"u8, next);

        WaitFor(0).Should().Be(Readiness.Receive);
        Take().Should().Be("mine");
        _set.Receive(0, _buffer, out _).Should().Be(OsError.WouldBlock);
    }

    [Fact]
    public void Slot_UsedForDatagrams_ConnectsToAStreamAgain()
    {
        using UdpClient peer = Listen(out Endpoint endpoint);
        Peer.Close(Open(0));
        _set.Close(0);
        Ask(peer, endpoint);
        _set.Close(0);

        int connection = Open(0);
        _set.Send(0, "ping"u8, out _).Should().Be(OsError.None);
        Peer.Receive(connection, _buffer).Should().Be(4);
        Peer.Close(connection);
    }

    [Fact]
    public void Datagrams_OfManyChecks_AllocateNothingAndKeepNoDescriptor()
    {
        using UdpClient peer = Listen(out Endpoint endpoint);
        Ask(peer, endpoint);
        _set.Close(0);
        int descriptors = Descriptors.Count();

        Allocation.Of(() =>
        {
            for (int check = 0; check < 100; check++)
            {
                _set.Connect(0, endpoint, AnyV4, transport: Transport.Datagram);
                _set.Wait(_clock.NowUs + LongUs, _ready);
                _set.FinishConnect(0);
                _set.Send(0, "ask"u8, out _);
                _set.Receive(0, _buffer, out _);
                _set.Close(0);
            }
        }).Should().Be(0);
        Descriptors.Count().Should().BeLessThanOrEqualTo(descriptors);
    }

    [EchoFact]
    public void Echoes_OfManyChecks_AllocateNothingAndKeepNoDescriptor()
    {
        Endpoint target = new(IpAddress.FromV4(0x7F000001), 0);
        EchoOnce(target).Should().Be(3, "the machine answers itself");
        int descriptors = Descriptors.Count();

        Allocation.Of(() =>
        {
            for (int check = 0; check < 100; check++)
            {
                EchoOnce(target);
            }
        }).Should().Be(0);
        Descriptors.Count().Should().BeLessThanOrEqualTo(descriptors);
    }

    /// <summary>Sends an echo from slot 0 and takes the answer.</summary>
    /// <returns>Its bytes; 0 when none came.</returns>
    private int EchoOnce(Endpoint target)
    {
        _set.Connect(0, target, AnyV4, transport: Transport.Echo);
        _set.Wait(_clock.NowUs + LongUs, _ready);
        _set.FinishConnect(0);
        _set.Send(0, "ask"u8, out _);
        _set.Expect(0, Readiness.Receive);
        int received = 0;

        // A raw socket is handed the question itself too, and what others ask at the same time.
        for (int look = 0; look < 100 && received == 0; look++)
        {
            _set.Wait(_clock.NowUs + LongUs, _ready);
            _set.Receive(0, _buffer, out received);
        }

        _set.Close(0);
        return received;
    }

    private static UdpClient Listen(out Endpoint endpoint)
    {
        UdpClient peer = new(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)peer.Client.LocalEndPoint!).Port;
        endpoint = new Endpoint(IpAddress.FromV4(0x7F000001), (ushort)port);
        return peer;
    }

    private void BeginDatagrams(Endpoint endpoint)
    {
        _set.Connect(0, endpoint, AnyV4, transport: Transport.Datagram).Should().Be(OsError.None);
        WaitFor(0).Should().HaveFlag(Readiness.Send);
        _set.FinishConnect(0).Should().Be(OsError.None);
    }

    /// <summary>Sends a datagram from slot 0 and waits for answers.</summary>
    /// <returns>Where it came from.</returns>
    private IPEndPoint Ask(UdpClient peer, Endpoint endpoint)
    {
        BeginDatagrams(endpoint);
        _set.Send(0, "ask"u8, out int sent).Should().Be(OsError.None);
        sent.Should().Be(3);
        IPEndPoint from = new(IPAddress.Any, 0);
        peer.Receive(ref from).Should().Equal("ask"u8.ToArray());
        _set.Expect(0, Readiness.Receive);
        return from;
    }

    private string Take()
    {
        _set.Receive(0, _buffer, out int received).Should().Be(OsError.None);
        return System.Text.Encoding.ASCII.GetString(_buffer, 0, received);
    }
}
