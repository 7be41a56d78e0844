using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Linux.Tests.Support;
using Xunit;

namespace LvsMon.Linux.Tests.Sockets;

/// <summary>When the peer learns of a connection.</summary>
public abstract partial class SocketSetContract
{
    /// <summary>In one slot and, there, with one descriptor.</summary>
    [Fact]
    public void Connect_SpeakingFirst_ReachesThePeerWithTheRequest()
    {
        // After 200 ms the kernel ends the handshake by itself: only a round that was quicker shows anything.
        const long QuickUs = 100_000;
        int quick = 0;
        for (int round = 0; round < 50 && quick < 3; round++)
        {
            long begunUs = _clock.NowUs;
            _set.Connect(0, _peer.Endpoint, AnyV4, speaksFirst: true).Should().Be(OsError.None);
            WaitFor(0);
            _set.FinishConnect(0).Should().Be(OsError.None);
            bool isKnown = _peer.HasWaiting();
            if (_clock.NowUs - begunUs < QuickUs)
            {
                quick++;
                isKnown.Should().BeFalse("the last packet of the handshake waits for the request");
            }

            _set.Send(0, "request"u8, out _).Should().Be(OsError.None);
            _peer.HasWaiting().Should().BeTrue();
            int connection = _peer.Accept();
            Peer.Receive(connection, _buffer).Should().Be(7);
            Peer.Close(connection);
            _set.Close(0);

            Peer.Close(Open(0));
            _set.Close(0);
        }

        quick.Should().Be(3);
    }

    [Fact]
    public void Connect_ToListenerThatSpeaksFirst_ReachesItAtOnce()
    {
        Begin(0, _peer.Endpoint);
        WaitFor(0);
        _set.FinishConnect(0).Should().Be(OsError.None);

        _peer.HasWaiting().Should().BeTrue("a server that greets must know of the connection");
    }
}
