using LvsMon.Core.Values;

namespace LvsMon.Simulation.Peers;

/// <summary>The hosts behind all real servers: each has a peer of every kind, found by the port.</summary>
internal sealed class PeerHosts
{
    /// <summary>Hosts are numbered from 1 to this; the number is the last byte of their address.</summary>
    public const int Count = 15;

    private readonly PeerMode[] _modes = new PeerMode[(Count + 1) * PeerBook.Kinds];

    /// <summary>Peers in all.</summary>
    public int Peers => _modes.Length;

    /// <summary>How a peer behaves towards connections that begin from now on.</summary>
    public ref PeerMode this[int peer] => ref _modes[peer];

    /// <summary>The kind of a peer.</summary>
    public static PeerKind KindOf(int peer) => (PeerKind)(peer % PeerBook.Kinds);

    /// <summary>The peer of a kind on a host.</summary>
    public static int At(int host, PeerKind kind) => (host * PeerBook.Kinds) + (int)kind;

    /// <summary>The peer at an address.</summary>
    public static int At(in Endpoint target) => At(
        (int)(target.Address.IsV6 ? (uint)(target.Address.V6 & 0xF) : target.Address.V4 & 0xF),
        target.Port switch
        {
            80 => PeerKind.Http,
            81 => PeerKind.HttpText,
            25 => PeerKind.Smtp,
            22 => PeerKind.Ssh,
            110 => PeerKind.Pop3,
            _ => PeerKind.Connect,
        });
}
