using LvsMon.Core.Transitions;

namespace LvsMon.Core.Orders;

/// <summary>What an operator has ordered about one real server.</summary>
/// <param name="Kind">Its place in the table.</param>
/// <param name="Weight">The weight instead of the configured one, 0-65535; -1 for the configured one.</param>
public readonly record struct Order(OrderKind Kind, int Weight)
{
    /// <summary>None at all.</summary>
    public static Order None => new(OrderKind.None, -1);

    /// <summary>Since when it drains, monotonic microseconds.</summary>
    public long SinceUs { get; init; } = -1;

    /// <summary>How long that may take, microseconds; -1 for as long as it likes.</summary>
    public long LimitUs { get; init; } = -1;
}
