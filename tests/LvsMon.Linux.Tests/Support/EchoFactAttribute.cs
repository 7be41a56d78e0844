using System;
using System.Net.Sockets;
using Xunit;

namespace LvsMon.Linux.Tests.Support;

/// <summary>A test that sends echoes. It is skipped, with the reason, where this user may open neither a ping socket
/// (net.ipv4.ping_group_range) nor a raw one (CAP_NET_RAW).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EchoFactAttribute : FactAttribute
{
    /// <summary>Declares a test.</summary>
    public EchoFactAttribute()
    {
        Skip = MayOpen(SocketType.Dgram) || MayOpen(SocketType.Raw)
            ? null
            : "neither ping sockets nor raw ones are allowed here";
    }

    private static bool MayOpen(SocketType type)
    {
        try
        {
            using Socket socket = new(AddressFamily.InterNetwork, type, ProtocolType.Icmp);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
