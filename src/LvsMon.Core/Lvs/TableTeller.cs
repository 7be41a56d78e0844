using System;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>Puts what the keeper did and found into facts; texts are built on the stack.</summary>
internal static class TableTeller
{
    /// <summary>Tells those edits of the batch that were read back.</summary>
    internal static void Table(TableArena arena, long nowUs, FactStream facts)
    {
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(buffer);
        int count = 0;
        int first = -1;
        bool oneService = true;
        bool full = false;
        long since = nowUs;
        for (int i = 0; i < arena.Edits.Count; i++)
        {
            if (!arena.Taken[i])
            {
                continue;
            }

            ref readonly Edit edit = ref arena.Edits[i];
            first = first < 0 ? i : first;
            oneService &= edit.Service == arena.Edits[first].Service;
            since = Math.Min(since, edit.SinceUs);
            full = full || !TryName(ref text, arena.Layout, edit, separate: count > 0);
            count++;
        }

        if (count == 0)
        {
            return;
        }

        int service = oneService ? arena.Edits[first].Service : -1;
        facts.Post(new Fact(FactKind.Table)
        {
            TimeUs = nowUs,
            Service = service < arena.Layout.ServiceCount ? service : -1,
            Real = count == 1 ? RealOf(arena.Layout, arena.Edits[first].Slot) : -1,
            A = count,
            DurationUs = nowUs - since,
            Detail = facts.Details.Keep(text.Written),
        });
    }

    /// <summary>Tells that the table cannot be made what it should be. With an edit it is attributed to it.</summary>
    internal static void OutOfStep(
        TableLayout layout, in Edit? edit, int detail, long nowUs, FactStream facts)
    {
        int service = edit is { } e && e.Service < layout.ServiceCount ? e.Service : -1;
        facts.Post(new Fact(FactKind.OutOfStep)
        {
            TimeUs = nowUs,
            Service = service,
            Real = edit is { } f ? RealOf(layout, f.Slot) : -1,
            Detail = detail,
        });
    }

    /// <summary>The words for a child that could not be started.</summary>
    internal static int NotStarted(OsError error, DetailPool details) => details.Keep(error switch
    {
        OsError.NotFound => "ipvsadm: no such file"u8,
        OsError.NotPermitted => "ipvsadm: not permitted"u8,
        OsError.NoMemory => "ipvsadm: no memory to start it"u8,
        OsError.NoDescriptor => "ipvsadm: no descriptor to start it"u8,
        _ => "ipvsadm: cannot be started"u8,
    });

    /// <summary>The words for how a child ended: its own first, which must be quoted.</summary>
    internal static int Ended(ChildSlot child, ReadOnlySpan<byte> errorLine, DetailPool details)
    {
        if (child.WasKilled)
        {
            return details.Keep("deadline"u8);
        }

        if (!errorLine.IsEmpty)
        {
            return details.KeepForeign(errorLine);
        }

        if (!child.Exit.Signalled && child.Exit.Code == 0)
        {
            return details.Keep("exit 0 without effect"u8);
        }

        Span<byte> buffer = stackalloc byte[24];
        ByteWriter text = new(buffer);
        text.Bytes(child.Exit.Signalled ? "signal "u8 : "exit "u8);
        text.Number(child.Exit.Code);
        return details.Keep(text.Written);
    }

    /// <summary>The fact of a service whose own record was changed by somebody else.</summary>
    internal static Fact ServiceDrift(TableArena arena, int service, long nowUs, DetailPool details)
    {
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(buffer);
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

        return Drift(service, -1, text.Written, nowUs, details);
    }

    /// <summary>The fact of a destination that was changed by somebody else.</summary>
    internal static Fact SlotDrift(TableArena arena, int slot, long nowUs, DetailPool details)
    {
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(buffer);
        if (slot >= arena.Layout.RealCount)
        {
            text.Bytes("fallback "u8);
            text.Endpoint(arena.Layout.Endpoints[slot]);
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

        return Drift(arena.Layout.SlotService[slot], RealOf(arena.Layout, slot), text.Written, nowUs, details);
    }

    /// <summary>The fact of a destination that the plan does not name.</summary>
    internal static Fact ExtraDrift(in ExtraDestination extra, long nowUs, DetailPool details)
    {
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(buffer);
        text.Endpoint(extra.Endpoint);
        text.Bytes(" not in the configuration"u8);
        return Drift(extra.Service, -1, text.Written, nowUs, details);
    }

    /// <summary>Tells how many more were changed than have a line of their own.</summary>
    internal static void MoreDrift(int count, bool repaired, long nowUs, FactStream facts)
    {
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter text = new(buffer);
        text.Number(count);
        text.Bytes(" more entries changed in the table"u8);
        facts.Post(new Fact(FactKind.Drift)
        {
            TimeUs = nowUs,
            A = count,
            B = repaired ? 1 : 0,
            Detail = facts.Details.Keep(text.Written),
        });
    }

    /// <summary>Tells that a service of an earlier run was removed.</summary>
    internal static void Disowned(ServiceText service, long nowUs, FactStream facts) =>
        facts.Post(new Fact(FactKind.Disowned) { TimeUs = nowUs, Detail = facts.Details.Keep(service.Name) });

    private static Fact Drift(int service, int real, ReadOnlySpan<byte> text, long nowUs, DetailPool details) =>
        new(FactKind.Drift)
        {
            TimeUs = nowUs,
            Service = service,
            Real = real,
            A = 1,
            Detail = details.Keep(text),
        };

    private static int RealOf(TableLayout layout, int slot) => slot < layout.RealCount ? slot : -1;

    private static void Pair(ref ByteWriter text, ReadOnlySpan<byte> name, int found, int wanted)
    {
        text.Bytes(name);
        text.Number(found);
        text.Bytes(" in the table, "u8);
        text.Number(wanted);
        text.Bytes(" wanted"u8);
    }

    /// <summary>Appends an edit's name; when it does not fit, dots in its place.</summary>
    private static bool TryName(ref ByteWriter text, TableLayout layout, in Edit edit, bool separate)
    {
        const int Dots = 5;
        int before = text.Length;
        Span<byte> buffer = stackalloc byte[DetailPool.MaxBytes];
        ByteWriter name = new(buffer);
        name.Bytes(separate ? ", "u8 : default);
        name.Bytes(edit.Kind switch
        {
            EditKind.AddService or EditKind.Add => "add "u8,
            EditKind.EditService or EditKind.Edit => "edit "u8,
            _ => "delete "u8,
        });
        if (edit.Kind is EditKind.AddService or EditKind.EditService or EditKind.DeleteService)
        {
            name.Bytes("service "u8);
            name.Bytes(layout.Services[edit.Service].Name);
        }
        else
        {
            name.Endpoint(edit.Endpoint);
        }

        if (edit.WeightOnly)
        {
            name.Bytes(" weight "u8);
            name.Number(edit.Record.Weight);
        }

        if (before + name.Length + Dots > DetailPool.MaxBytes)
        {
            text.Bytes(", ..."u8);
            return false;
        }

        text.Bytes(name.Written);
        return true;
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
