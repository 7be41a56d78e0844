using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Testing.Os;
using static LvsMon.Simulation.Peers.PeerVariant;

namespace LvsMon.Simulation.Peers;

/// <summary>
/// Peers of checks over datagrams. There is no connection to go wrong: what concerns it is the ICMP of a closed port or
/// a host that is gone.
/// </summary>
internal static class DatagramPeers
{
    private const ulong Silence = 1UL << (int)CheckReason.ReceiveTimeout;
    private const int Burst = 30;

    /// <summary>True when a check passes that takes silence and any answer.</summary>
    public static bool PassesQuiet(PeerMode mode) => mode is PeerMode.BlackHole
        || (mode is > PeerMode.LocalConnect and not PeerMode.EarlyClose and not PeerMode.ShutWindow);

    /// <summary>The script of a mode.</summary>
    public static PeerVariant Make(PeerKind kind, PeerMode mode, Draw draw)
    {
        int delayUs = draw.Below(3_000);
        bool isPicky = kind is PeerKind.Names or PeerKind.Echo;
        ulong icmp = Only(kind == PeerKind.Echo ? CheckReason.ConnectUnreachable : CheckReason.ConnectRefused);
        OsError closed = kind == PeerKind.Echo ? OsError.HostUnreachable : OsError.Refused;
        switch (mode)
        {
            case PeerMode.Good:
                return Good(kind, draw);
            case PeerMode.Edge:
                return Script(Any, Datagrams.Good(kind, draw.Between(1, Scripts.EdgeUs), draw));
            case PeerMode.Refuse or PeerMode.ConnectReset or PeerMode.SelfConnect or PeerMode.EarlyClose:
                return Script(icmp, PeerStep.Fail(closed, delayUs));
            case PeerMode.Unreachable or PeerMode.KernelTimeout:
                return Script(Only(CheckReason.ConnectUnreachable), PeerStep.Fail(OsError.HostUnreachable, delayUs));
            case PeerMode.LocalCall:
                return PeerBook.Local(draw.Of<OsError>(Scripts.LocalErrors));
            case PeerMode.LocalConnect:
                return new PeerVariant(
                    SimulatedPeer.Ending(draw.Of<OsError>(Scripts.LocalErrors), afterUs: 0), Inconclusives);
            case PeerMode.LocalReceive:
                return Script(Inconclusives, PeerStep.Fail(draw.Of<OsError>(Scripts.LateLocalErrors), delayUs));
            case PeerMode.BlackHole or PeerMode.Silence:
                return Script(OfNothing(kind));
            case PeerMode.EarlyReset:
                return Script(
                    isPicky ? icmp : OfOther(kind),
                    Datagrams.Foreign(kind, delayUs, draw),
                    PeerStep.Fail(closed, draw.Below(3_000)));
            case PeerMode.ShutWindow:
                return new PeerVariant(
                    new SimulatedPeer { ConnectUs = 0, Window = 0 }, Only(CheckReason.SendTimeout));
            default:
                return Answering(kind, mode, delayUs, draw);
        }
    }

    private static PeerVariant Answering(PeerKind kind, PeerMode mode, int delayUs, Draw draw)
    {
        switch (mode)
        {
            case PeerMode.Trickle:
                return Repeating(
                    OfOther(kind) | OfNothing(kind),
                    Datagrams.Foreign(kind, draw.Between(60_000, 400_000), draw));
            case PeerMode.Flood or PeerMode.Endless:
                PeerStep[] burst = new PeerStep[Burst];
                for (int i = 0; i < burst.Length; i++)
                {
                    long afterUs = i == 0 ? 50_000 : 0;
                    burst[i] = mode == PeerMode.Flood
                        ? Datagrams.Foreign(kind, afterUs, draw) : Datagrams.Late(kind, afterUs, draw);
                }

                return Repeating(OfOther(kind), burst);
            case PeerMode.WrongAnswer:
                return Script(OfOther(kind, CheckReason.Mismatch), Datagrams.Wrong(kind, delayUs, draw));
            case PeerMode.CutAnswer:
                return Script(
                    OfOther(kind, CheckReason.Malformed), Datagrams.Cut(kind, isMarked: false, delayUs, draw));
            case PeerMode.CutSilence:
                return Script(
                    OfOther(kind, CheckReason.Mismatch), Datagrams.Cut(kind, isMarked: true, delayUs, draw));
            case PeerMode.CutReset:
                return Script(OfOther(kind), Datagrams.Late(kind, delayUs, draw), Datagrams.Late(kind, 500, draw));
            default:
                return Script(OfOther(kind), Datagrams.Foreign(kind, delayUs, draw));
        }
    }

    /// <summary>The right answer; before it what answers nothing, behind it what comes too late to matter.</summary>
    private static PeerVariant Good(PeerKind kind, Draw draw)
    {
        if (kind == PeerKind.Quiet)
        {
            return draw.Once(2)
                ? Script(Only(CheckReason.Silent))
                : Script(Only(CheckReason.Matched), Datagrams.Foreign(kind, draw.Below(3_000), draw));
        }

        List<PeerStep> steps = [];
        for (int i = kind == PeerKind.Datagram ? 0 : draw.Below(4); i > 0; i--)
        {
            int delayUs = draw.Below(2_000);
            steps.Add(draw.Once(2) ? Datagrams.Late(kind, delayUs, draw) : Datagrams.Foreign(kind, delayUs, draw));
        }

        steps.Add(Datagrams.Good(kind, draw.Below(draw.Once(3) ? Scripts.SlowStepUs : 2_000), draw));
        for (int i = draw.Below(3); i > 0; i--)
        {
            steps.Add(draw.Once(2) ? steps[^1] : Datagrams.Wrong(kind, draw.Below(2_000), draw));
        }

        return Script(Only(CheckReason.Matched), [.. steps]);
    }

    /// <summary>What silence comes to.</summary>
    private static ulong OfNothing(PeerKind kind) =>
        kind == PeerKind.Quiet ? Only(CheckReason.Silent) : Silence;

    /// <summary>What a datagram comes to that is not the right one; <paramref name="ofNames"/> is what a name server's
    /// comes to, none when it is passed over. An echo that is not ours always is.</summary>
    private static ulong OfOther(PeerKind kind, CheckReason ofNames = CheckReason.None) => kind switch
    {
        PeerKind.Datagram => Only(CheckReason.Mismatch),
        PeerKind.Quiet => Only(CheckReason.Matched),
        PeerKind.Names when ofNames != CheckReason.None => Only(ofNames),
        _ => Silence,
    };

    private static PeerVariant Script(ulong reasons, params PeerStep[] steps) =>
        new(new SimulatedPeer { ConnectUs = 0, Steps = [PeerStep.Hear(1), .. steps] }, reasons);

    private static PeerVariant Repeating(ulong reasons, params PeerStep[] steps) =>
        new(new SimulatedPeer { ConnectUs = 0, Steps = [PeerStep.Hear(1), .. steps], Repeats = true }, reasons);
}
