using System;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Orders;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;

namespace LvsMon.Core.Control;

/// <summary>The answer to one of <c>disable</c>, <c>enable</c>, <c>drain</c> and <c>weight</c>: the order is taken, and
/// the document says how the real server stands then. The table follows in the next turns.</summary>
internal sealed class OrderAnswer : IControlAnswer
{
    private const int MaxWeight = 65_535;
    private readonly ControlVerb _verb;
    private readonly StatusView _view;
    private readonly OrderBook _orders;

    public OrderAnswer(ControlVerb verb, StatusView view, OrderBook orders)
    {
        _verb = verb;
        _view = view;
        _orders = orders;
    }

    /// <inheritdoc/>
    public int Edition => _view.Edition;

    /// <inheritdoc/>
    public ControlError Begin(in ControlRequest request, ref AnswerCursor cursor)
    {
        ControlError error = RealNames.Find(in request, _view, out cursor.Real);
        if (error != ControlError.None)
        {
            return error;
        }

        long weight = request.Number(ControlField.Weight);
        long limitUs = request.Has(ControlField.LimitUs) ? request.Number(ControlField.LimitUs) : -1;
        if (weight is < 0 or > MaxWeight || (request.Has(ControlField.LimitUs) && limitUs < 0))
        {
            return ControlError.BadValue;
        }

        Order before = _orders[cursor.Real];
        Order order = _verb switch
        {
            ControlVerb.Disable => new Order(OrderKind.Disabled, before.Weight),
            ControlVerb.Drain => new Order(OrderKind.Draining, before.Weight) { LimitUs = limitUs },
            ControlVerb.Weight => before with { Weight = (int)weight },
            _ => Order.None,
        };
        if (TakesOut(order) && !TakesOut(before) && !request.Flag(ControlField.Force) && IsLastOne(cursor.Real))
        {
            return ControlError.LastOne;
        }

        return _orders.Give(cursor.Real, order, request.UserId, request.NowUs)
            ? ControlError.None
            : ControlError.TooManyOrders;
    }

    /// <inheritdoc/>
    public int Write(Span<byte> buffer, ref AnswerCursor cursor, long nowUs)
    {
        cursor.IsDone = true;
        return _view.WriteOrder(buffer, cursor.Real, nowUs);
    }

    private static bool TakesOut(in Order order) => order.Kind != OrderKind.None || order.Weight == 0;

    /// <summary>True when the real server should carry traffic now, and no other of its virtual service.</summary>
    private bool IsLastOne(int real)
    {
        if (_view.Table.WantedWeight(real) <= 0)
        {
            return false;
        }

        ref readonly ServicePlan plan = ref _view.Plan.Services[_view.Plan.Reals[real].Service];
        for (int other = plan.FirstReal; other < plan.FirstReal + plan.RealCount; other++)
        {
            // The table has not yet followed what another client has ordered in this turn.
            if (other != real && _view.Table.WantedWeight(other) > 0 && _view.Table.HoldOf(other) == HoldCause.None
                && !TakesOut(_orders[other]))
            {
                return false;
            }
        }

        return true;
    }
}
