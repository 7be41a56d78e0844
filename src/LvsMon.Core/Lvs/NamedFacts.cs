namespace LvsMon.Core.Lvs;

/// <summary>How many facts of one kind a reading has told by name: so many get a line of their own, the rest is one
/// line with a number.</summary>
internal struct NamedFacts
{
    /// <summary>Most facts of their own at a time.</summary>
    internal const int Capacity = 16;

    private int _named;

    /// <summary>Facts without a line of their own.</summary>
    internal int Rest { get; private set; }

    /// <summary>Takes a place; counts into the rest when there is none.</summary>
    /// <returns>True when there was a place.</returns>
    internal bool TryName()
    {
        bool hasRoom = _named < Capacity;
        _named += hasRoom ? 1 : 0;
        Rest += hasRoom ? 0 : 1;
        return hasRoom;
    }
}
