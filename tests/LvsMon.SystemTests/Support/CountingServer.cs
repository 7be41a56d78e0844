using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace LvsMon.SystemTests.Support;

/// <summary>A port that takes connections and notes when.</summary>
internal sealed class CountingServer : IDisposable
{
    private readonly TcpListener _listener;
    private readonly Thread _thread;
    private readonly List<TimeSpan> _accepts = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public CountingServer(string address)
    {
        _listener = new TcpListener(IPAddress.Parse(address), 0);
        _listener.Start();
        Endpoint = string.Create(
            CultureInfo.InvariantCulture, $"{address}:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _thread = new Thread(Accept) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>Address and port.</summary>
    public string Endpoint { get; }

    /// <summary>When each connection came, since the start.</summary>
    public IReadOnlyList<TimeSpan> Accepts
    {
        get
        {
            lock (_accepts)
            {
                return [.. _accepts];
            }
        }
    }

    /// <summary>Time since the start.</summary>
    public TimeSpan Now => _watch.Elapsed;

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Stop();
        _thread.Join();
        _listener.Dispose();
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                using Socket client = _listener.AcceptSocket();
                lock (_accepts)
                {
                    _accepts.Add(_watch.Elapsed);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }
    }
}
