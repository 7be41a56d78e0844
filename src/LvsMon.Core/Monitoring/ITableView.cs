using System;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>What is shown of the kernel's table; indexes are those of the running plan.</summary>
public interface ITableView
{
    /// <summary>Where the table lives: <c>ipvsadm</c>, <c>memory</c>, <c>dry-run</c>, or <c>shadow</c> for one that
    /// somebody else keeps.</summary>
    string Kind { get; }

    /// <summary>False until the table has been read with the running plan.</summary>
    bool IsKnown { get; }

    /// <summary>False while the table is told to be out of step.</summary>
    bool IsInStep { get; }

    /// <summary>When the last complete reading ended, monotonic microseconds; -1 for never.</summary>
    long ReadUs { get; }

    /// <summary>The weight that the real server should have in the table now, -1 when it should not be there.</summary>
    int WantedWeight(int real);

    /// <summary>The weight at the last reading, -1 when it was not there.</summary>
    int WeightInTable(int real);

    /// <summary>Why it keeps its place although it is down.</summary>
    HoldCause HoldOf(int real);

    /// <summary>The newest line about a real server that was given to ipvsadm before another.</summary>
    /// <param name="real">The real server.</param>
    /// <param name="before">The other's number; <see cref="long.MaxValue"/> for the newest of all.</param>
    /// <param name="buffer">At least <see cref="WrittenLine.MaxBytes"/>, for its text.</param>
    /// <param name="line">The line.</param>
    /// <returns>False when none is remembered.</returns>
    bool TryFindLine(int real, long before, Span<byte> buffer, out WrittenLine line);

    /// <summary>True when the service's fallback should be in the table now.</summary>
    bool IsFallbackWanted(int service);
}
