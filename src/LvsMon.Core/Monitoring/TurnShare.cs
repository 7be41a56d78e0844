using System;
using LvsMon.Core.Checks;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// How much costly work one turn takes: handshakes of TLS, and what has come for checks that look at every byte. What
/// goes beyond it waits for the next turn, which follows at once; a check whose answer is short never waits for
/// it.
/// </summary>
internal struct TurnShare
{
    /// <summary>Bytes of one turn, divided among all that have something to say: one or two milliseconds of a check
    /// that looks at every byte.</summary>
    internal const int BytesPerTurn = 64 * 1024;

    /// <summary>Bytes that each may read however many there are; who has read as much already is costly.</summary>
    internal const int LeastBytes = 4 * 1024;

    /// <summary>A step of a handshake counts as so many bytes: 0.3 to 0.5 ms (measured, OpenSSL 3.0: a https check of
    /// 1.06 ms has two or three).</summary>
    internal const int TlsStepBytes = 16 * 1024;

    private int _taken;

    /// <summary>Bytes that one slot may read in this turn.</summary>
    internal int Room { get; private set; }

    /// <summary>A turn has <paramref name="ready"/> slots that are ready.</summary>
    internal void Begin(int ready)
    {
        Room = Math.Max(LeastBytes, BytesPerTurn / Math.Max(1, ready));
        _taken = 0;
    }

    /// <summary>So many bytes were read.</summary>
    /// <returns>The same.</returns>
    internal int Take(int bytes)
    {
        _taken += bytes;
        return bytes;
    }

    /// <summary>A handshake was begun or moved on.</summary>
    internal void TakeTlsStep() => _taken += TlsStepBytes;

    /// <summary>True when an attempt must wait for the next turn.</summary>
    internal readonly bool IsSpentFor(in Attempt attempt, CheckProgram program) =>
        _taken >= BytesPerTurn && (program.Tls is not null || attempt.Received >= LeastBytes);
}
