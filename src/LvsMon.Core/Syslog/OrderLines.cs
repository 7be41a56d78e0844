using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Syslog;

/// <summary>Lines about operators' orders.</summary>
internal static class OrderLines
{
    internal static void Write(ref ByteWriter line, in Fact fact, FactWords words)
    {
        if (fact.Kind is FactKind.Ordered or FactKind.Drained)
        {
            words.Subject(ref line, in fact);
        }

        line.Bytes(": "u8);
        switch (fact.Kind)
        {
            case FactKind.Ordered:
                Order(ref line, in fact);
                break;
            case FactKind.Drained:
                Drained(ref line, in fact);
                break;
            default:
                words.Detail(ref line, in fact);
                break;
        }
    }

    private static void Order(ref ByteWriter line, in Fact fact)
    {
        OrderKind order = (OrderKind)fact.A;
        bool isWeight = order == OrderKind.None && fact.B >= 0;
        if (!isWeight)
        {
            line.Bytes(order switch
            {
                OrderKind.Disabled => "disabled"u8,
                OrderKind.Draining => "draining"u8,
                OrderKind.Drained => "drained"u8,
                _ => "enabled"u8,
            });
        }

        if (order == OrderKind.Draining && fact.DurationUs >= 0)
        {
            line.Bytes(", at most "u8);
            DurationText.Write(ref line, fact.DurationUs);
        }

        if (fact.B >= 0)
        {
            line.Bytes(isWeight ? "weight "u8 : ", weight "u8);
            line.Number(fact.B);
        }

        if (fact.C < 0)
        {
            line.Bytes(", as before the start"u8);
            return;
        }

        line.Bytes(", by uid "u8);
        line.Number((uint)fact.C);
    }

    private static void Drained(ref ByteWriter line, in Fact fact)
    {
        if (fact.C == 0)
        {
            line.Bytes("no connection left"u8);
        }
        else if (fact.C > 0)
        {
            FactWords.Count(ref line, fact.C, "connection"u8, "connections"u8);
            line.Bytes(" left"u8);
        }
        else
        {
            line.Bytes("connections not known"u8);
        }

        line.Bytes(" after "u8);
        DurationText.Write(ref line, fact.DurationUs);
    }
}
