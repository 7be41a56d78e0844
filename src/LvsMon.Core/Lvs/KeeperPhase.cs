namespace LvsMon.Core.Lvs;

/// <summary>What the child under way is for.</summary>
internal enum KeeperPhase : byte
{
    /// <summary>None runs.</summary>
    None,

    /// <summary>Either half of a reading.</summary>
    Reading,

    /// <summary><c>-R</c> with a batch.</summary>
    Applying,

    /// <summary><c>-R</c> with one line of a batch that did not take as a whole.</summary>
    ApplyingOne,

    /// <summary>Anything that was begun for an earlier plan: its result is of no use.</summary>
    Stale,
}
