using LvsMon.Core.Os;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Peers;

/// <summary>Scripts of all kinds and modes, drawn once, so that a storm of a million attempts makes none.</summary>
internal sealed class PeerBook
{
    /// <summary>Number of kinds.</summary>
    public const int Kinds = (int)PeerKind.StrictProgram + 1;

    /// <summary>Number of modes.</summary>
    public const int Modes = (int)PeerMode.Edge + 1;

    private const int Variants = 24;

    private readonly PeerVariant[][] _variants = new PeerVariant[Kinds * Modes][];

    /// <summary>Draws the book.</summary>
    public PeerBook(Draw draw)
    {
        for (int kind = 0; kind < Kinds; kind++)
        {
            for (int mode = 0; mode < Modes; mode++)
            {
                PeerVariant[] variants = new PeerVariant[Variants];
                for (int i = 0; i < Variants; i++)
                {
                    variants[i] = Make((PeerKind)kind, (PeerMode)mode, draw);
                }

                _variants[(kind * Modes) + mode] = variants;
            }
        }
    }

    /// <summary>Refuses everything of our own accord.</summary>
    public static PeerVariant Local(OsError error) =>
        new(SimulatedPeer.Failing(error), PeerVariant.Inconclusives);

    /// <summary>A script for an attempt.</summary>
    public PeerVariant Next(PeerKind kind, PeerMode mode, Draw draw) =>
        _variants[((int)kind * Modes) + (int)mode][draw.Below(Variants)];

    /// <summary>True when checks of such a peer pass; null when they say nothing or anything.</summary>
    public static bool? IsUp(PeerKind kind, PeerMode mode) => mode switch
    {
        PeerMode.Good => true,
        PeerMode.LocalCall or PeerMode.LocalConnect or PeerMode.Flaky or PeerMode.Edge => null,
        > PeerMode.LocalConnect when kind == PeerKind.Connect => true,
        PeerMode.LocalReceive => null,
        _ when kind == PeerKind.Quiet => DatagramPeers.PassesQuiet(mode),
        PeerMode.ShutWindow => kind is PeerKind.Smtp or PeerKind.Ssh or PeerKind.Pop3 or PeerKind.Program
            or PeerKind.StrictProgram,
        _ => false,
    };

    private static PeerVariant Make(PeerKind kind, PeerMode mode, Draw draw) => kind switch
    {
        _ when mode == PeerMode.Flaky =>
            Make(kind, (PeerMode)draw.Below(draw.Once(2) ? 1 : (int)PeerMode.LocalReceive), draw),
        PeerKind.Program or PeerKind.StrictProgram => ProgramPeers.Make(kind, mode, draw),
        PeerKind.Datagram or PeerKind.Quiet or PeerKind.Names or PeerKind.Echo => DatagramPeers.Make(kind, mode, draw),
        _ when mode is > PeerMode.Good and <= PeerMode.LocalConnect => StreamPeers.OfConnecting(mode, draw),
        PeerKind.Https or PeerKind.MailTls or PeerKind.StepsTls => SecurePeers.Make(kind, mode, draw),
        _ => StreamPeers.Make(kind, mode, draw),
    };
}
