using System;
using System.Collections.Generic;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>Compares a running plan with a new one and keeps the phases of what stays.</summary>
public static class PlanDiff
{
    /// <summary>
    /// The change from <paramref name="old"/> to <paramref name="next"/>. Monitors of both with an unchanged interval
    /// keep their phase, the others get the free places of the new even grid (<see cref="PhaseGrid"/>). O(N log N).
    /// </summary>
    public static PlanChange Between(Plan old, Plan next)
    {
        int[] services = MapServices(old, next);
        int[] reals = MapReals(old, next, services);
        int[] monitors = MapMonitors(old, next);
        int[] subscriptions = MapSubscriptions(old, next, monitors, reals);
        int added = CountNew(reals);
        bool[] changed = Changed(old, next, reals, subscriptions);
        int changes = Array.FindAll(changed, one => one).Length;
        int removed = old.Reals.Length - (reals.Length - added);
        return new PlanChange
        {
            Old = old,
            New = KeepPhases(old, next, monitors),
            OldService = services,
            OldReal = reals,
            OldMonitor = monitors,
            OldSubscription = subscriptions,
            Added = added,
            Removed = removed,
            Changed = changes,
            IsChanged = changed,
            IsEmpty = added + removed + changes == 0 && IsSame(old, next, reals, monitors),
        };
    }

    private static int[] MapServices(Plan old, Plan next)
    {
        Dictionary<ServiceKey, int> byKey = new(old.Services.Length);
        for (int i = 0; i < old.Services.Length; i++)
        {
            byKey.TryAdd(old.Services[i].Key, i);
        }

        int[] map = new int[next.Services.Length];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = byKey.GetValueOrDefault(next.Services[i].Key, -1);
        }

        return map;
    }

    private static int[] MapReals(Plan old, Plan next, int[] services)
    {
        Dictionary<(int Service, Endpoint Endpoint), int> byEndpoint = new(old.Reals.Length);
        for (int i = 0; i < old.Reals.Length; i++)
        {
            byEndpoint.TryAdd((old.Reals[i].Service, old.Reals[i].Endpoint), i);
        }

        int[] map = new int[next.Reals.Length];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = byEndpoint.GetValueOrDefault((services[next.Reals[i].Service], next.Reals[i].Endpoint), -1);
        }

        return map;
    }

    private static int[] MapMonitors(Plan old, Plan next)
    {
        Dictionary<ProbeKey, int> byProbe = new(old.Monitors.Length);
        for (int i = 0; i < old.Monitors.Length; i++)
        {
            byProbe.TryAdd(ProbeKey.Of(in old.Monitors[i]), i);
        }

        int[] map = new int[next.Monitors.Length];
        for (int i = 0; i < map.Length; i++)
        {
            map[i] = byProbe.GetValueOrDefault(ProbeKey.Of(in next.Monitors[i]), -1);
        }

        return map;
    }

    private static int[] MapSubscriptions(Plan old, Plan next, int[] monitors, int[] reals)
    {
        Dictionary<(int Monitor, int Real), int> byEnds = new(old.Subscriptions.Length);
        for (int i = 0; i < old.Subscriptions.Length; i++)
        {
            byEnds.TryAdd((old.Subscriptions[i].Monitor, old.Subscriptions[i].Real), i);
        }

        int[] map = new int[next.Subscriptions.Length];
        for (int i = 0; i < map.Length; i++)
        {
            Subscription subscription = next.Subscriptions[i];
            map[i] = byEnds.GetValueOrDefault((monitors[subscription.Monitor], reals[subscription.Real]), -1);
        }

        return map;
    }

    private static Plan KeepPhases(Plan old, Plan next, int[] monitors)
    {
        MonitorPlan[] placed = [.. next.Monitors];
        bool[] keeps = new bool[placed.Length];
        for (int i = 0; i < placed.Length; i++)
        {
            if (monitors[i] >= 0 && old.Monitors[monitors[i]].IntervalUs == placed[i].IntervalUs)
            {
                keeps[i] = true;
                placed[i] = placed[i] with { PhaseUs = old.Monitors[monitors[i]].PhaseUs };
            }
        }

        PhaseGrid.Place(placed, keeps);
        return next.WithMonitors(placed);
    }

    private static int CountNew(int[] map)
    {
        int count = 0;
        foreach (int old in map)
        {
            count += old < 0 ? 1 : 0;
        }

        return count;
    }

    private static bool[] Changed(Plan old, Plan next, int[] reals, int[] subscriptions)
    {
        bool[] changed = new bool[reals.Length];
        for (int i = 0; i < subscriptions.Length; i++)
        {
            if (subscriptions[i] < 0 || old.Subscriptions[subscriptions[i]].Timing != next.Subscriptions[i].Timing)
            {
                changed[next.Subscriptions[i].Real] = true;
            }
        }

        for (int i = 0; i < reals.Length; i++)
        {
            // The services' indexes may differ; with an equal number of checks and none of them new, none is gone.
            changed[i] = reals[i] >= 0
                && (changed[i] || old.Reals[reals[i]] with { Service = next.Reals[i].Service } != next.Reals[i]);
        }

        return changed;
    }

    private static bool IsSame(Plan old, Plan next, int[] reals, int[] monitors) =>
        old.Global == next.Global
        && old.MaxInFlight == next.MaxInFlight
        && old.Services.AsSpan().SequenceEqual(next.Services)
        && old.Monitors.Length == next.Monitors.Length
        && IsIdentity(reals)
        && IsIdentity(monitors);

    private static bool IsIdentity(int[] map)
    {
        for (int i = 0; i < map.Length; i++)
        {
            if (map[i] != i)
            {
                return false;
            }
        }

        return true;
    }
}
