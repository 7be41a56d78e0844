using LvsMon.Core.Os;
using LvsMon.Core.Values;
using LvsMon.Linux.Native;
using LvsMon.Linux.Sockets;

namespace LvsMon.Linux.Serving;

/// <summary>A listening TCP socket and its clients, of whom nobody knows who they are.</summary>
public sealed unsafe class TcpListener : ClientSocket
{
    private TcpListener(IWaitRegistry registry, int capacity, int door)
        : base(registry, capacity, door)
    {
    }

    /// <summary>Opens one; set-up only.</summary>
    /// <param name="endpoint">Where; an unspecified address is every one of this host and family.</param>
    /// <param name="capacity">Slots.</param>
    /// <param name="registry">The wait it becomes part of.</param>
    /// <param name="why">Why it cannot be made, in words; empty when it was.</param>
    /// <returns>Null when it cannot be made.</returns>
    public static TcpListener? Open(in Endpoint endpoint, int capacity, IWaitRegistry registry, out string why)
    {
        int door = Create(endpoint.Address.IsV6 ? SocketCalls.AF_INET6 : SocketCalls.AF_INET);
        if (door < 0)
        {
            why = Failure();
            return null;
        }

        // What an earlier run answered last may still wait for its time on this port (tcp(7)).
        int yes = 1;
        _ = SocketCalls.SetSockOpt(door, SocketCalls.SOL_SOCKET, SocketCalls.SO_REUSEADDR, &yes, sizeof(int));
        if (endpoint.Address.IsV6)
        {
            _ = SocketCalls.SetSockOpt(door, SocketCalls.IPPROTO_IPV6, SocketCalls.IPV6_V6ONLY, &yes, sizeof(int));
        }

        SocketAddress address = SocketAddress.Of(endpoint.Address, endpoint.Port);
        if (SocketCalls.Bind(door, &address, address.Length) != 0)
        {
            why = Failure();
            _ = FileCalls.Close(door);
            return null;
        }

        TcpListener listener = new(registry, capacity, door);
        why = listener.Begin();
        if (why.Length == 0)
        {
            return listener;
        }

        listener.Dispose();
        return null;
    }

    /// <inheritdoc/>
    private protected override bool TryIdentify(int descriptor, out ClientIdentity who)
    {
        who = ClientIdentity.Unknown;
        return true;
    }
}
