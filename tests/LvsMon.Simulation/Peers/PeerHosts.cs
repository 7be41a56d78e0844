using LvsMon.Core.Values;

namespace LvsMon.Simulation.Peers;

/// <summary>The hosts behind all real servers: each has a peer of every kind, found by the transport and the port.
/// </summary>
internal sealed class PeerHosts
{
    /// <summary>Hosts are numbered from 1 to this; the number is the last byte of their address.</summary>
    public const int Count = 15;

    private readonly PeerMode[] _modes = new PeerMode[(Count + 1) * PeerBook.Kinds];

    /// <summary>Peers in all.</summary>
    public int Peers => _modes.Length;

    /// <summary>How a peer behaves towards attempts that begin from now on.</summary>
    public ref PeerMode this[int peer] => ref _modes[peer];

    /// <summary>The kind of a peer.</summary>
    public static PeerKind KindOf(int peer) => (PeerKind)(peer % PeerBook.Kinds);

    /// <summary>The peer of a kind on a host.</summary>
    public static int At(int host, PeerKind kind) => (host * PeerBook.Kinds) + (int)kind;

    /// <summary>The peer at an address; of an echo and of a program of ours it is the one that they are about.
    /// </summary>
    public static int At(in Endpoint target, Transport transport) => At(
        (int)(target.Address.IsV6 ? (uint)(target.Address.V6 & 0xF) : target.Address.V4 & 0xF),
        transport switch
        {
            Transport.Stream => OfStream(target.Port),
            Transport.Datagram => OfDatagrams(target.Port),
            Transport.Echo => PeerKind.Echo,
            _ => target.Port == 5666 ? PeerKind.StrictProgram : PeerKind.Program,
        });

    private static PeerKind OfStream(int port) => port switch
    {
        80 => PeerKind.Http,
        81 => PeerKind.HttpText,
        25 => PeerKind.Smtp,
        22 => PeerKind.Ssh,
        110 => PeerKind.Pop3,
        443 => PeerKind.Https,
        587 => PeerKind.MailTls,
        143 => PeerKind.StepsTls,
        _ => PeerKind.Connect,
    };

    private static PeerKind OfDatagrams(int port) => port switch
    {
        53 => PeerKind.Names,
        1812 => PeerKind.Quiet,
        _ => PeerKind.Datagram,
    };
}
