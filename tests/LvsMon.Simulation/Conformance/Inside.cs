using System.Runtime.CompilerServices;
using LvsMon.Core.Lvs;

namespace LvsMon.Simulation.Conformance;

/// <summary>What the keeper shows to nobody: its wishes, marks and the kind of its child.</summary>
internal static class Inside
{
    /// <summary>The arena.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_arena")]
    public static extern ref TableArena ArenaOf(TableKeeper keeper);

    /// <summary>The cycle.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_work")]
    public static extern ref KeeperWork WorkOf(TableKeeper keeper);

    /// <summary>What its child is for.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_phase")]
    public static extern ref KeeperPhase PhaseOf(KeeperWork work);

    /// <summary>What reads the table.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_listing")]
    public static extern ref bool IsListing(TableReader reader);
}
