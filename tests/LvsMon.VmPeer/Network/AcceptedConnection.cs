using System;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace LvsMon.VmPeer.Network;

/// <summary>One connection of a server, from its request to its end.</summary>
internal sealed class AcceptedConnection(Socket socket, ServerMode mode, string name, RecordWriter log)
    : IThreadPoolWorkItem
{
    private const int LargestHead = 2048;
    private const int HeadTimeoutMs = 30_000;

    /// <inheritdoc/>
    public void Execute()
    {
        using (socket)
        {
            Span<byte> buffer = stackalloc byte[LargestHead];
            int length = ReadHead(buffer, out int head);
            if (head >= 0)
            {
                Answer(HttpRequest.Path(buffer[..head]), buffer, buffer[head..length].Count((byte)'\n'));
            }
        }
    }

    private int ReadHead(Span<byte> buffer, out int head)
    {
        socket.ReceiveTimeout = HeadTimeoutMs;
        int length = 0;
        while ((head = HttpRequest.HeadLength(buffer[..length])) < 0 && length < buffer.Length)
        {
            int read = Receive(buffer[length..]);
            if (read == 0)
            {
                break;
            }

            length += read;
        }

        return length;
    }

    private void Answer(string? path, Span<byte> buffer, int lines)
    {
        log.Write(string.Create(
            CultureInfo.InvariantCulture, $"{MonotonicTime.NowUs} {socket.RemoteEndPoint} {path ?? "not-a-get"}"));
        socket.ReceiveTimeout = 0;
        switch (mode.Kind)
        {
            case ServerModeKind.Hang:
                while (Receive(buffer) > 0)
                {
                }

                return;
            case ServerModeKind.Slow:
                Thread.Sleep(mode.Number);
                break;
            default:
                break;
        }

        int status = path is null ? 405 : mode.Kind == ServerModeKind.Status ? mode.Number : 200;
        bool isHeld = status == 200 && path == "/hold";
        string size = isHeld ? string.Empty : $"Content-Length: {name.Length + 1}\r\n";
        string reason = status == 200 ? "OK" : "No";
        Send(Encoding.ASCII.GetBytes($"HTTP/1.1 {status} {reason}\r\n{size}Connection: close\r\n\r\n{name}\n"));
        if (isHeld)
        {
            AnswerLines(buffer, lines);
        }
    }

    private void AnswerLines(Span<byte> buffer, int lines)
    {
        socket.NoDelay = true;
        byte[] answer = Encoding.ASCII.GetBytes(name + "\n");
        int read;
        do
        {
            for (; lines > 0; lines--)
            {
                Send(answer);
            }

            read = Receive(buffer);
            lines = buffer[..read].Count((byte)'\n');
        }
        while (read > 0);
    }

    private int Receive(Span<byte> buffer)
    {
        int read = socket.Receive(buffer, SocketFlags.None, out SocketError error);
        return error == SocketError.Success ? read : 0;
    }

    // That the peer is gone shows at the next reading.
    private void Send(ReadOnlySpan<byte> bytes) => socket.Send(bytes, SocketFlags.None, out _);
}
