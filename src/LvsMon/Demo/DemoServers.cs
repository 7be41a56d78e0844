using System;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace LvsMon.Demo;

/// <summary>
/// Small HTTP servers on 127.0.1.1, 127.0.1.2, …: each answers 200, hangs or is stopped, as standard input tells:
/// <c>stop N</c>, <c>hang N</c>, <c>start N</c>. They live in a process of their own, so that the daemon of the demo
/// sees
/// real connections. One thread a server: this is the show's stage, not the daemon.
/// </summary>
internal sealed class DemoServers : IDisposable
{
    private static readonly byte[] Answer =
        Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nOK\n");

    private readonly Server[] _servers;

    public DemoServers(int count)
    {
        _servers = new Server[count];
        for (int i = 0; i < count; i++)
        {
            _servers[i] = new Server(IPAddress.Parse($"127.0.1.{i + 1}"));
        }
    }

    /// <summary>Tells the servers' addresses, one a line, then obeys the input until it ends.</summary>
    public void Run(TextReader input, TextWriter output)
    {
        foreach (Server server in _servers)
        {
            server.Start();
            output.WriteLine(server.Endpoint);
        }

        output.Flush();
        while (input.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            if (words.Length != 2 || !int.TryParse(words[1], CultureInfo.InvariantCulture, out int number)
                || number < 1 || number > _servers.Length)
            {
                continue;
            }

            _servers[number - 1].Obey(words[0]);
            output.WriteLine($"done {line}");
            output.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Server server in _servers)
        {
            server.Stop();
        }
    }

    private sealed class Server
    {
        private readonly IPAddress _address;
        private int _port;
        private volatile bool _hangs;
        private TcpListener? _listener;

        public Server(IPAddress address)
        {
            _address = address;
        }

        public IPEndPoint Endpoint => new(_address, _port);

        public void Obey(string verb)
        {
            switch (verb)
            {
                case "stop":
                    Stop();
                    break;
                case "hang":
                    _hangs = true;
                    break;
                default:
                    _hangs = false;
                    Start();
                    break;
            }
        }

        public void Start()
        {
            if (_listener is not null)
            {
                return;
            }

            TcpListener listener = new(_address, _port);
            listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            listener.Start();
            _port = ((IPEndPoint)listener.LocalEndpoint).Port;
            _listener = listener;
            new Thread(() => Serve(listener)) { IsBackground = true }.Start();
        }

        public void Stop()
        {
            _listener?.Stop();
            _listener = null;
        }

        private void Serve(TcpListener listener)
        {
            byte[] request = new byte[2048];
            while (true)
            {
                try
                {
                    using Socket client = listener.AcceptSocket();
                    client.ReceiveTimeout = 2000;
                    client.Receive(request);
                    for (int waited = 0; _hangs && waited < 100; waited++)
                    {
                        Thread.Sleep(100);
                    }

                    client.Send(Answer);
                }
                catch (SocketException) when (_listener == listener)
                {
                    // A client that left: the next one.
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }
            }
        }
    }
}
