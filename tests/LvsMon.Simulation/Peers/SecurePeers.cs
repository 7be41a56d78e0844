using System;
using System.Collections.Generic;
using System.Linq;
using LvsMon.Core.Checks;
using LvsMon.Core.Os;
using LvsMon.Testing.Os;
using static LvsMon.Simulation.Peers.PeerVariant;

namespace LvsMon.Simulation.Peers;

/// <summary>
/// Peers of checks inside TLS, from the first byte on or after some words. What a mode means is drawn to happen before
/// the handshake, in it, or inside.
/// </summary>
internal static class SecurePeers
{
    private static readonly (TlsEnd End, CheckReason Reason)[] Refusals =
    [
        (new TlsEnd(TlsResult.Alert, 40), CheckReason.TlsAlert),
        (new TlsEnd(TlsResult.Alert, 116), CheckReason.TlsAlert),
        (new TlsEnd(TlsResult.Expired), CheckReason.CertificateExpired),
        (new TlsEnd(TlsResult.Expiring, 3), CheckReason.CertificateExpiring),
        (new TlsEnd(TlsResult.Untrusted), CheckReason.CertificateUntrusted),
        (new TlsEnd(TlsResult.NameMismatch), CheckReason.NameMismatch),
    ];

    private static readonly (TlsEnd End, CheckReason Reason)[] Breaks =
    [
        (new TlsEnd(TlsResult.Handshake), CheckReason.TlsHandshake),
        (new TlsEnd(TlsResult.Alert, 20), CheckReason.TlsAlert),
    ];

    private enum Place
    {
        Handshake,
        Inside,
        Before,
    }

    /// <summary>The script of a mode.</summary>
    public static PeerVariant Make(PeerKind kind, PeerMode mode, Draw draw)
    {
        Dialogue dialogue = Dialogue.Of(kind, draw);
        int connectUs = draw.Between(1, Scripts.GoodStepUs);
        if (mode is PeerMode.Good or PeerMode.Edge)
        {
            return Good(kind, mode, dialogue, connectUs, draw);
        }

        Place place = (Place)draw.Below(dialogue.Turns.Count == 0 ? 2 : 3);
        if (place == Place.Inside && dialogue.Turns.Count > 0 && mode is PeerMode.Trickle or PeerMode.Endless)
        {
            // What is said again and again would begin with the greeting.
            place = Place.Before;
        }

        return place switch
        {
            Place.Before => Before(kind, mode, dialogue, connectUs, draw),
            Place.Handshake => InHandshake(mode, dialogue, connectUs, draw),
            _ => Inside(kind, mode, dialogue, connectUs, draw),
        };
    }

    private static PeerVariant Good(PeerKind kind, PeerMode mode, Dialogue dialogue, int connectUs, Draw draw)
    {
        bool isEdge = mode == PeerMode.Edge;
        int stepUs = isEdge ? Scripts.EdgeUs / 4 : 2_000;
        List<PeerStep> steps = [];
        dialogue.AddTurns(steps, stepUs, draw);
        steps.Add(PeerStep.Hear(dialogue.InsideBytes, draw.Once(2) ? PatienceUs : 0));
        Scripts.Pieces(steps, dialogue.Answer, stepUs, draw);
        Scripts.More(steps, draw);
        SimulatedPeer peer = new()
        {
            ConnectUs = connectUs,
            HandshakeUs = HandshakeUs(isEdge ? Scripts.EdgeUs : draw.Once(3) ? Scripts.SlowStepUs : 3_000, draw),
            Steps = [.. steps],
            SendChunk = draw.Once(3) ? kind == PeerKind.Https ? 30 : 5 : int.MaxValue,
        };
        CheckReason reason = kind == PeerKind.Https ? CheckReason.StatusAccepted : CheckReason.Matched;
        return new PeerVariant(peer, isEdge ? Any : Only(reason));
    }

