using System;
using LvsMon.Core.Os;
using LvsMon.Core.Serving;

namespace LvsMon.Core.Control;

/// <summary>Answers the clients of the control socket.</summary>
public sealed class ControlServer : ClientServer
{
    private static readonly ServingLimits Limits = new(
        ControlLimits.Clients,
        ControlLimits.ClientsPerTurn,
        ControlLimits.DocumentBytes,
        ControlLimits.PatienceUs,
        ControlLimits.RestUs);

    private readonly ControlClient[] _places;

    /// <summary>Makes a server of an open socket; set-up only.</summary>
    /// <param name="clients">The socket's clients, with a slot more than <see cref="ControlLimits.Clients"/>.</param>
    /// <param name="answers">What is answered.</param>
    public ControlServer(IClientSet clients, ControlAnswers answers)
        : this(clients, Places(clients, answers))
    {
    }

    private ControlServer(IClientSet clients, ControlClient[] places)
        : base(clients, in Limits, places)
    {
        _places = places;
    }

    /// <summary>What a client may do.</summary>
    internal static ControlPermission PermissionOf(in ClientIdentity who) =>
        who.IsRoot || who.IsSelf || who.IsMember ? ControlPermission.Changing : ControlPermission.None;

    private protected override int WriteRefusal(Span<byte> buffer, in ClientIdentity who, bool isFull) =>
        PermissionOf(in who) == ControlPermission.None ? ControlAnswer.WriteError(buffer, ControlError.NotPermitted)
        : isFull ? ControlAnswer.WriteError(buffer, ControlError.Busy)
        : 0;

    private protected override void Begin(int slot, in ClientIdentity who, long nowUs) =>
        _places[slot].Begin(PermissionOf(in who), who.User, nowUs);

    private static ControlClient[] Places(IClientSet clients, ControlAnswers answers)
    {
        ControlClient[] places = new ControlClient[ControlLimits.Clients];
        byte[] memory = Memory(places.Length, ControlClient.MemoryBytes);
        for (int slot = 0; slot < places.Length; slot++)
        {
            ArraySegment<byte> own = new(memory, slot * ControlClient.MemoryBytes, ControlClient.MemoryBytes);
            places[slot] = new ControlClient(clients, slot, answers, own);
        }

        return places;
    }
}
