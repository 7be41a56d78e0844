using LvsMon.Core.Transitions;

namespace LvsMon.Core.Monitoring;

/// <summary>What operators order: it changes who carries traffic, and never a verdict.</summary>
internal static class Ordering
{
    /// <summary>Takes an order.</summary>
    /// <param name="table">The arena.</param>
    /// <param name="order">The <see cref="FactKind.Ordered"/> or <see cref="FactKind.Drained"/> to be told.</param>
    /// <returns>True when the real server is back from outside the table.</returns>
    public static bool Take(MonitorTable table, in Fact order)
    {
        ref RealState state = ref table.Reals[order.Real];
        int before = Counted(table, order.Real);
        OrderKind was = state.Order;
        state.Order = (OrderKind)order.A;
        state.OrderedWeight = order.B < 0 ? null : order.B;
        table.Services[order.Service].Up += Counted(table, order.Real) - before;
        return was != OrderKind.None && state.Order == OrderKind.None && state.IsUp;
    }

    private static int Counted(MonitorTable table, int real) => table.Reals[real].IsUp && table.Carries(real) ? 1 : 0;
}
