namespace LvsMon.Core.Lvs;

/// <summary>What the table knows of a real server's health.</summary>
internal enum RealState : byte
{
    /// <summary>No verdict yet and not in the table when it was first read: out.</summary>
    Unverified,

    /// <summary>No verdict yet, in the table when it was first read: it keeps its record as it was found.</summary>
    Adopted,

    /// <summary>Up.</summary>
    Up,

    /// <summary>Down.</summary>
    Down,
}
