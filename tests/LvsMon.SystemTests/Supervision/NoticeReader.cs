using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using LvsMon.SystemTests.Support;

namespace LvsMon.SystemTests.Supervision;

/// <summary>The side of systemd in sd_notify(3): a socket, and every notice with its time.</summary>
internal sealed class NoticeReader : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly List<Notice> _notices = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Thread _thread;
    private volatile bool _isOver;

    /// <param name="place">A path, or <c>@</c> and an abstract name.</param>
    public NoticeReader(string place)
    {
        Place = place;
        _socket.Bind(new UnixDomainSocketEndPoint(place.Replace('@', '\0')));
        _socket.ReceiveTimeout = 100;
        _thread = new Thread(Listen) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>What stands in NOTIFY_SOCKET.</summary>
    public string Place { get; }

    /// <summary>Time since the start.</summary>
    public TimeSpan Now => _watch.Elapsed;

    /// <summary>All notices so far.</summary>
    public IReadOnlyList<Notice> Notices
    {
        get
        {
            lock (_notices)
            {
                return [.. _notices];
            }
        }
    }

    /// <summary>The words before the daemon's own: its environment.</summary>
    public string[] Prefix(params string[] more) => ["env", $"NOTIFY_SOCKET={Place}", .. more];

    /// <summary>The notices that begin so, in order.</summary>
    public IReadOnlyList<Notice> Of(string beginning) =>
        [.. Notices.Where(n => n.Text.StartsWith(beginning, StringComparison.Ordinal))];

    /// <summary>Waits for a notice with some text.</summary>
    public Notice Await(string text)
    {
        Wait.Until(
            () => Notices.Any(n => n.Text.Contains(text, StringComparison.Ordinal)),
            () => $"a notice with \"{text}\"\n{this}");
        return Notices.First(n => n.Text.Contains(text, StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', Notices);

    /// <inheritdoc/>
    public void Dispose()
    {
        _isOver = true;
        _thread.Join();
        _socket.Dispose();
    }

    private void Listen()
    {
        byte[] buffer = new byte[4096];
        while (!_isOver)
        {
            try
            {
                int length = _socket.Receive(buffer);
                lock (_notices)
                {
                    _notices.Add(new Notice(_watch.Elapsed, Encoding.ASCII.GetString(buffer, 0, length)));
                }
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.TimedOut or SocketError.WouldBlock)
            {
                // Nothing came; is it over?
            }
        }
    }

    /// <summary>One datagram.</summary>
    /// <param name="At">When it came, since the start.</param>
    /// <param name="Text">Its lines.</param>
    internal sealed record Notice(TimeSpan At, string Text)
    {
        /// <summary>The number behind a name.</summary>
        public long Number(string name)
        {
            string line = Text.Split('\n').Single(l => l.StartsWith(name + "=", StringComparison.Ordinal));
            return long.Parse(line[(name.Length + 1)..], CultureInfo.InvariantCulture);
        }
    }
}
