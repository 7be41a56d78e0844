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
        who.IsRoot || who.IsSelf || who.IsMember ? ControlPermission.Changing
        : who.IsReader ? ControlPermission.Reading
        : ControlPermission.None;

    private protected override int WriteRefusal(Span<byte> buffer, in ClientIdentity who, bool isFull)
    {
        ControlPermission permission = PermissionOf(in who);
        bool isBusy = isFull || (permission == ControlPermission.Reading && Readers() >= ControlLimits.Readers);
        return permission == ControlPermission.None ? ControlAnswer.WriteError(buffer, ControlError.NotPermitted)
            : isBusy ? ControlAnswer.WriteError(buffer, ControlError.Busy)
            : 0;
    }

    private protected override void Begin(int slot, in ClientIdentity who, long nowUs) =>
        _places[slot].Begin(PermissionOf(in who), who.User, nowUs);

    private int Readers()
    {
        int count = 0;
        foreach (ControlClient place in _places)
        {
            count += place.IsReaders ? 1 : 0;
        }

        return count;
    }

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
