using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Lines of the kernel's table.</summary>
internal static class TableLines
{
    internal static void Write(ref ByteWriter line, in Fact fact, FactWords words)
    {
        switch (fact.Kind)
        {
            case FactKind.Table:
                Applied(ref line, in fact, words);
                return;
            case FactKind.Disowned:
                Disowned(ref line, in fact, words);
                return;
            case FactKind.OwnedUnsaved:
                line.Bytes(": the file of owned services cannot be written; a service taken out of the "u8);
                line.Bytes("configuration while the daemon is stopped would stay; trying again"u8);
                return;
            default:
                words.Subject(ref line, in fact);
                line.Bytes(": "u8);
                break;
        }

        switch (fact.Kind)
        {
            case FactKind.OutOfStep:
                words.DetailOr(ref line, in fact, "it is not what it should be"u8);
                line.Bytes("; trying again"u8);
                break;
            case FactKind.InStep:
                line.Bytes("was not for "u8);
                DurationText.Write(ref line, fact.DurationUs);
                break;
            case FactKind.Drift:
                words.DetailOr(ref line, in fact, "changed by somebody else"u8);
                line.Bytes(fact.B != 0 ? "; repaired"u8 : "; not repaired yet"u8);
                break;
            case FactKind.Fight:
                Fight(ref line, in fact, words);
                break;
            case FactKind.Disagree:
                Disagree(ref line, in fact, words);
                break;
            case FactKind.Agree:
                Agree(ref line, in fact, words);
                break;
            default:
                FactWords.Count(ref line, fact.A, "real server"u8, "real servers"u8);
                line.Bytes(" found in the table, "u8);
                FactWords.Count(ref line, fact.B, "entry"u8, "entries"u8);
                line.Bytes(" not in the configuration"u8);
                break;
        }
    }

    private static void Applied(ref ByteWriter line, in Fact fact, FactWords words)
    {
        // The edits name their real servers.
        words.Service(ref line, in fact);
        line.Bytes(": "u8);
        FactWords.Count(ref line, fact.A, "edit"u8, "edits"u8);
        line.Bytes(" applied in "u8);
        FactWords.CheckTime(ref line, fact.DurationUs);
        if (words.HasDetail(in fact))
        {
            line.Bytes(" ("u8);
            words.Detail(ref line, in fact);
            line.Byte((byte)')');
        }
    }

    private static void Fight(ref ByteWriter line, in Fact fact, FactWords words)
    {
        if (fact.Service < 0)
        {
            More(ref line, in fact);
            line.Bytes(" changed again and again by somebody else, left alone"u8);
            return;
        }

        line.Bytes("changed "u8);
        line.Number(fact.A);
        line.Bytes(" times within "u8);
        DurationText.Write(ref line, fact.C * DurationText.UsPerMs);
        line.Bytes(" by somebody else ("u8);
        words.DetailOr(ref line, in fact, "not what it should be"u8);
        line.Bytes("); left as it is for "u8);

        // Up to the next second: both times together make the hour that they are parts of.
        long seconds = (fact.DurationUs + DurationText.UsPerSecond - 1) / DurationText.UsPerSecond;
        DurationText.Write(ref line, seconds * DurationText.UsPerSecond);
    }

    private static void Disagree(ref ByteWriter line, in Fact fact, FactWords words)
    {
        if (fact.Service < 0)
        {
            More(ref line, in fact);
            return;
        }

        words.DetailOr(ref line, in fact, "not what it should be"u8);
    }

    private static void Agree(ref ByteWriter line, in Fact fact, FactWords words)
    {
        if (fact.Service < 0)
        {
            More(ref line, in fact);
            return;
        }

        if (words.HasDetail(in fact))
        {
            words.Detail(ref line, in fact);
            line.Byte((byte)' ');
        }

        line.Bytes("after "u8);
        DurationText.Write(ref line, fact.DurationUs);
    }

    private static void More(ref ByteWriter line, in Fact fact) =>
        FactWords.Count(ref line, fact.B, "more entry"u8, "more entries"u8);

    private static void Disowned(ref ByteWriter line, in Fact fact, FactWords words)
    {
        line.Byte((byte)' ');
        words.DetailOr(ref line, in fact, "a service"u8);
        line.Bytes(": not in the configuration any more, removed from the table"u8);
    }
}
