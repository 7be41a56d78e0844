using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>Everything that is sized from the plan: made at start and anew at each change of plan, never in
/// between.</summary>
internal sealed class TableArena
{
    private const int MaxBatchEdits = 8192;

    /// <summary>Room for an edit as text: a line for IPv4 with its end is some 50 bytes. Longer ones make the batch end
    /// earlier, and the rest go with the next.</summary>
    private const int LineBytes = 64;

    private readonly int[] _wishes;
    private readonly bool[] _wished;
    private int _wishCount;
    private bool _hasFresh = true;

    /// <summary>An arena in which nothing is known: all is marked as our own wish, so that nothing found at first
    /// counts as somebody's doing.</summary>
    internal TableArena(
        Plan plan,
        List<ServiceKey> unwanted,
        int fromFile,
        List<(int Service, Endpoint Endpoint)> leaving,
        TableKeeperOptions options)
    {
        Layout = new TableLayout(plan, unwanted);
        Desired = new DesiredTable(Layout, options.Cold);
        Marks = new TableMarks(Layout);
        Fights = new FightCounts(Layout.EntryCount);
        Diff = new TableDiff(Layout, Desired, Marks, options.LocalAddresses);
        Actual = new TableSnapshot(Layout);
        Spare = new TableSnapshot(Layout);
        Leaving = new LeavingDestinations(leaving);
        Save = new SaveReader(Layout, Spare, Leaving);
        Thresholds = new ThresholdReader(Layout, Spare);
        int edits = Math.Clamp(Layout.SlotCount + Layout.WatchedCount + TableSnapshot.MaxExtras, 1, MaxBatchEdits);
        Edits = new EditList(edits);
        Taken = new bool[edits];
        Trail = new TableTrail(Layout);
        Buffer = new byte[(edits * LineBytes) + RestoreWriter.MaxLine];
        Fresh = new bool[Layout.RealCount];
        Array.Fill(Fresh, true);
        Departing = new Departure[unwanted.Count];
        for (int i = 0; i < unwanted.Count; i++)
        {
            Departing[i] = new Departure { FromFile = i < fromFile };
        }

        DepartingCount = unwanted.Count;
        _wishes = new int[Layout.ServiceCount];
        _wished = new bool[Layout.ServiceCount];
        WishAll(0);
        RaiseAll();
    }

    /// <summary>The numbering.</summary>
    internal TableLayout Layout { get; }

    /// <summary>What should be.</summary>
    internal DesiredTable Desired { get; }

    /// <summary>What is ours to write.</summary>
    internal TableMarks Marks { get; }

    /// <summary>What somebody else changes again and again; a new arena knows of none.</summary>
    internal FightCounts Fights { get; }

    /// <summary>The comparison.</summary>
    internal TableDiff Diff { get; }

    /// <summary>The last complete reading.</summary>
    internal TableSnapshot Actual { get; private set; }

    /// <summary>The reading under way.</summary>
    internal TableSnapshot Spare { get; private set; }

    /// <summary>Reads <c>-S -n</c>.</summary>
    internal SaveReader Save { get; }

    /// <summary>Reads <c>-L -n --thresholds</c>.</summary>
    internal ThresholdReader Thresholds { get; }

    /// <summary>The batch that was written last.</summary>
    internal EditList Edits { get; }

    /// <summary>By edit of the batch: whether a reading has shown that it took.</summary>
    internal bool[] Taken { get; }

    /// <summary>The last lines written, and what became of them.</summary>
    internal TableTrail Trail { get; }

    /// <summary>The text of that batch.</summary>
    internal byte[] Buffer { get; }

    /// <summary>By real server: true until a reading has shown whether it is in the table.</summary>
    internal bool[] Fresh { get; }

    /// <summary>By service to be removed, in the order of the layout.</summary>
    internal Departure[] Departing { get; }

    /// <summary>Services to be removed that are not yet known to be gone.</summary>
    internal int DepartingCount { get; set; }

    /// <summary>Destinations that a reload took out of services that stay.</summary>
    internal LeavingDestinations Leaving { get; }

    /// <summary>True from the writing of a batch until the reading behind it: the table is not what was read.</summary>
    internal bool IsWriting { get; set; }

    /// <summary>True once the table has been read.</summary>
    internal bool IsKnown { get; set; }

    /// <summary>When the last complete reading ended, monotonic microseconds; -1 before the first.</summary>
    internal long ReadUs { get; set; } = -1;

    /// <summary>Makes the reading under way the last complete one.</summary>
    internal void Swap() => (Actual, Spare) = (Spare, Actual);

    /// <summary>Takes a fact that may change wishes.</summary>
    internal void Accept(in Fact fact)
    {
        if (!Desired.Accept(fact))
        {
            return;
        }

        if (fact.Real >= 0)
        {
            Wish(Layout.Plan.Reals[fact.Real].Service, fact.TimeUs);
        }
        else
        {
            WishAll(fact.TimeUs);
        }
    }

    /// <summary>Works out all wishes that were asked for and marks what they need as our own doing.</summary>
    internal void WorkOutWishes(long nowUs, FactStream facts)
    {
        while (_wishCount > 0)
        {
            int service = _wishes[--_wishCount];
            _wished[service] = false;
            Desired.Refresh(service);
            Desired.TellChanges(service, nowUs, facts);
            RaiseNeeds(service);
        }
    }

    /// <summary>Leaves an entry as it is until our own wish for it changes.</summary>
    internal void Leave(in Entry entry) => Marks.Leave(entry, EditionOf(entry));

