namespace LvsMon.Core.Lvs;

/// <summary>What an <see cref="Entry"/> is.</summary>
internal enum EntryKind : byte
{
    /// <summary>A service's own record.</summary>
    Service,

    /// <summary>A service's destinations that the plan does not name, as one.</summary>
    Extras,

    /// <summary>A real server or a fallback.</summary>
    Slot,
}
