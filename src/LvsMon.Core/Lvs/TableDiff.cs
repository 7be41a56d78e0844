using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>
/// The difference between what one service should be and what was read, as the fewest edits. Inside a service the order
/// is: its own record, additions, changes, changes to weight 0, deletions; so a service is never empty in between, nor
/// below its floor, when it need not be, wherever a batch ends.
/// </summary>
internal sealed class TableDiff
{
    private readonly TableLayout _layout;
    private readonly DesiredTable _desired;
    private readonly TableMarks _marks;
    private readonly ILocalAddresses? _local;

    /// <summary>Of the service in hand: how many may still be taken out, by <see cref="Spare"/>.</summary>
    private int _spare;

    /// <summary>Compares the wishes of <paramref name="desired"/>; entries held back are left out.</summary>
    internal TableDiff(TableLayout layout, DesiredTable desired, TableMarks marks, ILocalAddresses? local)
    {
        _layout = layout;
        _desired = desired;
        _marks = marks;
        _local = local;
    }

    /// <summary>Appends the edits of a service.</summary>
    /// <returns>False when the list was full before the last one.</returns>
    internal bool Collect(int service, TableSnapshot snapshot, EditList edits, long nowUs)
    {
        long since = _marks.SinceUs[service] == 0 ? nowUs : _marks.SinceUs[service];
        ref readonly FoundService found = ref snapshot.Services[service];
        if (!_desired.WantsService(service))
        {
            return !WantsDeletion(service, found) || _marks.IsHeldBack(Entry.OfService(service))
                || edits.TryAdd(OfService(EditKind.DeleteService, service, since));
        }

        if (!found.Present || found.Differs != ServiceFields.None)
        {
            if (!_marks.IsHeldBack(Entry.OfService(service)))
            {
                EditKind kind = found.Present ? EditKind.EditService : EditKind.AddService;
                if (!edits.TryAdd(OfService(kind, service, since)))
                {
                    return false;
                }
            }
            else if (!found.Present)
            {
                // Its destinations could only fail with it.
                return true;
            }
        }

        _spare = Spare(service, snapshot);
        return CollectSlots(EditKind.Add, service, snapshot, edits, since)
            && CollectSlots(EditKind.Edit, service, snapshot, edits, since)
            && CollectSlots(EditKind.Edit, service, snapshot, edits, since, quiesces: true)
            && CollectSlots(EditKind.Delete, service, snapshot, edits, since)
            && CollectExtras(service, snapshot, edits, since);
    }

    /// <summary>True when a service that is to go is there and what was read of it allows to delete it.</summary>
    internal bool WantsDeletion(int service, in FoundService found) =>
        found.Present && (_desired.Clearing || !found.Unclear);

    /// <summary>True when destinations of a service that the plan does not name are to be deleted.</summary>
    internal bool WantsExtrasGone(int service, in FoundService found) => _desired.WantsService(service)
        && found.FirstExtra >= 0 && !found.Unclear;

    /// <summary>What a slot of a present service needs, null for nothing.</summary>
    internal EditKind? NeedOf(int slot, TableSnapshot snapshot)
    {
        if (!_desired.Present[slot])
        {
            return snapshot.Present[slot] ? EditKind.Delete : null;
        }

        if (!snapshot.Present[slot])
        {
            return EditKind.Add;
        }

        return IsSame(slot, snapshot.Records[slot], _desired.Records[slot]) ? null : EditKind.Edit;
    }

    /// <summary>True when a reading shows that an edit has taken.</summary>
    internal bool HasTaken(in Edit edit, TableSnapshot snapshot) => edit.Kind switch
    {
        EditKind.AddService or EditKind.EditService => snapshot.Services[edit.Service].Present
            && snapshot.Services[edit.Service].Differs == ServiceFields.None,
        EditKind.DeleteService => !snapshot.Services[edit.Service].Present,
        EditKind.Delete => edit.Slot >= 0
            ? !snapshot.Present[edit.Slot]
            : !snapshot.HasExtra(edit.Service, edit.Endpoint),
        _ => snapshot.Present[edit.Slot] && IsSame(edit.Slot, snapshot.Records[edit.Slot], edit.Record),
    };

