using System;
using System.Net;
using System.Text;

namespace LvsMon.VmPeer.Network;

/// <summary>HTTP requests, written and read.</summary>
internal static class HttpRequest
{
    /// <summary>A GET, ready to be sent.</summary>
    internal static byte[] Get(IPEndPoint target, string path) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {target}\r\nConnection: close\r\n\r\n");

    /// <summary>Bytes up to and with the empty line; -1 while that has not come.</summary>
    internal static int HeadLength(ReadOnlySpan<byte> received)
    {
        int end = received.IndexOf("\r\n\r\n"u8);
        return end < 0 ? -1 : end + 4;
    }

    /// <summary>The path of a GET; null of anything else.</summary>
    internal static string? Path(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("GET "u8))
        {
            return null;
        }

        ReadOnlySpan<byte> rest = head[4..];
        int end = rest.IndexOfAny(" \r\n"u8);
        return end <= 0 ? null : Encoding.ASCII.GetString(rest[..end]);
    }
}
