using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Lines of one virtual service.</summary>
internal static class ServiceLines
{
    internal static void Write(ref ByteWriter line, in Fact fact, FactWords words)
    {
        words.Subject(ref line, in fact);
        line.Bytes(": "u8);
        switch (fact.Kind)
        {
            case FactKind.Empty:
                Empty(ref line, words.Fallback(in fact));
                break;
            case FactKind.Served:
                line.Number(fact.A);
                line.Bytes(" of "u8);
                FactWords.Count(ref line, fact.B, "real server up"u8, "real servers up"u8);
                break;
            case FactKind.Blind:
                line.Bytes("every check is inconclusive ("u8);
                words.Reason(ref line, in fact);
                line.Bytes("); real servers stay as they are"u8);
                break;
            default:
                line.Bytes("checks are conclusive again; blind for "u8);
                DurationText.Write(ref line, fact.DurationUs);
                break;
        }
    }

    private static void Empty(ref ByteWriter line, Endpoint? fallback)
    {
        line.Bytes("no real server up"u8);
        if (fallback is { } endpoint)
        {
            line.Bytes(", fallback "u8);
            line.Endpoint(in endpoint);
            line.Bytes(" in"u8);
        }
    }
}
