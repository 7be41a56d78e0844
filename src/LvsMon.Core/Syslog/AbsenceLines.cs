using System;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Lines of what the daemon would have and goes on without: the lock, the sockets to listen at, the sessions,
/// the file of events, the service manager, its processor. Each says why, and what that means.</summary>
internal static class AbsenceLines
{
    internal static void Write(ref ByteWriter line, in Fact fact, FactWords words)
    {
        line.Bytes(": "u8);
        switch (fact.Kind)
        {
            case FactKind.NoControl:
                Why(ref line, in fact, words, "the socket cannot be made"u8, "nobody can ask this daemon"u8);
                break;
            case FactKind.NoMetrics:
                Why(ref line, in fact, words, "the socket cannot be made"u8, "nobody can fetch them over HTTP"u8);
                break;
            case FactKind.NoSessions:
                line.Bytes("/proc/net/ip_vs: "u8);
                Why(ref line, in fact, words, "it cannot be read"u8, "sessions are not counted"u8);
                break;
            case FactKind.SessionsAgain:
                line.Bytes("counted again, were not for "u8);
                DurationText.Write(ref line, fact.DurationUs);
                break;
            case FactKind.NoNotices:
                Why(ref line, in fact, words, "NOTIFY_SOCKET cannot be used"u8, "the service manager hears nothing"u8);
                break;
            case FactKind.NotPinned:
                line.Bytes("processor "u8);
                line.Number(fact.A);
                line.Bytes(": "u8);
                Why(ref line, in fact, words, "why is not known"u8, "the loop runs on any"u8);
                break;
            case FactKind.NoEvents:
                Why(ref line, in fact, words, "the file of events takes no lines"u8, "trying again"u8);
                break;
            case FactKind.EventsAgain:
                EventsAgain(ref line, in fact, words);
                break;
            default:
                Why(
                    ref line,
                    in fact,
                    words,
                    "the file cannot be made"u8,
                    "a second lvsmon on this table would not be noticed"u8);
                break;
        }
    }

    /// <param name="line">The line.</param>
    /// <param name="fact">The fact; its detail says why.</param>
    /// <param name="words">The words.</param>
    /// <param name="otherwise">Said where no detail does.</param>
    /// <param name="so">What it means.</param>
    private static void Why(
        ref ByteWriter line, in Fact fact, FactWords words, ReadOnlySpan<byte> otherwise, ReadOnlySpan<byte> so)
    {
        words.DetailOr(ref line, in fact, otherwise);
        line.Bytes("; "u8);
        line.Bytes(so);
    }

    private static void EventsAgain(ref ByteWriter line, in Fact fact, FactWords words)
    {
        words.DetailOr(ref line, in fact, "the file of events"u8);
        line.Bytes(": takes lines again after "u8);
        DurationText.Write(ref line, fact.DurationUs);
        line.Bytes("; "u8);
        FactWords.Count(ref line, fact.A, "event"u8, "events"u8);
        line.Bytes(" lost"u8);
    }
}
