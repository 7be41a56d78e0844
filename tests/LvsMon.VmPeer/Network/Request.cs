using System;
using System.Net;
using System.Net.Sockets;

namespace LvsMon.VmPeer.Network;

/// <summary>GET / on a connection of its own, read to the end of the stream.</summary>
internal static class Request
{
    private const int LargestAnswer = 4096;

    /// <summary>Makes the request; blocks until it is over.</summary>
    /// <param name="source">The local end; port 0 leaves the choice to the kernel.</param>
    /// <param name="target">Whom to ask.</param>
    /// <param name="timeoutUs">For all of it; microseconds.</param>
    /// <param name="closesByReset">Leaves no port in TIME_WAIT, at neither end.</param>
    internal static RequestResult Run(IPEndPoint source, IPEndPoint target, long timeoutUs, bool closesByReset)
    {
        using ClientConnection connection = new(source);
        long startUs = MonotonicTime.NowUs;
        connection.DeadlineUs = startUs + timeoutUs;
        SocketError error = connection.Open(target);
        long connectUs = error == SocketError.Success ? MonotonicTime.NowUs - startUs : -1;
        uint retransmits = connection.Retransmits;
        string? failure = error == SocketError.Success
            ? Exchange(connection, target, out string name)
            : Fail(error, out name);
        long totalUs = MonotonicTime.NowUs - startUs;
        if (closesByReset)
        {
            connection.Reset();
        }

        return new(failure, name, startUs, connectUs, totalUs, retransmits);
    }

    private static string? Exchange(ClientConnection connection, IPEndPoint target, out string name)
    {
        SocketError error = connection.Send(HttpRequest.Get(target, "/"));
        Span<byte> answer = stackalloc byte[LargestAnswer];
        int length = 0;
        int read = 0;
        while (error == SocketError.Success && length < answer.Length
            && (read = connection.Receive(answer[length..], out error)) > 0)
        {
            length += read;
        }

        if (error != SocketError.Success)
        {
            return Fail(error, out name);
        }

        string? failure = HttpAnswer.Failure(answer[..length]);
        name = failure is null ? HttpAnswer.Name(answer[..length])! : string.Empty;
        return failure;
    }

    private static string Fail(SocketError error, out string name)
    {
        name = string.Empty;
        return FailureReason.Of(error);
    }
}
