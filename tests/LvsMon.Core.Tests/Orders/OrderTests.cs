using FluentAssertions;
using LvsMon.Core.Orders;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Orders;

/// <summary>An order is what was given to it; none at all is all zero, which takes no memory in an array.</summary>
public sealed class OrderTests
{
    [Fact]
    public void Default_OfAnArray_IsNoOrder()
    {
        Order[] orders = new Order[1];
        Order order = orders[0];

        order.Should().Be(new Order(OrderKind.None, -1)).And.Be(Order.None);
        (order.Weight, order.SinceUs, order.LimitUs).Should().Be((-1, -1, -1));
    }

    [Fact]
    public void New_WithValues_HasThem()
    {
        Order order = new(OrderKind.Draining, 0) { SinceUs = 0, LimitUs = 7 };

        (order.Kind, order.Weight, order.SinceUs, order.LimitUs).Should().Be((OrderKind.Draining, 0, 0, 7));
        (order with { Weight = 65_535 }).Weight.Should().Be(65_535);
        new Order(OrderKind.None, 0).Should().NotBe(Order.None, "no weight at all is an order");
    }
}
