namespace LvsMon.Core.Lvs;

/// <summary>How the keeper ends.</summary>
internal enum StopMode : byte
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>Let a child under way finish, begin none.</summary>
    Leaving,

    /// <summary>Remove the own services first.</summary>
    Clearing,
}
