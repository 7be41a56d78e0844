using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>The keeper's judge: what somebody else changed is repaired and told, until it is a fight; then it is told
/// once and left as it is until the hour is over or our own wish changes.</summary>
internal sealed class DriftJudge : IDifferenceJudge
{
    private readonly DriftList _drifts;
    private readonly TableHealth _health;
    private NamedFacts _fights;

    internal DriftJudge(DriftList drifts, TableHealth health)
    {
        _drifts = drifts;
        _health = health;
    }

    /// <inheritdoc/>
    public void Judge(in Reading reading, in Entry entry, bool differs)
    {
        TableArena arena = reading.Arena;
        if (!differs)
        {
            arena.Marks.Set(entry, Mark.None);
            return;
        }

        int number = arena.Layout.NumberOf(entry);
        Mark mark = arena.Marks.Of(entry);
        bool isKnown = mark == Mark.LeftAlone ? arena.Fights.IsFight(number, reading.NowUs) : mark != Mark.None;
        if (isKnown)
        {
            return;
        }

        int changes = arena.Fights.Note(number, reading.NowUs);
        if (changes <= FightCounts.MaxRepairs)
        {
            arena.Marks.Set(entry, Mark.Pending);
            _drifts.Add(reading, entry);
            return;
        }

        arena.Leave(entry);
        _health.LeaveAlone(reading.NowUs);
        if (_fights.TryName())
        {
            long ageUs = arena.Fights.AgeUs(number, reading.NowUs);
            reading.Facts.Post(TableTeller.Fight(reading, entry, changes, ageUs));
        }
    }

    /// <inheritdoc/>
    public void End(in Reading reading)
    {
        if (_fights.Rest > 0)
        {
            reading.Facts.Post(new Fact(FactKind.Fight) { TimeUs = reading.NowUs, B = _fights.Rest });
        }

        _fights = default;
    }
}
