using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>
/// What somebody else changed, from the reading that showed it to the one that shows whether it is put back: only then
/// is it told. Bounded; the rest is one fact with a number.
/// </summary>
internal sealed class DriftList
{
    private readonly (Fact Fact, Entry Entry)[] _entries = new (Fact, Entry)[NamedFacts.Capacity];
    private int _count;
    private int _more;
    private bool _allRepaired = true;

    /// <summary>Adds an entry that a reading shows changed; each destination that the plan does not name counts for
    /// itself.</summary>
    internal void Add(in Reading reading, in Entry entry)
    {
        if (entry.Kind != EntryKind.Extras)
        {
            AddOne(reading, entry, extra: -1);
            return;
        }

        TableSnapshot actual = reading.Arena.Actual;
        for (int i = actual.Services[entry.Index].FirstExtra; i >= 0; i = actual.Extras[i].Next)
        {
            AddOne(reading, entry, i);
        }
    }

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
            Mark mark = arena.Marks.Of(_entries[i].Entry);
            bool repaired = mark == Mark.None && !arena.Desired.Clearing;
            if (mark == Mark.Pending && !all)
            {
                _entries[kept++] = _entries[i];
                continue;
            }

            _allRepaired &= repaired;
            facts.Post(_entries[i].Fact with { B = repaired ? 1 : 0 });
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

    private void AddOne(in Reading reading, in Entry entry, int extra)
    {
        if (_count == _entries.Length)
        {
            _more++;
            return;
        }

        Fact fact = extra >= 0
            ? Difference.OfExtra(reading, reading.Arena.Actual.Extras[extra])
            : Difference.Of(reading, entry, FactKind.Drift);
        _entries[_count++] = (fact with { A = 1 }, entry);
    }
}
