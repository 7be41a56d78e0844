using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// What somebody else changed, from the reading that showed it to the one that shows whether it is put back: only then
/// is it told. Bounded; the rest is one fact with a number.
/// </summary>
internal sealed class DriftList
{
    /// <summary>Most facts of their own at a time.</summary>
    internal const int Capacity = 16;

    private readonly (Fact Fact, int Slot, bool IsExtra)[] _entries = new (Fact, int, bool)[Capacity];
    private int _count;
    private int _more;
    private bool _allRepaired = true;

    /// <summary>True when the next entry has a place; if not, <see cref="AddMore"/> counts it.</summary>
    internal bool HasRoom => _count < Capacity;

    /// <summary>Adds a service's own record or a destination of it.</summary>
    /// <param name="fact">The fact, with its service.</param>
    /// <param name="slot">The destination's slot; -1 for the service's own record and for an extra.</param>
    /// <param name="isExtra">True for a destination that the plan does not name.</param>
    internal void Add(in Fact fact, int slot, bool isExtra) => _entries[_count++] = (fact, slot, isExtra);

    /// <summary>Counts an entry that has no place.</summary>
    internal void AddMore() => _more++;

    /// <summary>The arena is replaced: the entries lose their numbers and are only counted.</summary>
    internal void Renumber()
    {
        _more += _count;
        _count = 0;
    }

    /// <summary>Tells what is put back and what could not be; keeps what is still to be written.</summary>
    /// <param name="arena">Its marks say so.</param>
    /// <param name="all">True to tell the rest as not repaired: nothing can be written now.</param>
    /// <param name="nowUs">Now.</param>
    /// <param name="facts">Where to.</param>
    internal void Settle(TableArena arena, bool all, long nowUs, FactStream facts)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            (Fact fact, int slot, bool isExtra) = _entries[i];
            Mark mark = slot >= 0 ? arena.Marks.OfSlot(slot)
                : isExtra ? arena.Marks.OfExtras(fact.Service)
                : arena.Marks.OfService(fact.Service);
            bool repaired = mark == Mark.None && !arena.Desired.Clearing;
            if (mark == Mark.Pending && !all)
            {
                _entries[kept++] = _entries[i];
                continue;
            }

            _allRepaired &= repaired;
            facts.Post(fact with { B = repaired ? 1 : 0 });
        }

        _count = kept;
        bool atRest = arena.Marks.QueuedCount == 0;
        if (_more > 0 && _count == 0 && (all || atRest || arena.Marks.FailingCount > 0))
        {
            bool repaired = atRest && _allRepaired && arena.Marks.FailingCount == 0 && !arena.Desired.Clearing;
            TableTeller.MoreDrift(_more, repaired, nowUs, facts);
            _more = 0;
        }

        _allRepaired |= _count == 0 && _more == 0;
    }
}
