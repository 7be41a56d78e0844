using System;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Linux.Native;
using LvsMon.Linux.Serving;
using LvsMon.Linux.Sockets;

namespace LvsMon.Linux.Control;

/// <summary>A listening unix stream socket and its clients, of whom the kernel says who they are.</summary>
public sealed unsafe class ControlSocket : ClientSocket
{
    private const int MaxGroups = 1024;
    private readonly SocketPlace _place;
    private readonly uint _self = FileCalls.EffectiveUser();
    private readonly SocketUsers _users;

    private ControlSocket(IWaitRegistry registry, SocketPlace place, SocketUsers users, int capacity, int door)
        : base(registry, capacity, door)
    {
        _place = place;
        _users = users;
    }

    /// <summary>Opens one; set-up only.</summary>
    /// <param name="path">Where, absolute, at most 107 bytes.</param>
    /// <param name="group">The group whose members may use it beside root and this user, by name or number; null for
    /// none.</param>
    /// <param name="readers">The group whose members may look, the same way, or <see cref="GlobalSettings.Everybody"/>;
    /// null for none.</param>
    /// <param name="capacity">Slots.</param>
    /// <param name="registry">The wait it becomes part of.</param>
    /// <param name="why">Why it cannot be made, in words; empty when it was.</param>
    /// <returns>Null when it cannot be made.</returns>
    public static ControlSocket? Open(
        string path, string? group, string? readers, int capacity, IWaitRegistry registry, out string why)
    {
        if (!SocketUsers.TryFind(group, readers, out SocketUsers users, out why)
            || SocketPlace.Take(path, users, out why) is not { } place)
        {
            return null;
        }

        int door = Create(SocketCalls.AF_UNIX);
        why = door < 0 ? Failure() : place.Bind(door);
        if (why.Length == 0)
        {
            ControlSocket socket = new(registry, place, users, capacity, door);
            why = socket.Begin();
            if (why.Length == 0)
            {
                return socket;
            }

            socket.Dispose();
            return null;
        }

        place.Dispose();
        if (door >= 0)
        {
            _ = FileCalls.Close(door);
        }

        return null;
    }

    /// <inheritdoc/>
    private protected override bool TryIdentify(int descriptor, out ClientIdentity who)
    {
        PeerCredentials peer = default;
        uint length = (uint)sizeof(PeerCredentials);
        if (SocketCalls.GetSockOpt(descriptor, SocketCalls.SOL_SOCKET, SocketCalls.SO_PEERCRED, &peer, &length) != 0)
        {
            who = default;
            return false;
        }

        bool isMember = IsOf(_users.Members, descriptor, in peer);
        bool isReader = _users.IsEverybody || IsOf(_users.Readers, descriptor, in peer);
        who = new ClientIdentity(peer.User, peer.User == _self, isMember, isReader);
        return true;
    }

    /// <inheritdoc/>
    private protected override void LeavePlace() => _place.Dispose();

    private static bool IsOf(uint? group, int descriptor, in PeerCredentials peer) =>
        group is { } number && (peer.Group == number || HasGroup(descriptor, number));

    /// <summary>Whether the supplementary groups of the peer have one; more than fit count as none.</summary>
    private static bool HasGroup(int descriptor, uint group)
    {
        uint* groups = stackalloc uint[MaxGroups];
        uint length = MaxGroups * sizeof(uint);
        return SocketCalls.GetSockOpt(
                descriptor, SocketCalls.SOL_SOCKET, SocketCalls.SO_PEERGROUPS, groups, &length) == 0
            && new ReadOnlySpan<uint>(groups, (int)(length / sizeof(uint))).Contains(group);
    }
}
