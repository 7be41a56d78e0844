using System;
using System.Net.Sockets;
using System.Text;

namespace LvsMon.Linux.Tests.Support;

/// <summary>A client of a unix socket that does not block for long.</summary>
internal sealed class UnixClient : IDisposable
{
    internal UnixClient(string path)
    {
        Socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = 5000,
            SendTimeout = 5000,
        };
        Socket.Connect(new UnixDomainSocketEndPoint(path));
    }

    internal Socket Socket { get; }

    internal void Say(string text) => Socket.Send(Encoding.UTF8.GetBytes(text));

    /// <summary>What is there now; empty at the end.</summary>
    internal string Hear()
    {
        byte[] buffer = new byte[1 << 16];
        return Encoding.UTF8.GetString(buffer, 0, Socket.Receive(buffer));
    }

    public void Dispose() => Socket.Dispose();
}
