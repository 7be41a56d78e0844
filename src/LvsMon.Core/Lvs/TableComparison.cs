using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// Goes over a fresh reading: clears the marks of what is as it should be, lists what somebody else changed and queues
/// what is to be written.
/// </summary>
internal static class TableComparison
{
    /// <summary>Compares everything.</summary>
    /// <returns>True when anything is to be written.</returns>
    internal static bool Run(TableArena arena, long nowUs, DriftList drifts, DetailPool details)
    {
        bool any = false;
        for (int s = 0; s < arena.Layout.WatchedCount; s++)
        {
            bool differs = arena.Desired.WantsService(s)
                ? CompareOwned(arena, s, nowUs, drifts, details)
                : CompareUnwanted(arena, s);
            any |= differs;
            if (differs)
            {
                arena.Marks.Enqueue(s);
            }
            else
            {
                arena.Marks.SinceUs[s] = 0;
            }
        }

        return any;
    }

    private static bool CompareUnwanted(TableArena arena, int service)
    {
        int departing = service - arena.Layout.ServiceCount;
        bool gone = departing >= 0 && arena.Departing[departing].IsGone;
        if (!gone && arena.Diff.WantsDeletion(service, arena.Actual.Services[service]))
        {
            arena.Marks.RaiseService(service);
            return true;
        }

        arena.Marks.SetService(service, Mark.None);
        return false;
    }

    private static bool CompareOwned(TableArena arena, int service, long nowUs, DriftList drifts, DetailPool details)
    {
        TableMarks marks = arena.Marks;
        ref readonly FoundService found = ref arena.Actual.Services[service];
        bool differs = !found.Present || found.Differs != ServiceFields.None;
        if (!differs)
        {
            marks.SetService(service, Mark.None);
        }
        else if (marks.OfService(service) == Mark.None)
        {
            marks.SetService(service, Mark.Pending);
            if (drifts.HasRoom)
            {
                drifts.Add(TableTeller.ServiceDrift(arena, service, nowUs, details), -1, isExtra: false);
            }
            else
            {
                drifts.AddMore();
            }
        }

        ServicePlan plan = arena.Layout.Plan.Services[service];
        for (int i = plan.FirstReal; i <= plan.FirstReal + plan.RealCount; i++)
        {
            int slot = i < plan.FirstReal + plan.RealCount ? i : arena.Layout.RealCount + service;
            differs |= CompareSlot(arena, slot, silent: !found.Present, nowUs, drifts, details);
        }

        return CompareExtras(arena, service, nowUs, drifts, details) || differs;
    }

    /// <summary>The destinations of a missing service are missing with it: that is told once.</summary>
    private static bool CompareSlot(
        TableArena arena, int slot, bool silent, long nowUs, DriftList drifts, DetailPool details)
    {
        if (arena.Diff.NeedOf(slot, arena.Actual) is null)
        {
            arena.Marks.SetSlot(slot, Mark.None);
            return false;
        }

        if (arena.Marks.OfSlot(slot) == Mark.None)
        {
            arena.Marks.SetSlot(slot, Mark.Pending);
            if (!silent && drifts.HasRoom)
            {
                drifts.Add(TableTeller.SlotDrift(arena, slot, nowUs, details), slot, isExtra: false);
            }
            else if (!silent)
            {
                drifts.AddMore();
            }
        }

        return true;
    }

    private static bool CompareExtras(TableArena arena, int service, long nowUs, DriftList drifts, DetailPool details)
    {
        if (!arena.Diff.WantsExtrasGone(service, arena.Actual.Services[service]))
        {
            arena.Marks.SetExtras(service, Mark.None);
            return false;
        }

        if (arena.Marks.OfExtras(service) != Mark.None)
        {
            return true;
        }

        arena.Marks.SetExtras(service, Mark.Pending);
        for (int i = arena.Actual.Services[service].FirstExtra; i >= 0; i = arena.Actual.Extras[i].Next)
        {
            if (drifts.HasRoom)
            {
                drifts.Add(TableTeller.ExtraDrift(arena.Actual.Extras[i], nowUs, details), -1, isExtra: true);
            }
            else
            {
                drifts.AddMore();
            }
        }

        return true;
    }
}
