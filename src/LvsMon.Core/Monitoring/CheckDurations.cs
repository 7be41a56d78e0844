using System;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;

namespace LvsMon.Core.Monitoring;

/// <summary>
/// How long checks took, by kind of check. Not by real server: sixteen counters for each would be more than the loop
/// remembers of a check, and make a page that nobody can store; how long the last check of one took says the status.
/// </summary>
public sealed class CheckDurations
{
    private Histogram[] _byNumber = [];

    /// <summary>Kinds of check by name; one that a reload takes away stays, so that no counter falls.</summary>
    public string[] Names { get; private set; } = [];

    /// <summary>The durations of each.</summary>
    public Histogram[] All { get; private set; } = [];

    /// <summary>Takes a plan, in which kinds have other numbers; set-up only.</summary>
    internal void Follow(Plan plan)
    {
        string[] names = CheckKinds.Names(plan);
        _byNumber = new Histogram[names.Length];
        for (int number = 0; number < names.Length; number++)
        {
            int known = Array.IndexOf(Names, names[number]);
            if (known < 0)
            {
                known = Names.Length;
                Names = [.. Names, names[number]];
                All = [.. All, new Histogram(Histogram.UsualBoundsUs)];
            }

            _byNumber[number] = All[known];
        }
    }

    /// <summary>Counts a check that said something of its server.</summary>
    internal void Add(in MonitorPlan monitor, int us) => _byNumber[monitor.Kind].Add(us);
}
