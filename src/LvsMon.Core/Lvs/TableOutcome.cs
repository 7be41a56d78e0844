namespace LvsMon.Core.Lvs;

/// <summary>What the end left of the own services; the values are those of <see
/// cref="Transitions.FactKind.Stopped"/>.</summary>
public enum TableOutcome
{
    /// <summary>The table stays as it is.</summary>
    Kept = 0,

    /// <summary>They were removed, and a reading showed it.</summary>
    Cleared = 1,

    /// <summary>They should have been removed and could not all be.</summary>
    NotCleared = 2,

    /// <summary>Nothing was ever written: a shadow.</summary>
    NeverWritten = 3,
}
