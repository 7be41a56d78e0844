using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace LvsMon.SystemTests.Support;

/// <summary>A server that greets every other client with 220 and the rest with 500, and notes when they came.</summary>
internal sealed class FlappingServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Thread _thread;
    private readonly List<long> _accepts = [];

    public FlappingServer(string address)
    {
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        Address = address;
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _thread = new Thread(Greet) { IsBackground = true };
        _thread.Start();
    }

    public string Address { get; }

    public int Port { get; }

    /// <summary>When they came, milliseconds of <see cref="Environment.TickCount64"/>.</summary>
    public IReadOnlyList<long> Accepts
    {
        get
        {
            lock (_accepts)
            {
                return [.. _accepts];
            }
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        _thread.Join();
    }

    private void Greet()
    {
        for (bool isGood = true; ; isGood = !isGood)
        {
            try
            {
                using Socket client = _listener.AcceptSocket();
                lock (_accepts)
                {
                    _accepts.Add(Environment.TickCount64);
                }

                client.Send(isGood ? "220 ok\r\n"u8 : "500 no\r\n"u8);
            }
            catch (SocketException e) when (e.SocketErrorCode != SocketError.ConnectionReset)
            {
                return;
            }
            catch (ObjectDisposedException)
            {
                return;
            }
        }
    }
}
