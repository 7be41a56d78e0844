using System;
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
    private readonly uint? _group;

    private ControlSocket(IWaitRegistry registry, SocketPlace place, uint? group, int capacity, int door)
        : base(registry, capacity, door)
    {
        _place = place;
        _group = group;
    }

    /// <summary>Opens one; set-up only.</summary>
    /// <param name="path">Where, absolute, at most 107 bytes.</param>
    /// <param name="group">The group whose members may use it beside root and this user, by name or number; null for
    /// none.</param>
    /// <param name="capacity">Slots.</param>
    /// <param name="registry">The wait it becomes part of.</param>
    /// <param name="why">Why it cannot be made, in words; empty when it was.</param>
    /// <returns>Null when it cannot be made.</returns>
    public static ControlSocket? Open(
        string path, string? group, int capacity, IWaitRegistry registry, out string why)
    {
        uint? members = null;
        if (group is not null)
        {
            if (!GroupName.TryFind(group, out uint found))
            {
                why = $"there is no group {group}";
                return null;
            }

            members = found;
        }

        if (SocketPlace.Take(path, members, out why) is not { } place)
        {
            return null;
        }

        int door = Create(SocketCalls.AF_UNIX);
        why = door < 0 ? Failure() : place.Bind(door, members);
        if (why.Length == 0)
        {
            ControlSocket socket = new(registry, place, members, capacity, door);
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

        bool isMember = _group is { } group && (peer.Group == group || HasGroup(descriptor, group));
        who = new ClientIdentity(peer.User, peer.User == _self, isMember);
        return true;
    }

    /// <inheritdoc/>
    private protected override void LeavePlace() => _place.Dispose();

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
