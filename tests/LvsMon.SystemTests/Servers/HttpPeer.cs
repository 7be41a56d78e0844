using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>A small HTTP server inside the test: notes when it is asked; answers 200 and OK, or nothing.</summary>
internal sealed class HttpPeer : IDisposable
{
    private static readonly byte[] Answer =
        Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nOK\n");

    private readonly IPEndPoint _endpoint;
    private readonly List<DateTime> _asked = [];
    private Socket? _listener;

    /// <summary>Begins to listen.</summary>
    public HttpPeer(string address)
    {
        _endpoint = new IPEndPoint(IPAddress.Parse(address), Ports.Free(address));
        Start();
    }

    /// <summary>As it stands in a configuration.</summary>
    public string Endpoint => _endpoint.ToString();

    /// <summary>When it was asked.</summary>
    public IReadOnlyList<DateTime> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    /// <summary>How often it was asked since a moment.</summary>
    public int AskedSince(DateTime moment) => Asked.Count(time => time >= moment);

    /// <summary>Listens and answers.</summary>
    public void Start()
    {
        _listener = Listen();
        Socket listener = _listener;
        new Thread(() => Serve(listener)) { IsBackground = true }.Start();
    }

    /// <summary>Listens and says nothing: what a hung machine does.</summary>
    public void Hang()
    {
        Stop();
        _listener = Listen();
    }

    /// <summary>Nobody listens any more.</summary>
    public void Stop()
    {
        _listener?.Dispose();
        _listener = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private Socket Listen()
    {
        const int Backlog = 1024;
        Socket listener = new(_endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(_endpoint);
        listener.Listen(Backlog);
        return listener;
    }

    private void Serve(Socket listener)
    {
        byte[] request = new byte[4096];
        while (true)
        {
            try
            {
                using Socket client = listener.Accept();
                lock (_asked)
                {
                    _asked.Add(DateTime.Now);
                }

                client.Receive(request);
                client.Send(Answer);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
            {
                // The check had seen enough, or was a mere connect.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
