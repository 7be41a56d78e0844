using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Lines of the programs that are told of changes.</summary>
internal static class NotifyLines
{
    internal static void Write(ref ByteWriter line, in Fact fact, FactWords words)
    {
        words.Subject(ref line, in fact);
        line.Bytes(": "u8);
        words.DetailOr(ref line, in fact, "a program"u8);
        if (fact.Kind == FactKind.NotifyBack)
        {
            line.Bytes(" works again after "u8);
            DurationText.Write(ref line, fact.DurationUs);
            line.Bytes("; "u8);
            FactWords.Count(ref line, fact.A, "run failed"u8, "runs failed"u8);
        }
        else if (fact.Service >= 0)
        {
            line.Bytes("; not said again until it works"u8);
        }
    }
}
