using System;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Lvs;

/// <summary>What can be asked of the part that has the table in hand, for whoever shows it; indexes are those of the
/// running plan. Nothing is computed here: wish and reading are what the last turn left.</summary>
public sealed class TableStatus
{
    private readonly TableHealth _health;

    internal TableStatus(TableArena arena, TableHealth health)
    {
        Arena = arena;
        _health = health;
    }

    /// <summary>False until the table has been read with the running plan.</summary>
    public bool IsKnown => Arena.IsKnown;

    /// <summary>False while the table is told to be out of step, also while an entry is left as it is.</summary>
    public bool IsInStep => !_health.IsOut;

    /// <summary>True when nothing more is done to the table for now: it is what it should be, or what was tried
    /// has failed and waits. Always true for who keeps its hands off.</summary>
    public bool IsAtRest { get; internal set; } = true;

    /// <summary>When the last complete reading ended, monotonic microseconds; -1 before the first with this
    /// plan.</summary>
    public long ReadUs => Arena.ReadUs;

    /// <summary>The arena of the running plan.</summary>
    internal TableArena Arena { get; set; }

    /// <summary>The weight that the real server should have in the table now, -1 when it should not be there.</summary>
    public int WantedWeight(int real) => Arena.Desired.Present[real] ? Arena.Desired.Records[real].Weight : -1;

    /// <summary>The weight as last read, -1 when it was not there.</summary>
    public int WeightInTable(int real) => Arena.Actual.Present[real] ? Arena.Actual.Records[real].Weight : -1;

    /// <summary>The newest line about a real server that was given to ipvsadm before another.</summary>
    /// <param name="real">The real server.</param>
    /// <param name="before">The other's number; <see cref="long.MaxValue"/> for the newest of all.</param>
    /// <param name="buffer">At least <see cref="WrittenLine.MaxBytes"/>, for its text.</param>
    /// <param name="line">The line.</param>
    /// <returns>False when none is remembered.</returns>
    public bool TryFindLine(int real, long before, Span<byte> buffer, out WrittenLine line) =>
        Arena.Trail.TryFind(real, before, buffer, out line);

    /// <summary>True while the real server is down and the floor keeps it in.</summary>
    public bool IsHeldByFloor(int real) => Arena.Desired.IsHeldByFloor(real);

    /// <summary>True while the real server is down and kept in because the director doubts itself.</summary>
    public bool IsHeldByIsolation(int real) => Arena.Desired.IsHeldByIsolation(real);

    /// <summary>True when the service's fallback should be in the table now.</summary>
    public bool IsFallbackWanted(int service) => Arena.Desired.Present[Arena.Layout.RealCount + service];
}
