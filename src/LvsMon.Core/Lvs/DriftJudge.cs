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

        int changes = arena.Fights.Note(number, reading.NowUs, arena.EditionOf(entry));
        if (!GaveUp(reading, entry, changes))
        {
            arena.Marks.Set(entry, Mark.Pending);
            _drifts.Add(reading, entry);
        }
    }

    /// <summary>ipvsadm had nothing to say against a line, and yet a reading does not show it: when that was a repair,
    /// the other writer was there before the reading, which is one more change of his.</summary>
    /// <returns>True when that makes it a fight; then the entry is left as it is.</returns>
    internal bool NoteUndone(in Reading reading, in Entry entry)
    {
        TableArena arena = reading.Arena;
        int number = arena.Layout.NumberOf(entry);
        int edition = arena.EditionOf(entry);
        return arena.Fights.IsRepair(number, reading.NowUs, edition)
            && GaveUp(reading, entry, arena.Fights.Note(number, reading.NowUs, edition));
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

    private bool GaveUp(in Reading reading, in Entry entry, int changes)
    {
        if (changes <= FightCounts.MaxRepairs)
        {
            return false;
        }

        TableArena arena = reading.Arena;
        arena.Leave(entry);
        _health.LeaveAlone(reading.NowUs);
        if (_fights.TryName())
        {
            long ageUs = arena.Fights.AgeUs(arena.Layout.NumberOf(entry), reading.NowUs);
            reading.Facts.Post(TableTeller.Fight(reading, entry, changes, ageUs));
        }

        return true;
    }
}
