using System;
using LvsMon.Core.Config;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>Facts about an entry that differs, with what was found and what is wanted in words, built on the
/// stack.</summary>
internal static class Difference
{
    /// <summary>The fact of an entry whose difference the reading shows.</summary>
    internal static Fact Of(in Reading reading, in Entry entry, FactKind kind)
    {
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(buffer);
        TableArena arena = reading.Arena;
        switch (entry.Kind)
        {
            case EntryKind.Service:
                Service(ref text, arena, entry.Index);
                break;
            case EntryKind.Extras:
                Extras(ref text, arena.Actual, entry.Index);
                break;
            default:
                Slot(ref text, arena, entry.Index);
                break;
        }

        return Of(reading, entry, kind, text.Written);
    }

    /// <summary>The fact of one of the destinations that the plan does not name.</summary>
    internal static Fact OfExtra(in Reading reading, in ExtraDestination extra)
    {
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(buffer);
        text.Endpoint(extra.Endpoint);
        text.Bytes(" not in the configuration"u8);
        return Of(reading, Entry.OfExtras(extra.Service), FactKind.Drift, text.Written);
    }

    /// <summary>The fact of an entry that does not differ any more; the detail names what service and real server
    /// leave open.</summary>
    internal static Fact Ended(in Reading reading, in Entry entry, FactKind kind)
    {
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(buffer);
        TableLayout layout = reading.Arena.Layout;
        if (entry.Kind == EntryKind.Extras)
        {
            text.Bytes("real servers not in the configuration"u8);
        }
        else if (entry.Kind == EntryKind.Slot && entry.Index >= layout.RealCount)
        {
            Fallback(ref text, layout, entry.Index);
        }

        return Of(reading, entry, kind, text.Written);
    }

    private static Fact Of(in Reading reading, in Entry entry, FactKind kind, ReadOnlySpan<byte> text)
    {
        TableLayout layout = reading.Arena.Layout;
        return new Fact(kind)
        {
            TimeUs = reading.NowUs,
            Service = layout.ServiceOf(layout.NumberOf(entry)),
            Real = entry.Kind == EntryKind.Slot && entry.Index < layout.RealCount ? entry.Index : -1,
            Detail = reading.Facts.Details.Keep(text),
        };
    }

    private static void Service(ref ByteWriter text, TableArena arena, int service)
    {
        ref readonly FoundService found = ref arena.Actual.Services[service];
        if (!found.Present)
        {
            text.Bytes("missing"u8);
        }
        else if ((found.Differs & ServiceFields.Scheduler) != 0)
        {
            Span<byte> name = stackalloc byte[ServiceText.MaxName];
            text.Bytes("scheduler "u8);
            text.Bytes(name[..found.Scheduler.CopyTo(name)]);
            text.Bytes(" in the table, "u8);
            text.Bytes(arena.Layout.Services[service].Scheduler);
            text.Bytes(" wanted"u8);
        }
        else
        {
            text.Bytes(NameOf(found.Differs));
            text.Bytes(" changed in the table"u8);
        }
    }

    private static void Extras(ref ByteWriter text, TableSnapshot actual, int service)
    {
        int first = actual.Services[service].FirstExtra;
        int more = 0;
        for (int i = actual.Extras[first].Next; i >= 0; i = actual.Extras[i].Next)
        {
            more++;
        }

        text.Endpoint(actual.Extras[first].Endpoint);
        if (more > 0)
        {
            text.Bytes(" and "u8);
            text.Number(more);
            text.Bytes(" more"u8);
        }

        text.Bytes(" not in the configuration"u8);
    }

    private static void Slot(ref ByteWriter text, TableArena arena, int slot)
    {
        if (slot >= arena.Layout.RealCount)
        {
            Fallback(ref text, arena.Layout, slot);
            text.Byte((byte)' ');
        }

        Destination found = arena.Actual.Records[slot];
        Destination wanted = arena.Desired.Records[slot];
        if (!arena.Desired.Present[slot])
        {
            text.Bytes("in the table, not wanted"u8);
        }
        else if (!arena.Actual.Present[slot])
        {
            text.Bytes("missing"u8);
        }
        else if (found.Weight != wanted.Weight)
        {
            Pair(ref text, "weight "u8, found.Weight, wanted.Weight);
        }
        else if (found.Upper != wanted.Upper)
        {
            Pair(ref text, "upper threshold "u8, found.Upper, wanted.Upper);
        }
        else if (found.Lower != wanted.Lower)
        {
            Pair(ref text, "lower threshold "u8, found.Lower, wanted.Lower);
        }
        else
        {
            text.Bytes("forward "u8);
            text.Bytes(NameOf(found.Forwarding.Method));
            text.Bytes(" in the table, "u8);
            text.Bytes(NameOf(wanted.Forwarding.Method));
            text.Bytes(" wanted"u8);
        }
    }

    private static void Fallback(ref ByteWriter text, TableLayout layout, int slot)
    {
        text.Bytes("fallback "u8);
        text.Endpoint(layout.Endpoints[slot]);
    }

    private static void Pair(ref ByteWriter text, ReadOnlySpan<byte> name, int found, int wanted)
    {
        text.Bytes(name);
        text.Number(found);
        text.Bytes(" in the table, "u8);
        text.Number(wanted);
        text.Bytes(" wanted"u8);
    }

    private static ReadOnlySpan<byte> NameOf(ForwardingMethod method) => method switch
    {
        ForwardingMethod.Nat => "nat"u8,
        ForwardingMethod.Direct => "direct"u8,
        _ => "tunnel"u8,
    };

    private static ReadOnlySpan<byte> NameOf(ServiceFields differs) =>
        (differs & ServiceFields.Persistence) != 0 ? "persistence"u8
        : (differs & ServiceFields.Netmask) != 0 ? "persistence netmask"u8
        : (differs & ServiceFields.Engine) != 0 ? "persistence engine"u8
        : (differs & ServiceFields.Flags) != 0 ? "scheduler flags"u8
        : "one-packet"u8;
}
