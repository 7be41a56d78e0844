using System.Net.Sockets;

namespace LvsMon.VmPeer.Network;

/// <summary>One word for each way a connection fails.</summary>
internal static class FailureReason
{
    internal const string Closed = "closed";
    internal const string Timeout = "timeout";

    /// <summary>The word for an error of a socket call.</summary>
    internal static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "refused",
        SocketError.TimedOut or SocketError.WouldBlock => Timeout,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "reset",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown
            or SocketError.NetworkDown => "unreachable",
        SocketError.AddressAlreadyInUse or SocketError.AddressNotAvailable => "port-in-use",
        _ => $"error-{(int)error}",
    };
}
