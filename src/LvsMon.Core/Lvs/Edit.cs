using System.Runtime.InteropServices;
using LvsMon.Core.Values;

namespace LvsMon.Core.Lvs;

/// <summary>
/// One change of the table. <paramref name="Slot"/> is -1 for a service and for a destination that the plan does not
/// name; <paramref name="WeightOnly"/> says that nothing but the weight differs.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Edit(
    EditKind Kind,
    int Service,
    int Slot,
    Endpoint Endpoint,
    Destination Record,
    bool WeightOnly,
    long SinceUs)
{
    /// <summary>The entry that it changes.</summary>
    internal Entry Entry => Slot >= 0 ? Entry.OfSlot(Slot)
        : Kind == EditKind.Delete ? Entry.OfExtras(Service)
        : Entry.OfService(Service);
}
