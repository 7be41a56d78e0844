using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading.Tasks;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>Real servers of one behaviour, each on an address of its own, all inside the test.</summary>
internal sealed class RawPeers : IDisposable
{
    private const int Backlog = 64;
    private readonly List<Socket> _sockets = [];
    private readonly string[] _endpoints;

    /// <summary>Begins to listen.</summary>
    /// <param name="kind">What they do.</param>
    /// <param name="network">They stand at 127.0.NETWORK.1 and further.</param>
    /// <param name="count">How many, at most 250.</param>
    public RawPeers(PeerKind kind, int network, int count)
    {
        Kind = kind;
        int port = Ports.Free($"127.0.{network}.1");
        _endpoints = [.. Enumerable.Range(1, count).Select(host => $"127.0.{network}.{host}:{port}")];
        foreach (string endpoint in kind.Play is null && !kind.IsDeaf ? [] : _endpoints)
        {
            Listen(IPEndPoint.Parse(endpoint));
        }
    }

    /// <summary>What they do.</summary>
    public PeerKind Kind { get; }

    /// <summary>As they stand in a configuration.</summary>
    public IReadOnlyList<string> Endpoints => _endpoints;

    /// <inheritdoc/>
    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private void Listen(IPEndPoint endpoint)
    {
        Socket listener = new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(listener);
        if (Kind.Window > 0)
        {
            listener.ReceiveBufferSize = Kind.Window;
        }

        listener.Bind(endpoint);
        listener.Listen(Kind.IsDeaf ? 0 : Backlog);
        if (Kind.IsDeaf)
        {
            Fill(endpoint);
        }
        else
        {
            _ = Serve(listener);
        }
    }

    /// <summary>With its accept queue full the kernel answers no further SYN.</summary>
    private void Fill(IPEndPoint endpoint)
    {
        for (int i = 0; i < 3; i++)
        {
            Socket filler = new(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            _sockets.Add(filler);
            try
            {
                filler.Connect(endpoint);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // It need not stand, only wait there.
            }
        }
    }

    private async Task Serve(Socket listener)
    {
        int number = 0;
        while (true)
        {
            try
            {
                Socket client = await listener.AcceptAsync().ConfigureAwait(false);
                _ = Play(client, number);
                number++;
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Play(Socket client, int number)
    {
        try
        {
            await Kind.Play!(new RawConnection(client, number)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException)
        {
            // The check had seen enough.
        }
        finally
        {
            client.Dispose();
        }
    }
}
