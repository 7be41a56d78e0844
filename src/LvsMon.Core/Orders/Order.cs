using LvsMon.Core.Transitions;

namespace LvsMon.Core.Orders;

/// <summary>What an operator has ordered about one real server.</summary>
/// <param name="Kind">Its place in the table.</param>
/// <param name="Weight">The weight instead of the configured one, 0-65535; -1 for the configured one.</param>
/// <remarks>No order is all zero, so that the system gives no memory to those of a hundred thousand real servers of
/// which nothing was ordered.</remarks>
public readonly record struct Order(OrderKind Kind, int Weight)
{
    private readonly int _weightAndOne = Weight + 1;
    private readonly long _sinceAndOneUs;
    private readonly long _limitAndOneUs;

    /// <summary>None at all.</summary>
    public static Order None => default;

    /// <summary>The weight instead of the configured one, 0-65535; -1 for the configured one.</summary>
    public int Weight
    {
        get => _weightAndOne - 1;
        init => _weightAndOne = value + 1;
    }

    /// <summary>Since when it drains, monotonic microseconds; -1 when it does not.</summary>
    public long SinceUs
    {
        get => _sinceAndOneUs - 1;
        init => _sinceAndOneUs = value + 1;
    }

    /// <summary>How long that may take, microseconds; -1 for as long as it likes.</summary>
    public long LimitUs
    {
        get => _limitAndOneUs - 1;
        init => _limitAndOneUs = value + 1;
    }
}
