using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Keeps the file of owned services true: a service is written there before it is made and leaves it only when it is
/// known to be gone. What is gone is foreign from then on. Writes only at start, reload, end and when a departing
/// service has gone.
/// </summary>
internal sealed class OwnedRecord
{
    private readonly IStateFile? _file;
    private byte[]? _unsaved;
    private bool _told;

    internal OwnedRecord(IStateFile? file)
    {
        _file = file;
    }

    /// <summary>The services that an earlier run owned and the plan does not name.</summary>
    internal List<ServiceKey> ReadUnwanted(Plan plan)
    {
        if (_file is null)
        {
            return [];
        }

        HashSet<ServiceKey> planned = [.. plan.OwnedKeys()];
        List<ServiceKey> unwanted = OwnedKeys.Read(_file.Read(out _));
        unwanted.RemoveAll(planned.Contains);
        return unwanted;
    }

    /// <summary>Writes the plan's services and those departing that are not yet gone.</summary>
    internal void Write(TableArena arena)
    {
        if (_file is null)
        {
            return;
        }

        List<ServiceKey> keys = [.. arena.Layout.Plan.OwnedKeys()];
        for (int i = 0; i < arena.Departing.Length; i++)
        {
            if (!arena.Departing[i].IsGone)
            {
                keys.Add(arena.Layout.Services[arena.Layout.ServiceCount + i].Key);
            }
        }

        Save(OwnedKeys.Write(keys));
    }

    /// <summary>Writes that nothing is owned.</summary>
    internal void WriteNone() => Save([]);

    /// <summary>Writes again what could not be written.</summary>
    internal void Retry()
    {
        if (_unsaved is { } content)
        {
            Save(content);
        }
    }

    /// <summary>Tells once that the file could not be written.</summary>
    internal void Tell(long nowUs, FactStream facts)
    {
        if (_unsaved is not null && !_told)
        {
            facts.Post(new Fact(FactKind.OwnedUnsaved) { TimeUs = nowUs });
        }

        _told = _unsaved is not null;
    }

    /// <summary>After a reading: notes which departing services are gone.</summary>
    internal void NoteDepartures(TableArena arena, long nowUs, FactStream facts)
    {
        if (arena.DepartingCount == 0)
        {
            return;
        }

        int before = arena.DepartingCount;
        for (int i = 0; i < arena.Departing.Length; i++)
        {
            ref Departure departure = ref arena.Departing[i];
            int service = arena.Layout.ServiceCount + i;
            if (departure.IsGone)
            {
                continue;
            }

            if (arena.Actual.Services[service].Present)
            {
                departure.WasSeen = true;
                continue;
            }

            departure.IsGone = true;
            arena.DepartingCount--;
            if (departure is { FromFile: true, WasSeen: true })
            {
                TableTeller.Disowned(arena.Layout.Services[service], nowUs, facts);
            }
        }

        if (arena.DepartingCount < before)
        {
            Write(arena);
        }
    }

    private void Save(byte[] content)
    {
        bool saved = _file is null || _file.Write(content) == OsError.None;
        _unsaved = saved ? null : content;
    }
}
