namespace LvsMon.Checks.Tests.Skeleton;

/// <summary>Scratch of <see cref="SkeletonProgram"/>: all that is remembered between two bytes, at most 48
/// bytes.</summary>
internal struct SkeletonState : ICountedState
{
    /// <inheritdoc/>
    public int Taken { get; set; }

    /// <summary>Bytes of the word that have come.</summary>
    internal int Matched;

    /// <summary>Bytes of the line kept to be shown.</summary>
    internal byte Kept;
}