    /// <summary>The peer goes wrong in plain words.</summary>
    private static PeerVariant Before(PeerKind kind, PeerMode mode, Dialogue dialogue, int connectUs, Draw draw)
    {
        PeerKind plain = kind == PeerKind.MailTls ? PeerKind.Smtp : PeerKind.Pop3;
        if (mode == PeerMode.ShutWindow)
        {
            return new PeerVariant(
                new SimulatedPeer
                {
                    ConnectUs = connectUs,
                    Window = draw.Below(8),
                    Steps = [PeerStep.Say(dialogue.Turns[0].Text)],
                },
                Only(CheckReason.SendTimeout));
        }

        if (mode == PeerMode.WrongAnswer && !draw.Once(3))
        {
            return Refusing(kind, dialogue, connectUs, draw);
        }

        PeerStep[] steps = StreamPeers.Steps(plain, mode, draw);
        SimulatedPeer peer = new()
        {
            ConnectUs = connectUs,
            Steps = steps,
            Repeats = mode is PeerMode.Trickle or PeerMode.Endless && steps[^1].Kind != PeerStepKind.Flood,
        };
        return new PeerVariant(peer, StreamPeers.Right(mode));
    }

    /// <summary>The peer does not go over to TLS; or says more behind its consent, which whoever is on the way could
    /// have put there (RFC 3207 §4.2).</summary>
    private static PeerVariant Refusing(PeerKind kind, Dialogue dialogue, int connectUs, Draw draw)
    {
        List<PeerStep> steps = [];
        int last = dialogue.Turns.Count - 1;
        Dialogue begun = dialogue with { Turns = [.. dialogue.Turns.Take(last)] };
        begun.AddTurns(steps, 2_000, draw);
        steps.Add(PeerStep.Hear(dialogue.Turns[last].Bytes));
        bool isInjected = draw.Once(2);
        steps.Add(PeerStep.Say(
            isInjected ? dialogue.Turns[last].Text + dialogue.Answer : dialogue.Refusal, draw.Below(2_000)));
        steps.Add(PeerStep.End(draw.Below(3_000)));
        CheckReason reason = isInjected ? CheckReason.Malformed
            : kind == PeerKind.MailTls ? CheckReason.Mismatch : CheckReason.ClosedEarly;
        return new PeerVariant(new SimulatedPeer { ConnectUs = connectUs, Steps = [.. steps] }, Only(reason));
    }

    private static PeerVariant InHandshake(PeerMode mode, Dialogue dialogue, int connectUs, Draw draw)
    {
        List<PeerStep> steps = [];
        dialogue.AddTurns(steps, 2_000, draw);
        (TlsEnd refusal, CheckReason refusedFor) = draw.Of<(TlsEnd, CheckReason)>(Refusals);
        SimulatedPeer ending = new() { ConnectUs = connectUs, HandshakeUs = HandshakeUs(Scripts.SlowStepUs, draw) };
        switch (mode)
        {
            case PeerMode.EarlyReset or PeerMode.CutReset:
                // It may come before the handshake begins.
                steps.Add(PeerStep.Reset(draw.Below(5_000)));
                return Endless(connectUs, steps, CheckReason.TlsHandshake);
            case PeerMode.Trickle or PeerMode.Endless when dialogue.Turns.Count == 0:
                steps.Add(PeerStep.Say("\x16", draw.Between(20_000, 60_000)));
                return Endless(connectUs, steps, CheckReason.TlsTimeout, repeats: true);
            case PeerMode.Silence when draw.Once(3):
                return new PeerVariant(
                    With(ending, steps, default, OsError.TimedOut), Only(CheckReason.TlsTimeout));
            case PeerMode.Silence or PeerMode.CutSilence or PeerMode.ShutWindow or PeerMode.Trickle or PeerMode.Endless:
                return Endless(connectUs, steps, CheckReason.TlsTimeout);
            case PeerMode.WrongAnswer:
                return new PeerVariant(With(ending, steps, refusal), Only(refusedFor));
            case PeerMode.Flood:
                return new PeerVariant(
                    With(ending, steps, new TlsEnd(TlsResult.TooLong)), Only(CheckReason.TooLong));
            case PeerMode.LocalReceive:
                OsError error = draw.Of<OsError>(Scripts.LateLocalErrors);
                return new PeerVariant(With(ending, steps, default, error), Inconclusives);
            default:
                return new PeerVariant(
                    With(ending, steps, new TlsEnd(TlsResult.Handshake)), Only(CheckReason.TlsHandshake));
        }
    }

