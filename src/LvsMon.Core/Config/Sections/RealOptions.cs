namespace LvsMon.Core.Config.Sections;

/// <summary>What may stand on the line of a real server as well as in its block.</summary>
internal struct RealOptions
{
    public int Weight;
    public int Upper;
    public int Lower;
    public bool Unmonitored;

    /// <summary>Where the lower threshold stands.</summary>
    public SourceSpan LowerSpan;

    /// <summary>A threshold is wrong and that is reported.</summary>
    public bool ThresholdBroken;

    private ulong _seen;

    /// <summary>Notes an option.</summary>
    /// <returns>False when it was noted before.</returns>
    public bool NoteFirst(DirectiveId id)
    {
        ulong bit = 1UL << (int)id;
        bool first = (_seen & bit) == 0;
        _seen |= bit;
        return first;
    }
}
