using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Lines of the daemon and its director.</summary>
internal static class DaemonLines
{
    internal static void Write(ref ByteWriter line, in Fact fact, FactWords words)
    {
        switch (fact.Kind)
        {
            case FactKind.Reload:
                Reload(ref line, in fact, words);
                break;
            case FactKind.ReloadRefused:
                ReloadRefused(ref line, in fact, words);
                break;
            case FactKind.Lag:
                Lag(ref line, in fact);
                break;
            case FactKind.Isolated:
                line.Bytes(": most checks of "u8);
                FactWords.Count(ref line, fact.A, "service"u8, "services"u8);
                line.Bytes(" timed out within one interval; removals held"u8);
                break;
            case FactKind.Connected:
                line.Bytes(": isolation ended after "u8);
                DurationText.Write(ref line, fact.DurationUs);
                line.Bytes("; "u8);
                FactWords.Count(ref line, fact.A, "real server"u8, "real servers"u8);
                line.Bytes(" down; removals go on"u8);
                break;
            case FactKind.Started:
                Started(ref line, in fact);
                break;
            case FactKind.Stopped:
                line.Bytes(fact.A switch
                {
                    0 => ": the table stays as it is"u8,
                    1 => ": own services removed from the table"u8,
                    3 => ": a shadow; nothing was ever written"u8,
                    _ => ": own services could not all be removed from the table"u8,
                });
                break;
            default:
                Lost(ref line, in fact);
                break;
        }
    }

    private static void Reload(ref ByteWriter line, in Fact fact, FactWords words)
    {
        if (words.HasDetail(in fact))
        {
            line.Byte((byte)' ');
            words.Detail(ref line, in fact);
        }

        line.Bytes(": +"u8);
        line.Number(fact.A);
        line.Bytes(" -"u8);
        line.Number(fact.B);
        line.Bytes(" ~"u8);
        line.Number(fact.C);
        line.Bytes(" real servers"u8);
        if (fact.D >= 0)
        {
            line.Bytes(", "u8);
            FactWords.Count(ref line, fact.D, "edit"u8, "edits"u8);
        }
    }

    private static void ReloadRefused(ref ByteWriter line, in Fact fact, FactWords words)
    {
        line.Bytes(": "u8);
        FactWords.Count(ref line, fact.A, "error"u8, "errors"u8);
        if (words.HasDetail(in fact))
        {
            line.Bytes(fact.A == 1 ? ", "u8 : ", first "u8);
            words.Detail(ref line, in fact);
        }

        line.Bytes("; nothing was changed"u8);
    }

    private static void Lag(ref ByteWriter line, in Fact fact)
    {
        line.Byte((byte)' ');
        DurationText.Write(ref line, fact.DurationUs);
        line.Bytes(": "u8);
        FactWords.Count(ref line, fact.A, "check in flight is"u8, "checks in flight are"u8);
        line.Bytes(" inconclusive"u8);
    }

    private static void Started(ref ByteWriter line, in Fact fact)
    {
        line.Bytes(": "u8);
        line.Number(fact.A);
        line.Bytes(" of "u8);
        FactWords.Count(ref line, fact.B, "real server up"u8, "real servers up"u8);
        if (fact.C > 0)
        {
            line.Bytes(", "u8);
            FactWords.Count(ref line, fact.C, "service without any"u8, "services without any"u8);
        }

        line.Bytes("; first round took "u8);
        DurationText.Write(ref line, fact.DurationUs);
    }

    private static void Lost(ref ByteWriter line, in Fact fact)
    {
        line.Byte((byte)' ');
        FactWords.Count(ref line, fact.A, "line: "u8, "lines: "u8);
        if (fact.DurationUs < 0)
        {
            line.Bytes("too many at once"u8);
            return;
        }

        line.Bytes("the log took none for "u8);
        DurationText.Write(ref line, fact.DurationUs);
    }
}
