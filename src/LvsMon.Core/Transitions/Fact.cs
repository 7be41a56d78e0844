using System.Runtime.InteropServices;
using LvsMon.Core.Checks;

namespace LvsMon.Core.Transitions;

/// <summary>
/// One thing that happened, as a small value: what every sink is told, once, in order. Indexes are those of the
/// running plan, -1 for
/// none; what A to D and the duration mean is said at each <see cref="FactKind"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Fact(FactKind Kind)
{
    /// <summary>Number in the one stream of facts, from 1; 0 until posted.</summary>
    public long Sequence { get; init; }

    /// <summary>When, monotonic microseconds.</summary>
    public long TimeUs { get; init; }

    /// <summary>Index of the virtual service, or -1.</summary>
    public int Service { get; init; } = -1;

    /// <summary>Index of the real server, or -1.</summary>
    public int Real { get; init; } = -1;

    /// <summary>Why.</summary>
    public CheckReason Reason { get; init; }

    /// <summary>The reason's number (an HTTP status).</summary>
    public short Number { get; init; }

    /// <summary>A count; for <see cref="FactKind.Up"/> and <see cref="FactKind.Down"/> the results in a row that
    /// decided.</summary>
    public int A { get; init; }

    /// <summary>A count; for <see cref="FactKind.Up"/> and <see cref="FactKind.Down"/> the threshold (rise or
    /// fall).</summary>
    public int B { get; init; }

    /// <summary>A count; for <see cref="FactKind.Up"/> and <see cref="FactKind.Down"/> how many real servers of the
    /// service are up after it: 0 makes the line an alert.</summary>
    public int C { get; init; }

    /// <summary>A count; for <see cref="FactKind.Up"/> and <see cref="FactKind.Down"/> how long the deciding check
    /// took, microseconds.</summary>
    public int D { get; init; }

    /// <summary>A duration in microseconds; for <see cref="FactKind.Up"/> and <see cref="FactKind.Down"/> how long
    /// the state before lasted, or -1 for the first verdict.</summary>
    public long DurationUs { get; init; } = -1;

    /// <summary>Ticket of a text in the <see cref="DetailPool"/>, 0 for none.</summary>
    public int Detail { get; init; }
}
