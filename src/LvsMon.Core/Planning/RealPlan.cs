using System.Runtime.InteropServices;
using LvsMon.Core.Config;
using LvsMon.Core.Values;

namespace LvsMon.Core.Planning;

/// <summary>One real server of one virtual service.</summary>
/// <param name="Service">Index in <see cref="Plan.Services"/>.</param>
/// <param name="Endpoint">Address, and port as it stands in the kernel's table.</param>
/// <param name="Weight">0–65535.</param>
/// <param name="Upper">Upper threshold, 0 for none.</param>
/// <param name="Lower">Lower threshold, 0 for none.</param>
/// <param name="Forwarding">Forwarding method.</param>
/// <param name="Unmonitored">Assumed up, never probed.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RealPlan(
    int Service,
    Endpoint Endpoint,
    int Weight,
    int Upper,
    int Lower,
    Forwarding Forwarding,
    bool Unmonitored)
{
    /// <summary>Its intervals and thresholds; null when unmonitored.</summary>
    public Timing? Timing { get; init; }

    /// <summary>True when an agent advises on its weight.</summary>
    public bool HasAgent { get; init; }

    /// <summary>Number of its checks without an agent; 0 when unmonitored.</summary>
    public ushort CheckCount { get; init; }

    /// <summary>How many of them must pass.</summary>
    public ushort RequiredCount { get; init; }
}
