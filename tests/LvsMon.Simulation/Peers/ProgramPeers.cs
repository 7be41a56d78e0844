using System.Collections.Generic;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Testing.Os;
using static LvsMon.Simulation.Peers.PeerVariant;

namespace LvsMon.Simulation.Peers;

/// <summary>Programs that judge a server. A connect is a program's start, for which it may have to wait its turn; what
/// the peer says is the output, its end the program's end.</summary>
internal static class ProgramPeers
{
    /// <summary>What a program says that floods, as often as it is let.</summary>
    private static readonly string Much = new('x', 40_000);

    /// <summary>Signals by which a program breaks: SIGILL, SIGABRT, SIGFPE, SIGSEGV, SIGPIPE, SIGSYS.</summary>
    private static readonly int[] Breaking = [-4, -6, -8, -11, -13, -31];

    /// <summary>Signals that somebody sends: SIGHUP, SIGINT, SIGKILL, SIGTERM.</summary>
    private static readonly int[] Foreign = [-1, -2, -9, -15];

    /// <summary>Exit codes that say no; the shell has 126 and 127 for what it cannot run.</summary>
    private static readonly int[] Refusing = [2, 2, 4, 126, 127, 255];

    private static readonly PeerVariant[] NotStarted = MakeNotStarted();

    /// <summary>Cannot be started for a reason of our own.</summary>
    public static PeerVariant Unstartable(OsError error) => NotStarted[(int)error];

    /// <summary>The script of a mode.</summary>
    public static PeerVariant Make(PeerKind kind, PeerMode mode, Draw draw)
    {
        bool isStrict = kind == PeerKind.StrictProgram;
        switch (mode)
        {
            case PeerMode.Good or PeerMode.ShutWindow:
                return Ending(isStrict ? 0 : draw.Below(2), Only(CheckReason.Exited), draw);
            case PeerMode.Edge:
                return Ending(0, Any, draw, Scripts.EdgeUs);
            case PeerMode.LocalCall:
                return Unstartable(draw.Of<OsError>([OsError.NotFound, OsError.NotPermitted, OsError.Other]));
            case PeerMode.LocalConnect when draw.Once(2):
                // So many run that it never gets its turn.
                return new PeerVariant(SimulatedPeer.Silent(), Only(CheckReason.TooManyPrograms));
            case PeerMode.LocalConnect:
                return Unstartable(draw.Of<OsError>([OsError.NoDescriptor, OsError.NoMemory]));
            case PeerMode.LocalReceive when isStrict || draw.Once(2):
                return Ending(draw.Of<int>(Foreign), Only(CheckReason.ProgramKilled), draw);
            case PeerMode.LocalReceive:
                return Ending(3, Only(CheckReason.ExitUnknown), draw);
            case PeerMode.SelfConnect or PeerMode.EarlyReset or PeerMode.CutReset:
                return Ending(draw.Of<int>(Breaking), Only(CheckReason.ProgramBroke), draw);
            case PeerMode.BlackHole or PeerMode.KernelTimeout or PeerMode.Silence or PeerMode.CutSilence:
                return Endless(Output(2_000, draw), repeats: false, draw);
            case PeerMode.Trickle:
                return Endless([PeerStep.Say("x", draw.Between(60_000, 400_000))], repeats: true, draw);
            case PeerMode.Flood or PeerMode.Endless:
                return Endless([PeerStep.Say(Much, 40_000)], repeats: true, draw);
            case PeerMode.WrongAnswer when isStrict:
                return Ending(draw.Of<int>([1, 3]), Only(CheckReason.ExitRefused), draw);
            default:
                return Ending(draw.Of<int>(Refusing), Only(CheckReason.ExitRefused), draw);
        }
    }

    private static PeerVariant Ending(int status, ulong reasons, Draw draw, int mostUs = 2_000)
    {
        List<PeerStep> steps = [.. Output(mostUs / 4, draw)];
        steps.Add(PeerStep.End(draw.Below(mostUs)));
        return new PeerVariant(
            new SimulatedPeer { ConnectUs = TurnUs(draw), ExitStatus = status, Steps = [.. steps] }, reasons);
    }

    private static PeerVariant Endless(IReadOnlyList<PeerStep> steps, bool repeats, Draw draw) => new(
        new SimulatedPeer { ConnectUs = TurnUs(draw), Steps = [.. steps], Repeats = repeats },
        Only(CheckReason.ProgramTimeout));

    /// <summary>What it prints: nothing, a line with performance data, bytes of no text, more than is read at
    /// once.</summary>
    private static List<PeerStep> Output(int stepUs, Draw draw)
    {
        List<PeerStep> steps = [];
        switch (draw.Below(4))
        {
            case 0:
                Scripts.Pieces(steps, "HTTP OK - 12 ms|time=0.012s;;;0\nsecond line\n", stepUs, draw);
                break;
            case 1:
                Scripts.Pieces(steps, Answers.Garbage(draw), stepUs, draw);
                break;
            case 2 when draw.Once(4):
                steps.Add(PeerStep.Say(Much, draw.Below(stepUs)));
                steps.Add(PeerStep.Say(Much, draw.Below(stepUs)));
                break;
            default:
                break;
        }

        return steps;
    }

    private static long TurnUs(Draw draw) =>
        draw.Between(1, draw.Once(3) ? 2 * Scripts.SlowStepUs : Scripts.GoodStepUs);

    private static PeerVariant[] MakeNotStarted()
    {
        PeerVariant[] variants = new PeerVariant[(int)OsError.Other + 1];
        for (int error = 0; error < variants.Length; error++)
        {
            variants[error] = new PeerVariant(SimulatedPeer.Ending((OsError)error, afterUs: 1), Inconclusives);
        }

        return variants;
    }
}
