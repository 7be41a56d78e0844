using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Testing.Os;
using static LvsMon.Simulation.Peers.PeerVariant;

namespace LvsMon.Simulation.Peers;

/// <summary>Peers of checks over plain connections.</summary>
internal static class StreamPeers
{
    /// <summary>The script of a mode that the connection itself shows: up to <see cref="PeerMode.LocalConnect"/>.
    /// </summary>
    public static PeerVariant OfConnecting(PeerMode mode, Draw draw)
    {
        int connectUs = draw.Between(1, Scripts.GoodStepUs);
        return mode switch
        {
            PeerMode.Refuse => Ending(OsError.Refused, CheckReason.ConnectRefused, connectUs),
            PeerMode.BlackHole => new(SimulatedPeer.Silent(), Only(CheckReason.ConnectTimeout)),
            PeerMode.Unreachable => Ending(OsError.HostUnreachable, CheckReason.ConnectUnreachable, connectUs),
            PeerMode.ConnectReset => Ending(OsError.Reset, CheckReason.ConnectReset, connectUs),
            PeerMode.KernelTimeout => Ending(OsError.TimedOut, CheckReason.ConnectTimeout, connectUs),
            PeerMode.SelfConnect => Ending(OsError.SelfConnect, CheckReason.SelfConnect, connectUs),
            PeerMode.LocalCall => PeerBook.Local(draw.Of<OsError>(Scripts.LocalErrors)),
            _ => new(
                SimulatedPeer.Ending(draw.Of<OsError>(Scripts.LocalErrors), connectUs), Inconclusives),
        };
    }

    /// <summary>The script of any other mode.</summary>
    public static PeerVariant Make(PeerKind kind, PeerMode mode, Draw draw)
    {
        int connectUs = draw.Between(1, Scripts.GoodStepUs);
        return mode switch
        {
            _ when kind == PeerKind.Connect && mode != PeerMode.Edge => new(
                Script(connectUs, Steps(PeerKind.Smtp, mode, draw)), Only(CheckReason.Connected)),
            PeerMode.Good => Good(kind, connectUs, draw),
            PeerMode.Edge => new(
                Script(draw.Between(1, Scripts.EdgeUs), GoodSteps(kind, Scripts.EdgeUs / 3, draw)), Any),
            PeerMode.ShutWindow => ShutWindow(kind, connectUs, draw),
            _ => new(
                Script(
                    connectUs,
                    Steps(kind, mode, draw),
                    draw.Once(3) ? 30 : int.MaxValue,
                    mode is PeerMode.Trickle or PeerMode.Endless),
                Right(mode)),
        };
    }

    /// <summary>What a check comes to when the peer misbehaves on a connection that stands.</summary>
    public static ulong Right(PeerMode mode) => mode switch
    {
        PeerMode.Silence or PeerMode.CutSilence => Only(CheckReason.ReceiveTimeout),
        PeerMode.EarlyClose => Only(CheckReason.ClosedEarly),
        PeerMode.EarlyReset => Only(CheckReason.ClosedEarly) | Only(CheckReason.ReceiveReset),
        PeerMode.CutAnswer or PeerMode.CutReset =>
            Only(CheckReason.ClosedEarly) | Only(CheckReason.ReceiveReset) | Only(CheckReason.Mismatch),
        PeerMode.LocalReceive => Inconclusives,
        PeerMode.WrongAnswer or PeerMode.Garbage => BadAnswers & ~Silences,
        _ => BadAnswers,
    };

    /// <summary>What a peer does that misbehaves on a connection that stands.</summary>
    public static PeerStep[] Steps(PeerKind kind, PeerMode mode, Draw draw)
    {
        int delayUs = draw.Between(0, 5_000);
        List<PeerStep> steps = [];
        switch (mode)
        {
            case PeerMode.EarlyClose:
                return [PeerStep.End(delayUs)];
            case PeerMode.EarlyReset:
                return [PeerStep.Reset(delayUs)];
            case PeerMode.Trickle:
                // Longer than any deadline: 26 bytes at least, and none of them ends a line.
                return [PeerStep.Say(Answers.Trickled(kind), draw.Between(60_000, 400_000))];
            case PeerMode.Flood:
                return [PeerStep.Flood(delayUs)];
            case PeerMode.Garbage:
                Scripts.Pieces(steps, Answers.Garbage(draw), 3_000, draw);
                steps.Add(PeerStep.End(delayUs));
                return [.. steps];
            case PeerMode.WrongAnswer:
                Scripts.Pieces(steps, Answers.Wrong(kind, draw), 3_000, draw);
                steps.Add(PeerStep.End(delayUs));
                return [.. steps];
            case PeerMode.CutAnswer or PeerMode.CutReset or PeerMode.CutSilence:
                Scripts.Pieces(steps, Answers.Cut(kind, Answers.Good(kind, draw), draw), 3_000, draw);
                if (mode != PeerMode.CutSilence)
                {
                    steps.Add(mode == PeerMode.CutAnswer ? PeerStep.End(delayUs) : PeerStep.Reset(delayUs));
                }

                return [.. steps];
            case PeerMode.Endless when draw.Once(2):
                // A line that has no end, as fast as it is taken.
                steps.Add(PeerStep.Say(Answers.Begun(kind), delayUs));
                steps.Add(PeerStep.Flood(delayUs));
                return [.. steps];
            case PeerMode.Endless:
                return [PeerStep.Say(Answers.Endless(kind), draw.Between(25_000, 50_000))];
            case PeerMode.LocalReceive:
                return [PeerStep.Fail(draw.Of<OsError>(Scripts.LateLocalErrors), delayUs)];
            default:
                return [];
        }
    }

    private static PeerVariant Ending(OsError error, CheckReason reason, int connectUs) =>
        new(SimulatedPeer.Ending(error, connectUs), Only(reason));

    private static PeerVariant Good(PeerKind kind, int connectUs, Draw draw) => new(
        Script(connectUs, GoodSteps(kind, 2_000, draw), draw.Once(3) ? 30 : int.MaxValue),
        Only(kind == PeerKind.Http ? CheckReason.StatusAccepted : CheckReason.Matched));

    private static PeerVariant ShutWindow(PeerKind kind, int connectUs, Draw draw) => IsHttp(kind)
        ? new(
            new SimulatedPeer { ConnectUs = connectUs, Window = draw.Between(0, 9) }, Only(CheckReason.SendTimeout))
        : Good(kind, connectUs, draw);

    private static SimulatedPeer Script(
        int connectUs, PeerStep[] steps, int sendChunk = int.MaxValue, bool repeats = false) =>
        new()
        {
            ConnectUs = connectUs,
            Steps = steps,
            SendChunk = sendChunk,
            Repeats = repeats && steps[^1].Kind != PeerStepKind.Flood,
        };

    private static PeerStep[] GoodSteps(PeerKind kind, int stepUs, Draw draw)
    {
        List<PeerStep> steps = [];
        if (IsHttp(kind) && !draw.Once(6))
        {
            // Longer than a lag that strikes the attempt.
            steps.Add(PeerStep.Hear(draw.Between(1, 16), draw.Once(2) ? PatienceUs : 0));
        }

        Scripts.Pieces(steps, Answers.Good(kind, draw), stepUs, draw);
        if (kind != PeerKind.Connect)
        {
            Scripts.More(steps, draw);
        }

        return [.. steps];
    }

    private static bool IsHttp(PeerKind kind) => kind is PeerKind.Http or PeerKind.HttpText;
}
