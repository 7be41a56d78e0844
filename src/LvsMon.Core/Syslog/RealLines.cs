using LvsMon.Core.Checks;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Lines of one real server.</summary>
internal static class RealLines
{
    internal static void Write(ref ByteWriter line, in Fact fact, FactWords words)
    {
        words.Subject(ref line, in fact);
        line.Bytes(": "u8);
        switch (fact.Kind)
        {
            case FactKind.Down:
                Edge(ref line, in fact, words, up: false);
                break;
            case FactKind.Up:
                Edge(ref line, in fact, words, up: true);
                break;
            case FactKind.Held:
                line.Bytes("down, kept in the table by floor "u8);
                line.Number(fact.A);
                break;
            case FactKind.Released:
                line.Bytes("no longer held by the floor"u8);
                break;
            case FactKind.Flapping:
                line.Bytes("went down "u8);
                FactWords.Count(ref line, fact.A, "time"u8, "times"u8);
                line.Bytes(", must pass for "u8);
                DurationText.Write(ref line, fact.DurationUs);
                break;
            case FactKind.SlowStart:
                line.Number(fact.A);
                line.Bytes("% of its weight, all of it in "u8);
                DurationText.Write(ref line, fact.DurationUs);
                break;
            case FactKind.Weighted:
                line.Bytes("agent wants "u8);
                line.Number(fact.A);
                line.Bytes("%, before "u8);
                line.Number(fact.B);
                line.Byte((byte)'%');
                break;
            case FactKind.CertificateEnds:
            case FactKind.CertificateRenewed:
                Certificate(ref line, in fact);
                break;
            default:
                words.Reason(ref line, in fact);
                line.Bytes("; "u8);
                FactWords.Count(ref line, fact.A, "check"u8, "checks"u8);
                break;
        }
    }

    private static void Certificate(ref ByteWriter line, in Fact fact)
    {
        switch (fact.A)
        {
            case < 0:
                line.Bytes("has ended"u8);
                break;
            case 0:
                line.Bytes("ends within a day"u8);
                break;
            default:
                line.Bytes("ends in "u8);
                FactWords.Count(ref line, fact.A, "day"u8, "days"u8);
                break;
        }

        if (fact.B > 0)
        {
            line.Bytes("; seen by a check that "u8);
            FactWords.Count(ref line, fact.B, "more real server uses"u8, "more real servers use"u8);
        }
    }

    private static void Edge(ref ByteWriter line, in Fact fact, FactWords words, bool up)
    {
        if (fact.Reason == CheckReason.None)
        {
            // No result decided: a reload took away the check that spoke against it.
            line.Bytes("by the configuration; "u8);
        }
        else
        {
            Decision(ref line, in fact, words, up);
        }

        if (fact.DurationUs < 0)
        {
            line.Bytes("first check"u8);
        }
        else
        {
            line.Bytes(up ? "down for "u8 : "up for "u8);
            DurationText.Write(ref line, fact.DurationUs);
        }

        if (fact.Reason != CheckReason.None)
        {
            line.Bytes("; check "u8);
            FactWords.CheckTime(ref line, fact.D);
        }
    }

    private static void Decision(ref ByteWriter line, in Fact fact, FactWords words, bool up)
    {
        words.Reason(ref line, in fact);
        line.Bytes("; "u8);
        line.Number(fact.A);
        line.Bytes(" of "u8);
        line.Number(fact.B);
        line.Bytes(up ? " passed; "u8 : " failed; "u8);
    }
}
