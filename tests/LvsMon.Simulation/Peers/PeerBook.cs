using System;
using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Peers;

/// <summary>Scripts of all kinds and modes, drawn once, so that a storm of a million connections makes none.</summary>
internal sealed class PeerBook
{
    /// <summary>Number of kinds.</summary>
    public const int Kinds = (int)PeerKind.Pop3 + 1;

    /// <summary>Number of modes.</summary>
    public const int Modes = (int)PeerMode.Edge + 1;

    /// <summary>A good peer has ended every step this soon, microseconds; all deadlines are longer.</summary>
    public const int GoodStepUs = 20_000;

    private const int Variants = 12;

    private static readonly OsError[] LocalErrors =
    [
        OsError.NoDescriptor, OsError.NoLocalPort, OsError.NoMemory, OsError.NoLocalAddress, OsError.NoRoute,
        OsError.NotPermitted, OsError.Other,
    ];

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

    /// <summary>A script for a connection.</summary>
    public PeerVariant Next(PeerKind kind, PeerMode mode, Draw draw) =>
        _variants[((int)kind * Modes) + (int)mode][draw.Below(Variants)];

    /// <summary>True when checks of such a peer pass; null when they say nothing or anything.</summary>
    public static bool? IsUp(PeerKind kind, PeerMode mode) => mode switch
    {
        PeerMode.Good => true,
        PeerMode.LocalCall or PeerMode.LocalConnect => null,
        > PeerMode.LocalConnect when kind == PeerKind.Connect => true,
        PeerMode.LocalReceive or PeerMode.Flaky or PeerMode.Edge => null,
        PeerMode.ShutWindow when kind is not (PeerKind.Http or PeerKind.HttpText) => true,
        _ => false,
    };

    private static PeerVariant Make(PeerKind kind, PeerMode mode, Draw draw)
    {
        int connectUs = draw.Between(1, GoodStepUs);
        return mode switch
        {
            PeerMode.Refuse => Ending(OsError.Refused, CheckReason.ConnectRefused, connectUs),
            PeerMode.BlackHole => new(SimulatedPeer.Silent(), Only(CheckReason.ConnectTimeout)),
            PeerMode.Unreachable => Ending(OsError.HostUnreachable, CheckReason.ConnectUnreachable, connectUs),
            PeerMode.ConnectReset => Ending(OsError.Reset, CheckReason.ConnectReset, connectUs),
            PeerMode.KernelTimeout => Ending(OsError.TimedOut, CheckReason.ConnectTimeout, connectUs),
            PeerMode.SelfConnect => Ending(OsError.SelfConnect, CheckReason.SelfConnect, connectUs),
            PeerMode.LocalCall => Local(draw.Of<OsError>(LocalErrors)),
            PeerMode.LocalConnect => new(
                SimulatedPeer.Ending(draw.Of<OsError>(LocalErrors), connectUs), PeerVariant.Inconclusives),
            PeerMode.Flaky => Make(kind, (PeerMode)draw.Below(draw.Once(2) ? 1 : (int)PeerMode.LocalReceive), draw),
            _ when kind == PeerKind.Connect && mode != PeerMode.Edge => new(
                Script(connectUs, Steps(PeerKind.Smtp, mode, draw)), Only(CheckReason.Connected)),
            PeerMode.Good => Good(kind, connectUs, draw),
            PeerMode.Edge => new(
                Script(draw.Between(1, 1_200_000), GoodSteps(kind, 400_000, draw)), PeerVariant.Any),
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

    private static PeerVariant Ending(OsError error, CheckReason reason, int connectUs) =>
        new(SimulatedPeer.Ending(error, connectUs), Only(reason));

    private static PeerVariant Good(PeerKind kind, int connectUs, Draw draw) =>
        new(Script(connectUs, GoodSteps(kind, 2_000, draw), draw.Once(3) ? 30 : int.MaxValue), PeerVariant.Passes);

    private static PeerVariant ShutWindow(PeerKind kind, int connectUs, Draw draw) =>
        kind is PeerKind.Http or PeerKind.HttpText
            ? new(
                new SimulatedPeer { ConnectUs = connectUs, Window = draw.Between(0, 9) },
                Only(CheckReason.SendTimeout))
            : Good(kind, connectUs, draw);

    private static ulong Right(PeerMode mode) => mode switch
    {
        PeerMode.Silence or PeerMode.CutSilence => Only(CheckReason.ReceiveTimeout),
        PeerMode.EarlyClose => Only(CheckReason.ClosedEarly),
        PeerMode.EarlyReset => Only(CheckReason.ClosedEarly) | Only(CheckReason.ReceiveReset),
        PeerMode.CutAnswer or PeerMode.CutReset =>
            Only(CheckReason.ClosedEarly) | Only(CheckReason.ReceiveReset) | Only(CheckReason.Mismatch),
        PeerMode.LocalReceive => PeerVariant.Inconclusives,
        _ => PeerVariant.Failures & ~Only(CheckReason.ConnectTimeout) & ~Only(CheckReason.ConnectRefused),
    };

    private static ulong Only(CheckReason reason) => 1UL << (int)reason;

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
        if (kind is PeerKind.Http or PeerKind.HttpText && !draw.Once(6))
        {
            // Longer than a lag that strikes the attempt.
            steps.Add(PeerStep.Hear(draw.Between(1, 16), draw.Once(2) ? PeerVariant.PatienceUs : 0));
        }

        Pieces(steps, Answers.Good(kind, draw), stepUs, draw);
        PeerStep? more = draw.Below(5) switch
        {
            0 => PeerStep.End(draw.Below(3_000)),
            1 => PeerStep.Reset(draw.Below(3_000)),
            2 => PeerStep.Flood(draw.Below(3_000)),
            3 => PeerStep.Say("\x01\xff\nmore after the end\r\n", draw.Below(3_000)),
            _ => null,
        };
        if (more is { } last && kind != PeerKind.Connect)
        {
            steps.Add(last);
        }

        return [.. steps];
    }

    private static PeerStep[] Steps(PeerKind kind, PeerMode mode, Draw draw)
    {
        int delayUs = draw.Between(0, 5_000);
        string answer = Answers.Good(kind, draw);
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
                Pieces(steps, Answers.Garbage(draw), 3_000, draw);
                steps.Add(PeerStep.End(delayUs));
                return [.. steps];
            case PeerMode.WrongAnswer:
                Pieces(steps, Answers.Wrong(kind, draw), 3_000, draw);
                steps.Add(PeerStep.End(delayUs));
                return [.. steps];
            case PeerMode.CutAnswer or PeerMode.CutReset or PeerMode.CutSilence:
                Pieces(steps, Answers.Cut(kind, answer, draw), 3_000, draw);
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
                return [PeerStep.Fail(draw.Of<OsError>([OsError.NoMemory, OsError.Other]), delayUs)];
            default:
                return [];
        }
    }

    /// <summary>Adds a text in pieces of random sizes, cut anywhere.</summary>
    private static void Pieces(List<PeerStep> steps, string text, int stepUs, Draw draw)
    {
        ReadOnlySpan<char> rest = text;
        for (int piece = 0; piece < 3 && rest.Length > 1 && !draw.Once(3); piece++)
        {
            int length = draw.Between(1, rest.Length - 1);
            steps.Add(PeerStep.Say(rest[..length].ToString(), draw.Below(stepUs)));
            rest = rest[length..];
        }

        steps.Add(PeerStep.Say(rest.ToString(), draw.Below(stepUs)));
    }
}
