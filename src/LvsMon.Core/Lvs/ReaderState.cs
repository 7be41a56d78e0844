namespace LvsMon.Core.Lvs;

/// <summary>Where a reading of the table stands after a step.</summary>
internal enum ReaderState : byte
{
    /// <summary>A child for it was started.</summary>
    UnderWay,

    /// <summary>The two listings did not agree: it begins anew at once.</summary>
    Again,

    /// <summary>It is complete and in the arena.</summary>
    Complete,

    /// <summary>It failed; the next try is due later.</summary>
    Failed,
}