    private static PeerVariant Inside(PeerKind kind, PeerMode mode, Dialogue dialogue, int connectUs, Draw draw)
    {
        List<PeerStep> steps = [];
        dialogue.AddTurns(steps, 2_000, draw);
        ulong reasons = StreamPeers.Right(mode);
        (TlsEnd broken, CheckReason brokenBy) = draw.Of<(TlsEnd, CheckReason)>(Breaks);
        if (mode == PeerMode.ShutWindow)
        {
            reasons = Only(CheckReason.SendTimeout);
        }
        else
        {
            steps.Add(PeerStep.Hear(dialogue.InsideBytes));
        }

        if (mode == PeerMode.Garbage)
        {
            // Sometimes in the middle of the answer.
            Scripts.Pieces(steps, CutOf(kind, dialogue.Answer, draw), 2_000, draw);
            steps.Add(PeerStep.Fail(OsError.Insecure, draw.Below(2_000)));
            reasons = Only(brokenBy);
        }
        else if (kind == PeerKind.Https)
        {
            steps.AddRange(StreamPeers.Steps(PeerKind.Http, mode, draw));
        }
        else
        {
            AddInside(steps, kind, mode, dialogue, draw);
        }

        SimulatedPeer peer = new()
        {
            ConnectUs = connectUs,
            HandshakeUs = HandshakeUs(3_000, draw),
            TlsBreak = broken,
            Steps = [.. steps],
            Window = mode == PeerMode.ShutWindow ? dialogue.InsideBytes - 1 : int.MaxValue,
            Repeats = mode is PeerMode.Trickle or PeerMode.Endless && steps[^1].Kind != PeerStepKind.Flood,
        };
        return new PeerVariant(peer, reasons);
    }

    private static void AddInside(List<PeerStep> steps, PeerKind kind, PeerMode mode, Dialogue dialogue, Draw draw)
    {
        switch (mode)
        {
            case PeerMode.CutAnswer or PeerMode.CutReset or PeerMode.CutSilence:
                Scripts.Pieces(steps, CutOf(kind, dialogue.Answer, draw), 2_000, draw);
                if (mode != PeerMode.CutSilence)
                {
                    int delayUs = draw.Below(3_000);
                    steps.Add(mode == PeerMode.CutAnswer ? PeerStep.End(delayUs) : PeerStep.Reset(delayUs));
                }

                break;
            case PeerMode.WrongAnswer:
                Scripts.Pieces(steps, kind == PeerKind.MailTls ? "421 no\r\n" : "b NO\r\n", 2_000, draw);
                steps.Add(PeerStep.End(draw.Below(3_000)));
                break;
            default:
                steps.AddRange(StreamPeers.Steps(PeerKind.Smtp, mode, draw));
                break;
        }
    }

    private static string CutOf(PeerKind kind, string answer, Draw draw) => kind switch
    {
        PeerKind.Https => Answers.Cut(PeerKind.Http, answer, draw),
        PeerKind.MailTls => answer[..draw.Between(1, answer.Length - 1)],
        _ => answer[..draw.Between(1, answer.IndexOf("b OK", StringComparison.Ordinal) + 3)],
    };

    private static long HandshakeUs(int mostUs, Draw draw) => draw.Between(1, mostUs);

    /// <summary>The handshake does not end by itself.</summary>
    private static PeerVariant Endless(
        int connectUs, List<PeerStep> steps, CheckReason reason, bool repeats = false) =>
        new(
            new SimulatedPeer
            {
                ConnectUs = connectUs,
                HandshakeUs = SimulatedPeer.Never,
                Steps = [.. steps],
                Repeats = repeats,
            },
            Only(reason));

    private static SimulatedPeer With(
        SimulatedPeer timed, List<PeerStep> steps, TlsEnd end, OsError error = OsError.None) =>
        new()
        {
            ConnectUs = timed.ConnectUs,
            HandshakeUs = timed.HandshakeUs,
            HandshakeError = error,
            TlsEnd = end,
            Steps = [.. steps],
        };
}
