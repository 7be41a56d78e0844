using System;
using LvsMon.Core.Lvs;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Transitions;

namespace LvsMon.Composition;

/// <summary>The table as the control socket shows it: Control and Lvs do not know each other.</summary>
internal sealed class TableView : ITableView
{
    private readonly TableStatus _status;

    /// <summary>Makes the view.</summary>
    /// <param name="kind">Where the table lives.</param>
    /// <param name="status">Of the keeper or the shadow.</param>
    public TableView(string kind, TableStatus status)
    {
        Kind = kind;
        _status = status;
    }

    /// <inheritdoc/>
    public string Kind { get; }

    /// <inheritdoc/>
    public bool IsKnown => _status.IsKnown;

    /// <inheritdoc/>
    public bool IsInStep => _status.IsInStep;

    /// <inheritdoc/>
    public long ReadUs => _status.ReadUs;

    /// <inheritdoc/>
    public int WantedWeight(int real) => _status.WantedWeight(real);

    /// <inheritdoc/>
    public int WeightInTable(int real) => _status.WeightInTable(real);

    /// <inheritdoc/>
    public HoldCause HoldOf(int real) => _status.IsHeldByFloor(real) ? HoldCause.Floor
        : _status.IsHeldByIsolation(real) ? HoldCause.Isolation
        : HoldCause.None;

    /// <inheritdoc/>
    public bool TryFindLine(int real, long before, Span<byte> buffer, out WrittenLine line) =>
        _status.TryFindLine(real, before, buffer, out line);

    /// <inheritdoc/>
    public bool IsFallbackWanted(int service) => _status.IsFallbackWanted(service);
}
