using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>What the kernel's table holds of the watched services: one reading, by the layout's numbers.</summary>
internal sealed class TableSnapshot
{
    /// <summary>Destinations to delete beyond this number are not kept: they are seen again once the first ones are
    /// gone.</summary>
    internal const int MaxExtras = 256;

    private readonly ExtraDestination[] _extras = new ExtraDestination[MaxExtras];
    private int _kept;

    /// <summary>An empty table of this layout.</summary>
    internal TableSnapshot(TableLayout layout)
    {
        Services = new FoundService[layout.WatchedCount];
        Present = new bool[layout.SlotCount];
        Records = new Destination[layout.SlotCount];
        Clear();
    }

    /// <summary>By watched service.</summary>
    internal FoundService[] Services { get; }

    /// <summary>By slot: whether the table has it.</summary>
    internal bool[] Present { get; }

    /// <summary>By slot: its record, where present.</summary>
    internal Destination[] Records { get; }

    /// <summary>Destinations found that the plan does not name, also those that stay.</summary>
    internal int ExtraCount { get; private set; }

    /// <summary>Lines not understood.</summary>
    internal int UnclearLines { get; private set; }

    /// <summary>Watched services that <c>-S</c> showed, minus those that <c>-L</c> showed.</summary>
    internal int ServiceBalance { get; set; }

    /// <summary>Destinations of the plan's services that <c>-S</c> showed, minus those that <c>-L</c> showed.</summary>
    internal int DestinationBalance { get; set; }

    /// <summary>
    /// True when both listings showed the same number of things. A listing that was cut between two lines, or a change
    /// between the two, shows here. Lines not understood spoil the count, so then it is not asked for.
    /// </summary>
    internal bool IsConsistent => UnclearLines > 0 || (ServiceBalance == 0 && DestinationBalance == 0);

    /// <summary>Lines read, foreign ones too.</summary>
    internal int Lines { get; set; }

    /// <summary>Destinations that the plan does not name and that are to be deleted.</summary>
    internal ReadOnlySpan<ExtraDestination> Extras => _extras.AsSpan(0, _kept);

    /// <summary>Forgets the reading.</summary>
    internal void Clear()
    {
        Array.Clear(Present);
        for (int s = 0; s < Services.Length; s++)
        {
            Services[s] = new FoundService { FirstExtra = -1 };
        }

        ExtraCount = 0;
        _kept = 0;
        UnclearLines = 0;
        ServiceBalance = 0;
        DestinationBalance = 0;
        Lines = 0;
    }

    /// <summary>Notes a line that was not understood; -1 when it names no watched service but may concern
    /// any.</summary>
    internal void NoteUnclear(int service)
    {
        UnclearLines++;
        if (service >= 0)
        {
            Services[service].Unclear = true;
            return;
        }

        for (int s = 0; s < Services.Length; s++)
        {
            Services[s].Unclear = true;
        }
    }

    /// <summary>Notes a destination that the plan does not name.</summary>
    internal void NoteExtra(int service, in Endpoint endpoint, bool toDelete)
    {
        ExtraCount++;
        if (toDelete && _kept < MaxExtras)
        {
            _extras[_kept] = new ExtraDestination(service, endpoint, Services[service].FirstExtra);
            Services[service].FirstExtra = _kept++;
        }
    }

    /// <summary>True when the service has this destination among those that the plan does not name.</summary>
    internal bool HasExtra(int service, in Endpoint endpoint)
    {
        for (int i = Services[service].FirstExtra; i >= 0; i = _extras[i].Next)
        {
            if (_extras[i].Endpoint == endpoint)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes over what an earlier layout's snapshot knew of the same things; set-up only.</summary>
    internal void TakeOver(TableSnapshot old, TableLayout layout, TableLayout oldLayout, PlanChange change)
    {
        for (int s = 0; s < layout.WatchedCount; s++)
        {
            int before = s < layout.ServiceCount
                ? change.OldService[s]
                : oldLayout.FindService(layout.Services[s].Key);
            if (before < 0)
            {
                continue;
            }

            Services[s].Present = old.Services[before].Present;
            Services[s].Unclear = old.Services[before].Unclear;
            Services[s].Differs = old.Services[before].Differs;
            Services[s].Scheduler = old.Services[before].Scheduler;
            if (Services[s].Present && before < oldLayout.ServiceCount && s < layout.ServiceCount)
            {
                CompareSettings(s, layout.Services[s], oldLayout.Services[before]);
            }
        }

        for (int slot = 0; slot < layout.SlotCount; slot++)
        {
            int service = layout.SlotService[slot];
            int serviceBefore = change.OldService[service];
            int before = serviceBefore < 0 ? -1 : oldLayout.FindSlot(serviceBefore, layout.Endpoints[slot]);
            Present[slot] = before >= 0 && old.Present[before]
                && (slot < layout.RealCount || layout.HasFallback[service]);
            Records[slot] = before >= 0 ? old.Records[before] : default;
        }

        TakeOverExtras(old, layout, change);
    }

    private void TakeOverExtras(TableSnapshot old, TableLayout layout, PlanChange change)
    {
        for (int s = 0; s < layout.ServiceCount; s++)
        {
            int before = change.OldService[s];
            if (before < 0)
            {
                continue;
            }

            for (int i = old.Services[before].FirstExtra; i >= 0; i = old._extras[i].Next)
            {
                if (layout.FindSlot(s, old._extras[i].Endpoint) < 0)
                {
                    NoteExtra(s, old._extras[i].Endpoint, toDelete: true);
                }
            }
        }
    }

    private void CompareSettings(int service, ServiceText wanted, ServiceText before)
    {
        if (!wanted.Settings.AsSpan().SequenceEqual(before.Settings))
        {
            Services[service].Differs |= ServiceFields.Scheduler;
        }
    }
}
