using System;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Servers;

/// <summary>An agent as <c>check agent</c> asks one: whoever connects is told the line of the moment.</summary>
internal sealed class AgentPeer : IDisposable
{
    private readonly string _address;
    private readonly int _port;
    private volatile string _line;
    private TcpListener? _listener;

    public AgentPeer(string address, string line)
    {
        _address = address;
        _port = Ports.Free(address);
        _line = line;
        Start();
    }

    /// <summary>The options of the check.</summary>
    public string Options => string.Create(CultureInfo.InvariantCulture, $"--connect {_address} --port {_port}");

    /// <summary>What it says from now on.</summary>
    public void Say(string line) => _line = line;

    /// <summary>Listens and answers.</summary>
    public void Start()
    {
        TcpListener listener = new(IPAddress.Parse(_address), _port);
        listener.Start();
        _listener = listener;
        new Thread(() => Serve(listener)) { IsBackground = true }.Start();
    }

    /// <summary>Nobody listens any more.</summary>
    public void Stop()
    {
        _listener?.Dispose();
        _listener = null;
    }

    /// <inheritdoc/>
    public void Dispose() => Stop();

    private void Serve(TcpListener listener)
    {
        while (true)
        {
            try
            {
                using Socket client = listener.AcceptSocket();
                client.Send(Encoding.ASCII.GetBytes(_line + "\n"));
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
            {
                // The check had seen enough.
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }
}
