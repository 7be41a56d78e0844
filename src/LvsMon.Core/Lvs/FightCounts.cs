namespace LvsMon.Core.Lvs;

/// <summary>
/// How often somebody else has changed each entry within an hour, counted from the first of these changes. So many are
/// repaired; one more is a fight: two writers that take turns are worse than either of them, and neither can know which
/// is right.
/// </summary>
internal sealed class FightCounts
{
    /// <summary>Changes of an entry that are repaired within <see cref="SpanUs"/>.</summary>
    internal const int MaxRepairs = 3;

    /// <summary>How long a count lasts from its first change: one hour.</summary>
    internal const long SpanUs = 3_600_000_000;

    private readonly byte[] _changes;
    private readonly long[] _firstUs;
    private readonly int[] _editions;

    /// <summary>No entry was changed.</summary>
    internal FightCounts(int entries)
    {
        _changes = new byte[entries];
        _firstUs = new long[entries];
        _editions = new int[entries];
    }

    /// <summary>Counts a change; one after the hour is the first of a new hour.</summary>
    /// <param name="entry">The entry's number.</param>
    /// <param name="nowUs">Now.</param>
    /// <param name="edition">The edition of our wish that it went against.</param>
    /// <returns>The changes within this hour, this one too; 255 for more.</returns>
    internal int Note(int entry, long nowUs, int edition = 0)
    {
        _editions[entry] = edition;
        if (_changes[entry] == 0 || AgeUs(entry, nowUs) >= SpanUs)
        {
            _changes[entry] = 0;
            _firstUs[entry] = nowUs;
        }

        _changes[entry] += (byte)(_changes[entry] < byte.MaxValue ? 1 : 0);
        return _changes[entry];
    }

    /// <summary>True when an entry has had its repairs and the hour is not over.</summary>
    internal bool IsFight(int entry, long nowUs) => _changes[entry] > MaxRepairs && AgeUs(entry, nowUs) < SpanUs;

    /// <summary>True when what is written for an entry is still the repair of a change, not a later wish of our
    /// own.</summary>
    internal bool IsRepair(int entry, long nowUs, int edition) =>
        _changes[entry] > 0 && _editions[entry] == edition && AgeUs(entry, nowUs) < SpanUs;

    /// <summary>Microseconds since the first change that counts.</summary>
    internal long AgeUs(int entry, long nowUs) => nowUs - _firstUs[entry];
}
