using System.Linq;
using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Tests.Lvs;

/// <summary>
/// Holds the keeper to its promise in a storm: between two reloads no real server is repaired more than three times
/// within an hour, and what was a fight is not repaired while its hour runs.
/// </summary>
internal sealed class RepairCheck
{
    private readonly KeeperRig _rig;
    private readonly int _seed;
    private int _from;

    internal RepairCheck(KeeperRig rig, int seed)
    {
        _rig = rig;
        _seed = seed;
    }

    /// <summary>Looks at what was told since the last time; to be called before a reload gives new numbers.</summary>
    internal void Check()
    {
        Fact[] told = [.. _rig.Told.All.Skip(_from).Select(entry => entry.Fact).Where(fact => fact.Real >= 0)];
        _from = _rig.Told.All.Count;
        foreach (IGrouping<int, Fact> real in told.GroupBy(fact => fact.Real))
        {
            Fact[] repairs = [.. real.Where(fact => fact.Kind == FactKind.Drift)];
            for (int i = FightCounts.MaxRepairs; i < repairs.Length; i++)
            {
                (repairs[i].TimeUs - repairs[i - FightCounts.MaxRepairs].TimeUs)
                    .Should().BeGreaterThanOrEqualTo(FightCounts.SpanUs, "seed {0}", _seed);
            }

            foreach (Fact fight in real.Where(fact => fact.Kind == FactKind.Fight))
            {
                repairs.Should().NotContain(
                    drift => drift.TimeUs > fight.TimeUs && drift.TimeUs < fight.TimeUs + fight.DurationUs,
                    "seed {0}",
                    _seed);
            }
        }
    }
}
