namespace LvsMon.Core.Supervision;

/// <summary>
/// Whether the loop gets on. It does when nothing is left of what was due before the turn before this one ended; and,
/// under load, when the oldest work that waits is not the oldest of the last count any more. So a loop that hangs does
/// not come here, one that turns without doing what is due is seen, and one that is late but works is not mistaken for
/// either.
/// </summary>
internal struct Progress
{
    private long _turnUs = long.MinValue;
    private long _oldestUs = long.MaxValue;

    public Progress()
    {
    }

    /// <summary>Looks at the end of a turn.</summary>
    /// <param name="nowUs">Now.</param>
    /// <param name="dueUs">When the oldest work left is or was due, <see cref="long.MaxValue"/> for none.</param>
    /// <returns>True when the loop has got on since the last <see cref="Count"/>.</returns>
    public bool Look(long nowUs, long dueUs)
    {
        bool isUpToDate = dueUs > _turnUs;
        bool hasMoved = dueUs > _oldestUs;
        _turnUs = nowUs;
        if (isUpToDate)
        {
            _oldestUs = long.MaxValue;
        }
        else if (_oldestUs == long.MaxValue)
        {
            _oldestUs = dueUs;
        }

        return isUpToDate || hasMoved;
    }

    /// <summary>What was got on with counts no more: from here on there must be something new.</summary>
    public void Count() => _oldestUs = long.MaxValue;
}
