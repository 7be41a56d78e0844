using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs.Shadow;

/// <summary>
/// The shadow's judge: every difference is left as it is. Whoever owns the table decides at another moment than we do,
/// so a difference is told only when it still stands some time after the reading that showed it first.
/// </summary>
internal sealed class ShadowJudge : IDifferenceJudge
{
    /// <summary>How long a difference must have stood to be a disagreement: 2 s.</summary>
    internal const long PatienceUs = 2_000_000;

    private NamedFacts _begun;
    private NamedFacts _ended;

    internal ShadowJudge(TableLayout layout)
    {
        Disagreements = new Disagreements(layout);
    }

    /// <summary>How the entries stand.</summary>
    internal Disagreements Disagreements { get; private set; }

    /// <summary>Goes on with a new plan; set-up only.</summary>
    internal void Follow(TableLayout layout, PlanChange change)
    {
        Disagreements next = new(layout);
        next.TakeOver(Disagreements, change);
        Disagreements = next;
    }

    /// <inheritdoc/>
    public void Judge(in Reading reading, in Entry entry, bool differs)
    {
        TableArena arena = reading.Arena;
        ref Stand stand = ref Disagreements.Of(entry);
        if (!differs)
        {
            if (stand.IsTold && _ended.TryName())
            {
                Fact end = Difference.Ended(reading, entry, FactKind.Agree);
                reading.Facts.Post(end with { DurationUs = reading.NowUs - stand.SinceUs });
            }

            stand = default;
            arena.Marks.Set(entry, Mark.None);
            return;
        }

        if (arena.Marks.Of(entry) == Mark.None)
        {
            arena.Leave(entry);
        }

        int edition = arena.EditionOf(entry);
        if (!stand.IsTold && (!stand.IsShown || stand.Edition != edition))
        {
            stand.IsShown = true;
            stand.SinceUs = reading.NowUs;
            stand.Edition = edition;
            return;
        }

        if (!stand.IsTold && reading.NowUs - stand.SinceUs >= PatienceUs)
        {
            Tell(reading, entry, ref stand);
        }
    }

    /// <inheritdoc/>
    public void End(in Reading reading)
    {
        TellRest(reading, FactKind.Disagree, _begun.Rest);
        TellRest(reading, FactKind.Agree, _ended.Rest);
        _begun = default;
        _ended = default;
    }

    /// <summary>From now on it is told, and a keeper would put it right: its line is due, unless our own wish had
    /// it printed before.</summary>
    private void Tell(in Reading reading, in Entry entry, ref Stand stand)
    {
        stand.IsTold = true;
        if (_begun.TryName())
        {
            reading.Facts.Post(Difference.Of(reading, entry, FactKind.Disagree));
        }

        if (!stand.IsPrinted)
        {
            reading.Arena.Marks.Raise(entry);
        }
    }

    private static void TellRest(in Reading reading, FactKind kind, int rest)
    {
        if (rest > 0)
        {
            reading.Facts.Post(new Fact(kind) { TimeUs = reading.NowUs, B = rest });
        }
    }
}