    /// <summary>True when the wish behind an edit still stands.</summary>
    internal bool IsStillWanted(in Edit edit) => edit.Kind switch
    {
        EditKind.AddService or EditKind.EditService => _desired.WantsService(edit.Service),
        EditKind.DeleteService => !_desired.WantsService(edit.Service),
        EditKind.Delete => edit.Slot < 0 || !_desired.Present[edit.Slot],
        _ => _desired.Present[edit.Slot] && _desired.Records[edit.Slot] == edit.Record,
    };

    private bool IsSame(int slot, in Destination found, in Destination wanted) =>
        found.Weight == wanted.Weight && found.Upper == wanted.Upper && found.Lower == wanted.Lower
        && ForwardsSame(slot, found, wanted);

    /// <summary>Some kernels list a server on the director's own address as direct, whatever was asked.</summary>
    private bool ForwardsSame(int slot, in Destination found, in Destination wanted) => found.ForwardsAs(wanted)
        || (found.Forwarding.Method == ForwardingMethod.Direct && _local is not null
            && _local.IsLocal(_layout.Endpoints[slot].Address));

    /// <summary>
    /// How many real servers may be taken out now. While one that is to be put in is not there, because that fails or
    /// has yet to be read back, those that the floor needs stay: it counts what the table has, not what is wished.
    /// </summary>
    private int Spare(int service, TableSnapshot snapshot)
    {
        int floor = _desired.FloorOf(service);
        if (floor == 0)
        {
            return int.MaxValue;
        }

        ServicePlan plan = _layout.Plan.Services[service];
        int carrying = 0;
        bool waits = false;
        for (int real = plan.FirstReal; real < plan.FirstReal + plan.RealCount; real++)
        {
            if (_desired.CountsForFloor(real))
            {
                bool isIn = Carries(real, snapshot);
                carrying += isIn ? 1 : 0;
                waits |= !isIn && _desired.Present[real] && _desired.Records[real].Weight > 0;
            }
        }

        return waits ? carrying - floor : int.MaxValue;
    }

    private static bool Carries(int slot, TableSnapshot snapshot) =>
        snapshot.Present[slot] && snapshot.Records[slot].Weight > 0;

    private bool TakesOut(EditKind kind, int slot, TableSnapshot snapshot) =>
        slot < _layout.RealCount && _desired.CountsForFloor(slot) && Carries(slot, snapshot)
        && (kind == EditKind.Delete || _desired.Records[slot].Weight == 0);

    private bool CollectSlots(
        EditKind kind, int service, TableSnapshot snapshot, EditList edits, long since, bool quiesces = false)
    {
        for (int place = 0; place < _layout.SlotsOf(service); place++)
        {
            int slot = _layout.SlotAt(service, place);
            if (NeedOf(slot, snapshot) != kind || _marks.IsHeldBack(Entry.OfSlot(slot)))
            {
                continue;
            }

            Destination record = _desired.Records[slot];
            if (kind == EditKind.Edit && quiesces != (record.Weight == 0))
            {
                continue;
            }

            if (TakesOut(kind, slot, snapshot) && _spare-- <= 0)
            {
                continue;
            }

            bool weightOnly = kind == EditKind.Edit
                && IsSame(slot, snapshot.Records[slot] with { Weight = record.Weight }, record);
            if (!edits.TryAdd(new Edit(kind, service, slot, _layout.Endpoints[slot], record, weightOnly, since)))
            {
                return false;
            }
        }

        return true;
    }

    private bool CollectExtras(int service, TableSnapshot snapshot, EditList edits, long since)
    {
        if (!WantsExtrasGone(service, snapshot.Services[service]) || _marks.IsHeldBack(Entry.OfExtras(service)))
        {
            return true;
        }

        for (int i = snapshot.Services[service].FirstExtra; i >= 0; i = snapshot.Extras[i].Next)
        {
            Endpoint endpoint = snapshot.Extras[i].Endpoint;
            if (!edits.TryAdd(new Edit(EditKind.Delete, service, -1, endpoint, default, false, since)))
            {
                return false;
            }
        }

        return true;
    }

    private static Edit OfService(EditKind kind, int service, long since) =>
        new(kind, service, -1, default, default, false, since);
}
