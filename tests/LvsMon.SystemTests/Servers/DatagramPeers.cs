using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>Real servers that answer datagrams in one way, each on an address of its own, all inside the
/// test.</summary>
internal sealed class DatagramPeers : IDisposable
{
    private readonly List<Socket> _sockets = [];
    private readonly string[] _endpoints;

    /// <summary>Begins to listen.</summary>
    /// <param name="answer">What is sent back for a datagram, one after the other.</param>
    /// <param name="network">They stand at 127.0.NETWORK.1 and further.</param>
    /// <param name="count">How many, at most 250.</param>
    public DatagramPeers(Func<byte[], IEnumerable<byte[]>> answer, int network, int count)
    {
        int port = Ports.Free($"127.0.{network}.1");
        _endpoints = [.. Enumerable.Range(1, count).Select(host => $"127.0.{network}.{host}:{port}")];
        foreach (string endpoint in _endpoints)
        {
            Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            _sockets.Add(socket);
            socket.Bind(IPEndPoint.Parse(endpoint));
            _ = Serve(socket, answer);
        }
    }

    /// <summary>As they stand in a configuration.</summary>
    public IReadOnlyList<string> Endpoints => _endpoints;

    /// <inheritdoc/>
    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private static async Task Serve(Socket socket, Func<byte[], IEnumerable<byte[]>> answer)
    {
        byte[] room = new byte[2048];
        IPEndPoint anybody = new(IPAddress.Any, 0);
        while (true)
        {
            try
            {
                SocketReceiveFromResult got = await socket.ReceiveFromAsync(room, anybody).ConfigureAwait(false);
                foreach (byte[] datagram in answer(room[..got.ReceivedBytes]))
                {
                    await socket.SendToAsync(datagram, got.RemoteEndPoint).ConfigureAwait(false);
                }
            }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // The check had seen enough.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
