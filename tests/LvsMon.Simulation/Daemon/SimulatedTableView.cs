using System;
using LvsMon.Core.Lvs;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Transitions;

namespace LvsMon.Simulation.Daemon;

/// <summary>The table as the control socket shows it.</summary>
internal sealed class SimulatedTableView(TableStatus status) : ITableView
{
    /// <inheritdoc/>
    public string Kind => "ipvsadm";

    /// <inheritdoc/>
    public bool IsKnown => status.IsKnown;

    /// <inheritdoc/>
    public bool IsInStep => status.IsInStep;

    /// <inheritdoc/>
    public long ReadUs => status.ReadUs;

    /// <inheritdoc/>
    public int WantedWeight(int real) => status.WantedWeight(real);

    /// <inheritdoc/>
    public int WeightInTable(int real) => status.WeightInTable(real);

    /// <inheritdoc/>
    public HoldCause HoldOf(int real) => status.IsHeldByFloor(real) ? HoldCause.Floor
        : status.IsHeldByIsolation(real) ? HoldCause.Isolation
        : HoldCause.None;

    /// <inheritdoc/>
    public bool TryFindLine(int real, long before, Span<byte> buffer, out WrittenLine line) =>
        status.TryFindLine(real, before, buffer, out line);

    /// <inheritdoc/>
    public bool IsFallbackWanted(int service) => status.IsFallbackWanted(service);
}
