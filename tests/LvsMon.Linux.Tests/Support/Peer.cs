using System;
using System.Runtime.InteropServices;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;

namespace LvsMon.Linux.Tests.Support;

/// <summary>
/// A server on loopback that does what the test says, in the test's own thread, and allocates nothing.
/// </summary>
internal sealed unsafe class Peer : IDisposable
{
    private readonly int _listener;

    internal Peer(string address = "127.0.0.1", int backlog = 128)
    {
        IpAddress parsed = Parsed.Address(address);
        SocketAddress local = SocketAddress.Of(parsed, 0);
        _listener = SocketCalls.Socket(
            parsed.IsV6 ? SocketCalls.AF_INET6 : SocketCalls.AF_INET,
            SocketCalls.SOCK_STREAM | SocketCalls.SOCK_CLOEXEC,
            0);
        uint length = (uint)sizeof(SocketAddress);
        bool works = SocketCalls.Bind(_listener, &local, local.Length) == 0
            && TestCalls.Listen(_listener, backlog) == 0
            && SocketCalls.GetSockName(_listener, &local, &length) == 0;
        if (!works)
        {
            throw new InvalidOperationException($"no listener on {address}: errno {Marshal.GetLastPInvokeError()}");
        }

        Endpoint = new Endpoint(parsed, local.Port);
    }

    internal Endpoint Endpoint { get; }

    /// <summary>An endpoint that nobody listens at.</summary>
    internal static Endpoint Nobody()
    {
        using Peer peer = new();
        return peer.Endpoint;
    }

    /// <summary>Takes the next connection; blocks until there is one.</summary>
    internal int Accept() => TestCalls.Accept(_listener, null, null, SocketCalls.SOCK_CLOEXEC);

    /// <summary>True when a connection waits to be taken.</summary>
    internal bool HasWaiting()
    {
        PollEntry entry = new() { Descriptor = _listener, Events = 1 };
        return FileCalls.Poll(&entry, 1, 0) == 1;
    }

    internal static IpAddress RemoteAddress(int connection)
    {
        SocketAddress remote = default;
        uint length = (uint)sizeof(SocketAddress);
        _ = TestCalls.GetPeerName(connection, &remote, &length);
        return remote.ToAddress();
    }

    internal static void Send(int connection, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* pointer = bytes)
        {
            nint sent = SocketCalls.Send(connection, pointer, (nuint)bytes.Length, SocketCalls.MSG_NOSIGNAL);
            if (sent != bytes.Length)
            {
                throw new InvalidOperationException("the peer could not send");
            }
        }
    }

    /// <summary>Reads once; blocks until there is something.</summary>
    internal static int Receive(int connection, Span<byte> buffer)
    {
        fixed (byte* pointer = buffer)
        {
            return (int)SocketCalls.Receive(connection, pointer, (nuint)buffer.Length, 0);
        }
    }

    /// <summary>Says that nothing more comes, and goes on reading.</summary>
    internal static void EndSending(int connection) => _ = TestCalls.Shutdown(connection, 1);

    internal static void Close(int connection) => _ = FileCalls.Close(connection);

    /// <summary>Closes with a reset.</summary>
    internal static void Reset(int connection)
    {
        long lingerZero = 1;
        _ = SocketCalls.SetSockOpt(
            connection, SocketCalls.SOL_SOCKET, SocketCalls.SO_LINGER, &lingerZero, sizeof(long));
        Close(connection);
    }

    public void Dispose() => _ = FileCalls.Close(_listener);
}
