using System;
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

    /// <summary>The words for a child that is there even after SIGKILL.</summary>
    internal static int Stuck(DetailPool details) => details.Keep("ipvsadm does not end after SIGKILL"u8);

    /// <summary>The words for how a child ended: its own first, which must be quoted.</summary>
    internal static int Ended(ChildSlot child, DetailPool details) =>
        Ended(child, child.Output.FirstErrorLine, details);

    /// <summary>The same for a child whose output went elsewhere.</summary>
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

    /// <summary>The fact of an entry that is changed again and again.</summary>
    /// <param name="reading">The reading that showed it.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="changes">How often, within this hour.</param>
    /// <param name="ageUs">Microseconds since the first of these changes.</param>
    internal static Fact Fight(in Reading reading, in Entry entry, int changes, long ageUs) =>
        Difference.Of(reading, entry, FactKind.Fight) with
        {
            A = changes,
            B = 1,
            C = (int)(ageUs / DurationText.UsPerMs),
            DurationUs = FightCounts.SpanUs - ageUs,
        };

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

    private static int RealOf(TableLayout layout, int slot) => slot < layout.RealCount ? slot : -1;

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
}
