using System.Net;
using System.Net.Sockets;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Sockets;
using LvsMon.Linux.Tests.Support;
using LvsMon.Linux.Time;
using Xunit;
using TcpListener = LvsMon.Linux.Serving.TcpListener;

namespace LvsMon.Linux.Tests.Serving;

/// <summary>A real TCP socket on the loopback.</summary>
public sealed class TcpListenerTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    public void Client_Asks_IsAnsweredAndNobodyInParticular(string address)
    {
        using ISocketSet sockets = SocketSets.Create("epoll");
        Endpoint place = new(Parse(address), FreePort());
        using TcpListener listener = Open(place, sockets)!;
        IPAddress target = address == "0.0.0.0" ? IPAddress.Loopback : IPAddress.Parse(address);
        using Socket client = new(target.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(target, place.Port);

        WaitFor(sockets);
        Ready[] ready = new Ready[4];
        listener.Poll(ready).Should().Be(1);
        ready[0].Should().Be(new Ready(IClientSet.Door, Readiness.Receive));
        listener.Accept(1, out ClientIdentity who).Should().Be(OsError.None);
        (who.IsRoot || who.IsSelf || who.IsMember).Should().BeFalse("nobody knows who it is");
        client.Send("ab"u8);
        WaitFor(sockets);
        byte[] buffer = new byte[8];
        listener.Receive(1, buffer, out int received).Should().Be(OsError.None);
        received.Should().Be(2);
        listener.Send(1, "c"u8, out _).Should().Be(OsError.None);
        listener.Close(1);
        client.Receive(buffer).Should().Be(1);
        client.Receive(buffer).Should().Be(0);
    }

    [Fact]
    public void Open_AddressTaken_SaysWhy()
    {
        using ISocketSet sockets = SocketSets.Create("epoll");
        Endpoint place = new(Parse("127.0.0.1"), FreePort());
        using TcpListener first = Open(place, sockets)!;

        TcpListener.Open(place, 2, (IWaitRegistry)sockets, out string why).Should().BeNull();

        why.Should().Be("Address already in use");
    }

    [Fact]
    public void Open_AddressThatIsNotHere_SaysWhy()
    {
        using ISocketSet sockets = SocketSets.Create("epoll");

        TcpListener.Open(new Endpoint(Parse("192.0.2.1"), FreePort()), 2, (IWaitRegistry)sockets, out string why)
            .Should().BeNull();

        why.Should().Be("Cannot assign requested address");
    }

    [Fact]
    public void Open_AfterAnEndWithClients_TakesTheSamePlaceAgain()
    {
        using ISocketSet sockets = SocketSets.Create("epoll");
        Endpoint place = new(Parse("127.0.0.1"), FreePort());
        TcpListener first = Open(place, sockets)!;
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.Connect(IPAddress.Loopback, place.Port);
        first.Accept(0, out _).Should().Be(OsError.None);
        first.Dispose();
        first.Dispose();

        using TcpListener? second = Open(place, sockets);

        second.Should().NotBeNull();
    }

    private static TcpListener? Open(Endpoint place, ISocketSet sockets)
    {
        TcpListener? listener = TcpListener.Open(place, 2, (IWaitRegistry)sockets, out string why);
        (listener is null).Should().Be(why.Length > 0, why);
        return listener;
    }

    private static IpAddress Parse(string text)
    {
        IpAddress.TryParse(text, out IpAddress address).Should().BeTrue();
        return address;
    }

    /// <summary>Free a moment ago.</summary>
    private static ushort FreePort()
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static void WaitFor(ISocketSet sockets)
    {
        Ready[] ready = new Ready[4];
        long untilUs = new MonotonicClock().NowUs + 2_000_000;
        sockets.Wait(untilUs, ready).Should().Be(1);
        ready[0].Slot.Should().Be(Ready.Control);
    }
}
