using System;
using System.Net;
using System.Net.Sockets;

namespace LvsMon.SystemTests.Support;

/// <summary>Free ports below the range from which the kernel takes local ports of connections.</summary>
internal static class Ports
{
    private const int First = 20000;
    private const int Count = 10000;

    private static int _next = Environment.ProcessId % Count;

    /// <summary>A port on which nobody listens at an address.</summary>
    public static int Free(string address)
    {
        for (int tries = 0; tries < Count; tries++)
        {
            _next = (_next + 1) % Count;
            if (CanBind(address, First + _next) && CanBind(address, First + _next, SocketType.Dgram))
            {
                return First + _next;
            }
        }

        throw new InvalidOperationException($"no free port at {address}");
    }

    /// <summary>True when somebody accepts connections there.</summary>
    public static bool Listens(string address, int port)
    {
        IPEndPoint end = new(IPAddress.Parse(address), port);
        using Socket socket = new(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(end);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>True when a socket of this machine can have the address and port.</summary>
    public static bool CanBind(string address, int port, SocketType type = SocketType.Stream)
    {
        IPEndPoint end = new(IPAddress.Parse(address), port);
        using Socket socket = new(end.AddressFamily, type, ProtocolType.Unspecified);
        try
        {
            socket.Bind(end);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