    /// <summary>True when an entry was left alone for a wish that is no longer ours.</summary>
    internal bool IsOutdated(in Entry entry) =>
        Marks.Of(entry) == Mark.LeftAlone && Marks.LeftEdition(entry) != EditionOf(entry);

    /// <summary>The edition of our wish for an entry; what no verdict changes has one only.</summary>
    internal int EditionOf(in Entry entry) => entry.Kind == EntryKind.Slot ? Desired.Edition[entry.Index] : 0;

    /// <summary>Our own wish needs a missing service, although that was left alone: a destination can only be written
    /// with it, and then the others are too.</summary>
    internal void BringBack(int service)
    {
        Entry own = Entry.OfService(service);
        if (Actual.Services[service].Present || Marks.Of(own) != Mark.LeftAlone)
        {
            return;
        }

        Marks.Raise(own);
        for (int place = 0; place < Layout.SlotsOf(service); place++)
        {
            int slot = Layout.SlotAt(service, place);
            if (Diff.NeedOf(slot, Actual) is not null)
            {
                Marks.Raise(Entry.OfSlot(slot));
            }
        }
    }

    /// <summary>True for a service that was ours and is known to be gone: whoever makes it again, it is
    /// foreign.</summary>
    internal bool IsForeign(int service) =>
        service >= Layout.ServiceCount && Departing[service - Layout.ServiceCount].IsGone;

    /// <summary>True when the last complete reading has no service that is ours or is to be removed.</summary>
    internal bool HoldsNothingOfOurs()
    {
        for (int service = 0; service < Layout.WatchedCount; service++)
        {
            if (Actual.Services[service].Present && !IsForeign(service))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Marks everything that is ours as our own wish and queues it.</summary>
    internal void RaiseAll()
    {
        for (int s = 0; s < Layout.WatchedCount; s++)
        {
            if (IsForeign(s))
            {
                continue;
            }

            Marks.Raise(Entry.OfService(s));
            Marks.Raise(Entry.OfExtras(s));
            Marks.Enqueue(s);
        }

        for (int slot = 0; slot < Layout.SlotCount; slot++)
        {
            Marks.Raise(Entry.OfSlot(slot));
        }
    }

    /// <summary>After the first reading with this layout: what stands in the table without a verdict is
    /// adopted, and what went down before may be held.</summary>
    /// <returns>Real servers adopted.</returns>
    internal int AdoptFresh(long nowUs, FactStream facts)
    {
        if (!_hasFresh)
        {
            return 0;
        }

        _hasFresh = false;
        int adopted = 0;
        for (int real = 0; real < Layout.RealCount; real++)
        {
            adopted += Fresh[real] && Actual.Present[real] && Desired.Adopt(real, Actual.Records[real]) ? 1 : 0;
            Fresh[real] = false;
        }

        for (int s = 0; s < Layout.ServiceCount; s++)
        {
            Desired.Refresh(s);
            Desired.TellChanges(s, nowUs, facts);
        }

        return adopted;
    }

    /// <summary>Fills the list of edits from the queue and writes them.</summary>
    /// <returns>The length of the text; 0 when there is nothing to write.</returns>
    internal int FillBatch(long nowUs)
    {
        Edits.Clear();
        while (Marks.QueuedCount > 0)
        {
            int service = Marks.Peek();
            int before = Edits.Count;
            bool whole = Diff.Collect(service, Actual, Edits, nowUs);
            Marks.Dequeue();
            if (!whole)
            {
                Marks.Enqueue(service);
                break;
            }

            if (Edits.Count == before && Marks.FailingCount == 0)
            {
                Marks.SinceUs[service] = 0;
            }
        }

        int written = RestoreWriter.Write(Layout, Edits, 0, Buffer, out int length);
        for (int i = written; i < Edits.Count; i++)
        {
            Marks.Enqueue(Edits[i].Service);
        }

        Edits.Cut(written);
        return length;
    }

    /// <summary>Edits that would make the table what it should be.</summary>
    internal int CountEdits()
    {
        EditList counter = EditList.Counter();
        for (int s = 0; s < Layout.WatchedCount; s++)
        {
            Diff.Collect(s, Actual, counter, 0);
        }

        return counter.Count;
    }

    private void Wish(int service, long sinceUs)
    {
        if (Marks.SinceUs[service] == 0)
        {
            Marks.SinceUs[service] = sinceUs;
        }

        if (!_wished[service])
        {
            _wished[service] = true;
            _wishes[_wishCount++] = service;
        }
    }

    private void WishAll(long sinceUs)
    {
        for (int s = 0; s < Layout.ServiceCount; s++)
        {
            Wish(s, sinceUs);
        }
    }

    /// <summary>Marks what a service needs as our own wish and queues the service if there is anything.</summary>
    private void RaiseNeeds(int service)
    {
        bool needs = false;
        for (int place = 0; place < Layout.SlotsOf(service); place++)
        {
            int slot = Layout.SlotAt(service, place);
            Entry entry = Entry.OfSlot(slot);
            if (Diff.NeedOf(slot, Actual) is not null && (Marks.Of(entry) != Mark.LeftAlone || IsOutdated(entry)))
            {
                Marks.Raise(entry);
                needs = true;
            }
        }

        if (needs)
        {
            BringBack(service);
        }

        if (needs || Marks.Of(Entry.OfService(service)) != Mark.None)
        {
            Marks.Enqueue(service);
        }
        else if (IsKnown && !IsWriting && !Marks.IsQueued(service) && Marks.FailingCount == 0)
        {
            // The fact changed nothing in the table: how long the next edit takes does not begin with it.
            Marks.SinceUs[service] = 0;
        }
    }
}
