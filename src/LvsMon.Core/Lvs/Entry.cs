namespace LvsMon.Core.Lvs;

/// <summary>
/// What is marked, written and told as one: a service's own record, a slot, or all destinations of a service that the
/// plan does not name. <paramref name="Index"/> is the slot, otherwise the watched service.
/// </summary>
internal readonly record struct Entry(EntryKind Kind, int Index)
{
    /// <summary>A service's own record.</summary>
    internal static Entry OfService(int service) => new(EntryKind.Service, service);

    /// <summary>A service's destinations that the plan does not name.</summary>
    internal static Entry OfExtras(int service) => new(EntryKind.Extras, service);

    /// <summary>A real server or a fallback.</summary>
    internal static Entry OfSlot(int slot) => new(EntryKind.Slot, slot);
}
