using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace LvsMon.SystemTests.Support;

/// <summary>
/// The local end of /dev/log: a datagram socket in the test's folder that keeps every line. It can be missing, be there
/// without reading, and come back.
/// </summary>
internal sealed class SyslogServer : IDisposable
{
    private const int PollMs = 20;
    private readonly List<LogLine> _lines = [];
    private readonly List<string> _strange = [];
    private Socket? _socket;
    private Thread? _reader;
    private volatile bool _ending;

    public SyslogServer(TempFolder folder)
    {
        Path = folder["log"];
    }

    /// <summary>Where it listens.</summary>
    public string Path { get; }

    /// <summary>All lines so far, in the order of their coming.</summary>
    public IReadOnlyList<LogLine> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Datagrams that were no lines of lvsmon's form.</summary>
    public IReadOnlyList<string> Strange
    {
        get
        {
            lock (_lines)
            {
                return [.. _strange];
            }
        }
    }

    /// <summary>Makes the socket; nobody reads it yet.</summary>
    public void Bind()
    {
        _socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
        { ReceiveTimeout = PollMs };
        _socket.Bind(new UnixDomainSocketEndPoint(Path));
    }

    /// <summary>Reads from now on, and what waits.</summary>
    public void Read()
    {
        _ending = false;
        _reader = new Thread(ReadAll) { IsBackground = true };
        _reader.Start();
    }

    /// <summary>Stops reading; the socket stays and fills.</summary>
    public void Pause()
    {
        _ending = true;
        _reader?.Join();
        _reader = null;
    }

    /// <summary>Takes the socket away.</summary>
    public void Remove()
    {
        Pause();
        _socket?.Dispose();
        _socket = null;
        File.Delete(Path);
    }

    /// <inheritdoc/>
    public void Dispose() => Remove();

    private void ReadAll()
    {
        byte[] buffer = new byte[8192];
        while (!_ending)
        {
            int length = Receive(buffer);
            if (length > 0)
            {
                Keep(Encoding.UTF8.GetString(buffer, 0, length));
            }
        }
    }

    private int Receive(byte[] buffer)
    {
        try
        {
            return _socket!.Receive(buffer);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
        {
            return 0;
        }
    }

    private void Keep(string datagram)
    {
        lock (_lines)
        {
            try
            {
                _lines.Add(LogLine.Parse(datagram));
            }
            catch (FormatException)
            {
                _strange.Add(datagram);
            }
        }
    }
}
