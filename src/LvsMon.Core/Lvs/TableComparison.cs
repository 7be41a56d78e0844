namespace LvsMon.Core.Lvs;

/// <summary>Goes over a fresh reading: has every difference judged and queues what is to be written.</summary>
internal static class TableComparison
{
    /// <summary>Compares everything.</summary>
    /// <returns>True when anything is to be written.</returns>
    internal static bool Run(in Reading reading, IDifferenceJudge judge)
    {
        TableArena arena = reading.Arena;
        bool any = false;
        for (int s = 0; s < arena.Layout.WatchedCount; s++)
        {
            bool wants = arena.Desired.WantsService(s) ? CompareOwned(reading, s, judge) : CompareUnwanted(arena, s);
            any |= wants;
            if (wants)
            {
                arena.Marks.Enqueue(s);
            }
            else
            {
                arena.Marks.SinceUs[s] = 0;
            }
        }

        judge.End(reading);
        return any;
    }

    private static bool CompareUnwanted(TableArena arena, int service)
    {
        if (!arena.IsForeign(service) && arena.Diff.WantsDeletion(service, arena.Actual.Services[service]))
        {
            arena.Marks.Raise(Entry.OfService(service));
            return true;
        }

        arena.Marks.Set(Entry.OfService(service), Mark.None);
        return false;
    }

    private static bool CompareOwned(in Reading reading, int service, IDifferenceJudge judge)
    {
        TableArena arena = reading.Arena;
        ref readonly FoundService found = ref arena.Actual.Services[service];
        bool wants = Compare(
            reading, Entry.OfService(service), !found.Present || found.Differs != ServiceFields.None, judge);
        bool wantsSlot = false;
        for (int place = 0; place < arena.Layout.SlotsOf(service); place++)
        {
            int slot = arena.Layout.SlotAt(service, place);
            Entry entry = Entry.OfSlot(slot);
            bool differs = arena.Diff.NeedOf(slot, arena.Actual) is not null;
            if (differs && arena.IsOutdated(entry))
            {
                // The table was as our new wish wants it, so nothing was written then; now it is not.
                arena.Marks.Raise(entry);
            }

            wantsSlot |= differs && !found.Present
                ? Follow(arena, entry, service)
                : Compare(reading, entry, differs, judge);
        }

        bool wantsExtras = Compare(
            reading, Entry.OfExtras(service), arena.Diff.WantsExtrasGone(service, found), judge);
        if (wantsSlot)
        {
            arena.BringBack(service);
        }

        return wants || wantsSlot || wantsExtras;
    }

    private static bool Compare(in Reading reading, in Entry entry, bool differs, IDifferenceJudge judge)
    {
        judge.Judge(reading, entry, differs);
        return differs && reading.Arena.Marks.Of(entry) != Mark.LeftAlone;
    }

    /// <summary>The destinations of a missing service are missing with it: that is judged and told once.</summary>
    private static bool Follow(TableArena arena, in Entry entry, int service)
    {
        TableMarks marks = arena.Marks;
        bool isOurs = marks.Of(entry) is not (Mark.None or Mark.LeftAlone);
        if (!isOurs && marks.Of(Entry.OfService(service)) == Mark.LeftAlone)
        {
            arena.Leave(entry);
            return false;
        }

        marks.Raise(entry);
        return true;
    }
}
