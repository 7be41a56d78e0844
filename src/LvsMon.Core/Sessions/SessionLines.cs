using System;
using LvsMon.Core.Planning;

namespace LvsMon.Core.Sessions;

/// <summary>
/// How many lines a report on sessions has in the stream of events: one for each service set, then one for each virtual
/// service, then one for each real server. What there is room for is decided by the plan alone, never by the numbers,
/// so that a line that is missing was lost and not left out.
/// </summary>
public readonly record struct SessionLines
{
    /// <summary>Most lines of a report: some megabytes of documents, so that a plan of any size has a bound.</summary>
    public const int Most = 16 * 1024;

    /// <summary>Real servers have lines only in a report that has no more than so many with them: what is told every
    /// 15 s and kept in files should not grow with each real server of a large plan.</summary>
    public const int MostWithReals = 1024;

    /// <summary>Works out the lines for a plan.</summary>
    public SessionLines(Plan plan)
    {
        Sets = Math.Min(plan.Sets.Count, Most);
        Services = Math.Min(plan.Services.Length, Most - Sets);
        Reals = (long)Sets + Services + plan.Reals.Length <= MostWithReals ? plan.Reals.Length : 0;
    }

    /// <summary>Lines of service sets: of all, or the first ones.</summary>
    public int Sets { get; }

    /// <summary>Lines of virtual services: of all, or the first ones.</summary>
    public int Services { get; }

    /// <summary>Lines of real servers: of all, or 0.</summary>
    public int Reals { get; }

    /// <summary>All lines of a report.</summary>
    public int Count => Sets + Services + Reals;
}
