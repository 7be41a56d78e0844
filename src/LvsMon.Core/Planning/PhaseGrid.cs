using System;
using System.Collections.Generic;

namespace LvsMon.Core.Planning;

/// <summary>
/// Gives monitors their places in the interval. N monitors of one interval T have N slots; c = max(1, ⌊N × 4 ms / T⌋)
/// slots share a place, and place j is at ⌊j × c × T / N⌋, so that starts come evenly and places are at most 4 ms
/// apart where they are shared.
/// </summary>
/// <remarks>
/// <para>
/// New monitors are dealt to the free slots with a stride near the golden section of their number and coprime to it:
/// the real servers of one service, which stand together in the file, come apart over the whole interval.
/// </para>
/// <para>
/// Monitors that keep their phase take the slot at their phase, or the next free one after it around the interval
/// (only counted as taken, they do not move). With X the most by which kept monitors exceed their even share in any
/// window of the interval, every window then holds its even share of starts give or take X and one place. Kept
/// monitors of an even grid that did not shrink have X ≤ one place: growing a plan leaves it even.
/// </para>
/// <para>Cost: O(N log N) for sorting the kept phases, the rest is O(N).</para>
/// </remarks>
internal static class PhaseGrid
{
    /// <summary>Longest time that the starts of one place stand for, microseconds. Sharing saves wake-ups; but of
    /// places that are 5 ms apart three may fall into 10 ms, half more than their share, of these a fifth more.
    /// </summary>
    internal const long PlaceUs = 4_000;

    private const double GoldenSection = 0.6180339887498949;

    /// <summary>Sets the phase of every monitor that does not keep the one it has.</summary>
    /// <param name="monitors">Changed in place.</param>
    /// <param name="keeps">Which keep their phase, by monitor; empty for none.</param>
    internal static void Place(MonitorPlan[] monitors, ReadOnlySpan<bool> keeps)
    {
        Dictionary<long, List<int>> byInterval = [];
        for (int i = 0; i < monitors.Length; i++)
        {
            if (!byInterval.TryGetValue(monitors[i].IntervalUs, out List<int>? members))
            {
                byInterval.Add(monitors[i].IntervalUs, members = []);
            }

            members.Add(i);
        }

        foreach (List<int> members in byInterval.Values)
        {
            PlaceGroup(monitors, members, keeps);
        }
    }

    /// <summary>Slots that share a place.</summary>
    internal static long SlotsPerPlace(int count, long intervalUs) =>
        Math.Max(1, (long)((Int128)count * PlaceUs / intervalUs));

    /// <summary>The phase of a slot's place, 0 ≤ phase &lt; interval.</summary>
    internal static long PhaseOf(int slot, int count, long intervalUs)
    {
        long perPlace = SlotsPerPlace(count, intervalUs);
        return (long)((Int128)(slot / perPlace * perPlace) * intervalUs / count);
    }

    /// <summary>The step nearest to the golden section of <paramref name="count"/> that meets every slot
    /// once.</summary>
    internal static int Stride(int count)
    {
        int middle = Math.Max(1, (int)Math.Round(count * GoldenSection));
        for (int away = 0; ; away++)
        {
            if (middle + away <= count && Coprime(middle + away, count))
            {
                return middle + away;
            }

            if (middle > away && Coprime(middle - away, count))
            {
                return middle - away;
            }
        }
    }

    private static void PlaceGroup(MonitorPlan[] monitors, List<int> members, ReadOnlySpan<bool> keeps)
    {
        long intervalUs = monitors[members[0]].IntervalUs;
        List<long> keptPhases = [];
        List<int> newcomers = [];
        foreach (int member in members)
        {
            if (!keeps.IsEmpty && keeps[member])
            {
                keptPhases.Add(monitors[member].PhaseUs);
            }
            else
            {
                newcomers.Add(member);
            }
        }

        if (newcomers.Count == 0)
        {
            return;
        }

        List<int> free = FreeSlots(keptPhases, members.Count, intervalUs);
        int stride = Stride(newcomers.Count);
        for (int i = 0; i < newcomers.Count; i++)
        {
            int slot = free[(int)((long)i * stride % newcomers.Count)];
            monitors[newcomers[i]] = monitors[newcomers[i]] with
            {
                PhaseUs = PhaseOf(slot, members.Count, intervalUs),
            };
        }
    }

    /// <summary>Rising; as many as monitors that have no phase yet.</summary>
    private static List<int> FreeSlots(List<long> keptPhases, int count, long intervalUs)
    {
        bool[] taken = new bool[count];
        keptPhases.Sort();
        int next = 0;
        int around = 0;
        foreach (long phaseUs in keptPhases)
        {
            // Rounded up, because the phase of a place is rounded down: an unchanged grid takes exactly its own slots.
            int ideal = (int)((((Int128)phaseUs * count) + intervalUs - 1) / intervalUs);
            int slot = Math.Max(ideal, next);
            if (slot < count)
            {
                taken[slot] = true;
                next = slot + 1;
            }
            else
            {
                around++;
            }
        }

        List<int> free = new(count - keptPhases.Count);
        for (int slot = 0; slot < count; slot++)
        {
            if (!taken[slot] && around-- <= 0)
            {
                free.Add(slot);
            }
        }

        return free;
    }

    private static bool Coprime(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a == 1;
    }
}
