using System;
using LvsMon.Testing.Os;

namespace LvsMon.Simulation.Surroundings;

/// <summary>Two sources as one; what the earlier has to tell is told first.</summary>
internal sealed class WakeSources(IWakeSource one, IWakeSource other) : IWakeSource
{
    /// <inheritdoc/>
    public long NextUs => Math.Min(one.NextUs, other.NextUs);

    /// <inheritdoc/>
    public int Slot => Earlier.Slot;

    private IWakeSource Earlier => one.NextUs <= other.NextUs ? one : other;

    /// <inheritdoc/>
    public void Told() => Earlier.Told();
}
