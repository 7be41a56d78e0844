using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>Makes the arena of a new plan from the running one; set-up only.</summary>
internal static class Succession
{
    /// <summary>Carries over health, holds, what was read, and what is still to be removed.</summary>
    internal static TableArena Of(TableArena old, PlanChange change, TableKeeperOptions options)
    {
        List<ServiceKey> unwanted = Unwanted(old, change.New, out int fromFile);
        List<(int Service, Endpoint Endpoint)> leaving = Leaving(old, change);
        TableArena arena = new(change.New, unwanted, fromFile, leaving, options) { IsKnown = old.IsKnown };
        arena.Actual.TakeOver(old.Actual, arena.Layout, old.Layout, change);
        foreach ((int service, Endpoint endpoint) in leaving)
        {
            int slot = old.Layout.FindSlot(change.OldService[service], endpoint);
            if (slot >= 0 && old.Actual.Present[slot])
            {
                arena.Actual.NoteExtra(service, endpoint, toDelete: true);
            }
        }

        arena.Trail.TakeOver(old.Trail, change);
        arena.Desired.TakeOver(old.Desired, change);
        arena.Desired.Clearing = old.Desired.Clearing;
        for (int real = 0; real < arena.Layout.RealCount; real++)
        {
            int before = change.OldReal[real];
            arena.Fresh[real] = before < 0 || old.Fresh[before];
        }

        for (int s = 0; s < arena.Layout.ServiceCount; s++)
        {
            arena.Desired.Refresh(s);
        }

        return arena;
    }

    /// <summary>Services that are still or from now on to be removed, those of an earlier run first.</summary>
    private static List<ServiceKey> Unwanted(TableArena old, Plan plan, out int fromFile)
    {
        HashSet<ServiceKey> planned = [.. plan.OwnedKeys()];
        List<ServiceKey> unwanted = [];
        AddDeparting(old, planned, fromFile: true, unwanted);
        fromFile = unwanted.Count;
        AddDeparting(old, planned, fromFile: false, unwanted);
        foreach (ServiceKey key in old.Layout.Plan.OwnedKeys())
        {
            if (!planned.Contains(key))
            {
                unwanted.Add(key);
            }
        }

        return unwanted;
    }

    private static void AddDeparting(
        TableArena old, HashSet<ServiceKey> planned, bool fromFile, List<ServiceKey> unwanted)
    {
        for (int i = 0; i < old.Departing.Length; i++)
        {
            ServiceKey key = old.Layout.Services[old.Layout.ServiceCount + i].Key;
            if (!old.Departing[i].IsGone && old.Departing[i].FromFile == fromFile && !planned.Contains(key))
            {
                unwanted.Add(key);
            }
        }
    }

    /// <summary>What the old plan named in services that stay and the new one does not.</summary>
    private static List<(int Service, Endpoint Endpoint)> Leaving(TableArena old, PlanChange change)
    {
        TableLayout layout = new(change.New, []);
        List<(int Service, Endpoint Endpoint)> leaving = [];
        int[] newService = new int[old.Layout.ServiceCount];
        Array.Fill(newService, -1);
        for (int s = 0; s < layout.ServiceCount; s++)
        {
            if (change.OldService[s] >= 0)
            {
                newService[change.OldService[s]] = s;
            }
        }

        for (int slot = 0; slot < old.Layout.SlotCount; slot++)
        {
            int service = newService[old.Layout.SlotService[slot]];
            if (service >= 0 && layout.FindSlot(service, old.Layout.Endpoints[slot]) < 0)
            {
                leaving.Add((service, old.Layout.Endpoints[slot]));
            }
        }

        foreach ((int before, Endpoint endpoint) in old.Leaving.Remaining())
        {
            int service = newService[before];
            if (service >= 0 && layout.FindSlot(service, endpoint) < 0)
            {
                leaving.Add((service, endpoint));
            }
        }

        return leaving;
    }
}
