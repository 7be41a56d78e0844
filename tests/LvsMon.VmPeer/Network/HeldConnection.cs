using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace LvsMon.VmPeer.Network;

/// <summary>
/// A connection that stays open. One thread waits for what comes, another asks; they share the time of the question
/// that is not answered yet, and whether the connection is over.
/// </summary>
internal sealed class HeldConnection(IPEndPoint source, RecordWriter log) : IDisposable
{
    private const long OpenTimeoutUs = 2_000_000;
    private const long AnswerTimeoutUs = 10_000_000;
    private const int StackBytes = 128 * 1024;

    private readonly Lock _closing = new();
    private readonly ClientConnection _connection = new(source);
    private long _askedUs;
    private int _answers;
    private bool _isOver;
    private bool _isSilent;

    /// <summary>Its source port.</summary>
    internal int Port => source.Port;

    /// <summary>The server it got; null when none answered.</summary>
    internal string? Name { get; private set; }

    /// <summary>Connects, asks for /hold and waits for the server's name; from then on the end is logged.</summary>
    /// <returns>True when it is held.</returns>
    internal bool Open(IPEndPoint target)
    {
        _connection.DeadlineUs = MonotonicTime.NowUs + OpenTimeoutUs;
        SocketError error = _connection.Open(target);
        string? failure = error == SocketError.Success ? Ask(target) : FailureReason.Of(error);
        if (failure is not null)
        {
            End(failure);
            return false;
        }

        _connection.DeadlineUs = long.MaxValue;
        new Thread(Wait, StackBytes) { IsBackground = true }.Start();
        return true;
    }

    /// <summary>
    /// Sends a line when the last one is answered. Without an answer for 10 s the connection ends as timed out.
    /// </summary>
    internal void SendLine()
    {
        lock (_closing)
        {
            long nowUs = MonotonicTime.NowUs;
            long askedUs = Interlocked.Read(ref _askedUs);
            if (_isOver)
            {
                return;
            }

            if (askedUs == 0)
            {
                Interlocked.Exchange(ref _askedUs, nowUs);
                _connection.Send("line\n"u8);
            }
            else if (nowUs - askedUs > AnswerTimeoutUs)
            {
                Volatile.Write(ref _isSilent, true);
                _connection.Stop();
            }
        }
    }

    /// <summary>Whether an answer has come since the last such question; the greeting of <see cref="Open"/> is
    /// none.</summary>
    internal bool TakeAnswered() => Interlocked.Exchange(ref _answers, 0) > 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_closing)
        {
            _isOver = true;
            _connection.Dispose();
        }
    }

    private string? Ask(IPEndPoint target)
    {
        _connection.SendWithoutDelay();
        SocketError error = _connection.Send(HttpRequest.Get(target, "/hold"));
        Span<byte> answer = stackalloc byte[1024];
        int length = 0;
        int read = 1;
        while (error == SocketError.Success && read > 0 && Name is null && length < answer.Length)
        {
            read = _connection.Receive(answer[length..], out error);
            length += read;
            Name = HttpAnswer.Name(answer[..length]);
        }

        return error == SocketError.Success ? HttpAnswer.Failure(answer[..length]) : FailureReason.Of(error);
    }

    private void Wait()
    {
        Span<byte> buffer = stackalloc byte[256];
        SocketError error;
        while (_connection.Receive(buffer, out error) > 0)
        {
            Interlocked.Exchange(ref _answers, 1);
            Interlocked.Exchange(ref _askedUs, 0);
        }

        End(Volatile.Read(ref _isSilent) ? FailureReason.Timeout
            : error == SocketError.Success ? FailureReason.Closed
            : FailureReason.Of(error));
    }

    private void End(string reason)
    {
        log.Write($"{MonotonicTime.NowUs} end {Port} {reason}");
        Dispose();
    }
}
