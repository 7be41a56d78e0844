using System.Collections.Generic;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Peers;

/// <summary>What a good peer says around a handshake, and behind how many bytes of the client, counted without those of
/// the handshake.</summary>
/// <param name="Turns">What it says before, and the bytes that must have come; empty where TLS begins at once.</param>
/// <param name="InsideBytes">The bytes that have come with the request inside.</param>
/// <param name="Answer">The answer inside.</param>
/// <param name="Refusal">What it says instead of consenting to TLS.</param>
internal sealed record Dialogue(
    IReadOnlyList<(int Bytes, string Text)> Turns, int InsideBytes, string Answer, string Refusal)
{
    /// <summary>Draws the dialogue of a kind: EHLO a, STARTTLS, QUIT; or a STARTTLS, b NOOP; or a request of HTTP.
    /// </summary>
    public static Dialogue Of(PeerKind kind, Draw draw) => kind switch
    {
        PeerKind.MailTls => new(
            [
                (0, Answers.Good(PeerKind.Smtp, draw)),
                (8, draw.Of<string>(["250 mx\r\n", "250-mx\r\n250-PIPELINING\r\n250 STARTTLS\r\n"])),
                (18, "220 go ahead\r\n"),
            ],
            24,
            draw.Of<string>(["221 bye\r\n", "221-good\r\n221 bye\r\n"]),
            "454 not now\r\n"),
        PeerKind.StepsTls => new(
            [(0, draw.Of<string>(["* OK\r\n", "* OK IMAP4rev1 here\r\n"])), (12, "a OK begin\r\n")],
            20,
            draw.Of<string>(["b OK\r\n", "* 3 EXISTS\r\nb OK done\r\n"]),
            "a NO not now\r\n"),
        _ => new([], 1, Answers.Good(PeerKind.Http, draw), ""),
    };

    /// <summary>Adds what a good peer says before the handshake.</summary>
    public void AddTurns(List<PeerStep> steps, int stepUs, Draw draw)
    {
        foreach ((int bytes, string text) in Turns)
        {
            if (bytes > 0)
            {
                steps.Add(PeerStep.Hear(bytes));
            }

            Scripts.Pieces(steps, text, stepUs, draw);
        }
    }
}
