using System;
using System.Net;
using System.Net.Sockets;

namespace LvsMon.VmPeer.Network;

/// <summary>
/// A blocking TCP connection with a deadline for all of it. Failures are values; only <see cref="Open"/> pays for an
/// exception, and only when it fails.
/// </summary>
internal sealed class ClientConnection : IDisposable
{
    // getsockopt(IPPROTO_TCP, TCP_INFO): tcpi_total_retrans stands at byte 100 of struct tcp_info (linux/tcp.h).
    private const int IpProtocolTcp = 6;
    private const int TcpInfo = 11;
    private const int TotalRetransOffset = 100;

    private readonly IPEndPoint _source;
    private readonly Socket _socket;

    /// <summary>Takes a descriptor.</summary>
    /// <param name="source">The local end; port 0 leaves the choice to the kernel.</param>
    internal ClientConnection(IPEndPoint source)
    {
        _source = source;
        _socket = new Socket(source.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
    }

    /// <summary>When waiting ends; microseconds, <see cref="long.MaxValue"/> for never.</summary>
    internal long DeadlineUs { get; set; } = long.MaxValue;

    /// <summary>Segments sent again so far (TCP_INFO): right after <see cref="Open"/> these are SYNs.</summary>
    internal uint Retransmits
    {
        get
        {
            Span<byte> info = stackalloc byte[TotalRetransOffset + sizeof(uint)];
            int length = _socket.GetRawSocketOption(IpProtocolTcp, TcpInfo, info);
            return length < info.Length ? 0 : BitConverter.ToUInt32(info[TotalRetransOffset..]);
        }
    }

    /// <summary>Connects. The runtime's bind sets SO_REUSEADDR on TCP sockets.</summary>
    internal SocketError Open(IPEndPoint target)
    {
        try
        {
            bool isAnyAddress = _source.Address.Equals(IPAddress.Any) || _source.Address.Equals(IPAddress.IPv6Any);
            if (_source.Port != 0 || !isAnyAddress)
            {
                _socket.Bind(_source);
            }

            // Of a blocking socket the send timeout bounds connect(2) as well: socket(7), SO_SNDTIMEO.
            _socket.SendTimeout = LeftMs();
            _socket.Connect(target);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }

    /// <summary>Sends lines at once, each in a segment of its own.</summary>
    internal void SendWithoutDelay() => _socket.NoDelay = true;

    /// <summary>Sends all of it.</summary>
    internal SocketError Send(ReadOnlySpan<byte> bytes)
    {
        _socket.Send(bytes, SocketFlags.None, out SocketError error);
        return error;
    }

    /// <summary>Waits for bytes until the deadline.</summary>
    /// <returns>How many; 0 at the end of the stream or with an error.</returns>
    internal int Receive(Span<byte> buffer, out SocketError error)
    {
        int leftMs = LeftMs();
        if (leftMs < 0)
        {
            error = SocketError.TimedOut;
            return 0;
        }

        _socket.ReceiveTimeout = leftMs;
        int read = _socket.Receive(buffer, SocketFlags.None, out error);
        return error == SocketError.Success ? read : 0;
    }

    /// <summary>Ends a <see cref="Receive"/> that another thread waits in.</summary>
    internal void Stop()
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (SocketException)
        {
            // It is over already, and then nobody waits.
        }
    }

    /// <summary>Closes with RST, so that no end keeps the ports in TIME_WAIT (socket(7), SO_LINGER).</summary>
    internal void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _socket.Dispose();

    // 0 means no limit to the kernel, -1 that the deadline has passed.
    private int LeftMs()
    {
        if (DeadlineUs == long.MaxValue)
        {
            return 0;
        }

        long leftUs = DeadlineUs - MonotonicTime.NowUs;
        return leftUs <= 0 ? -1 : (int)((leftUs + 999) / 1000);
    }
}
