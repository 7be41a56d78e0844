using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Orders;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Lvs;
using LvsMon.Core.Tests.Monitoring;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Orders;

public sealed class OrderBookTests
{
    private const long SecondUs = 1_000_000;
    private static readonly Order Disabled = new(OrderKind.Disabled, -1);

    private readonly MemoryStateFile _file = new();
    private readonly Drains _drains = new();

    [Fact]
    public void Order_Given_IsToldWithWhoGaveItAndSaved()
    {
        (LoopHarness harness, OrderBook book) = Start();
        book.Give(1, Disabled, userId: 4_000_000_000, harness.Clock.NowUs).Should().BeTrue();
        harness.RunMs(1);

        harness.Facts(FactKind.Ordered).Should().ContainSingle().Which.Should().Match<Fact>(
            f => f.Real == 1 && f.A == (int)OrderKind.Disabled && f.B == -1 && unchecked((uint)f.C) == 4_000_000_000);
        _file.Text.Should().Contain("\ndisabled -1 -1 -1 ");
        book[1].Should().Be(Disabled);
    }

    [Fact]
    public void Order_GivenAgain_IsNotToldAgain()
    {
        (LoopHarness harness, OrderBook book) = Start();
        book.Give(1, Disabled, 0, harness.Clock.NowUs);
        book.Give(1, Disabled, 0, harness.Clock.NowUs);
        harness.RunMs(1);

        harness.Facts(FactKind.Ordered).Should().ContainSingle();
    }

    [Fact]
    public void Orders_AfterARestart_HoldAgain()
    {
        (LoopHarness harness, OrderBook book) = Start();
        book.Give(0, new Order(OrderKind.None, 7), 0, harness.Clock.NowUs);
        book.Give(1, Disabled, 0, harness.Clock.NowUs);
        book.Give(2, new Order(OrderKind.Draining, 3) { LimitUs = 60 * SecondUs }, 0, harness.Clock.NowUs);

        (LoopHarness next, OrderBook after) = Start(startUs: harness.Clock.NowUs + (10 * SecondUs));
        after.Restore(next.Clock.NowUs);
        next.RunMs(1);

        Enumerable.Range(0, 3).Select(real => after[real]).Should()
            .Equal(Enumerable.Range(0, 3).Select(real => book[real]));
        next.Facts(FactKind.Ordered).Select(f => (f.Real, f.C)).Should().Equal((0, -1), (1, -1), (2, -1));
        next.Loop.Table.Reals[1].Order.Should().Be(OrderKind.Disabled);
        Tend(next, after, 49);
        next.Facts(FactKind.Drained).Should().BeEmpty();
        Tend(next, after, 2);
        next.Facts(FactKind.Drained).Should().ContainSingle("its time goes on from the first start")
            .Which.DurationUs.Should().BeInRange(60 * SecondUs, 62 * SecondUs);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("lvsmon orders 1\n")]
    [InlineData("lvsmon orders 1\nend 0 1\n")]
    [InlineData("lvsmon orders 2\nend 0 1\n")]
    public void File_ThatIsNotWhole_IsToldAndNothingHolds(string text)
    {
        _file.Text = text;
        (LoopHarness harness, OrderBook book) = Start();
        book.Restore(harness.Clock.NowUs);
        harness.RunMs(1);

        harness.Facts(FactKind.OrdersUnread).Should().ContainSingle();
        harness.Facts(FactKind.Ordered).Should().BeEmpty();
    }

    [Fact]
    public void File_CutAnywhere_IsNotWhole()
    {
        (LoopHarness harness, OrderBook book) = Start();
        book.Give(0, new Order(OrderKind.None, 7), 0, harness.Clock.NowUs);
        book.Give(1, Disabled, 0, harness.Clock.NowUs);
        byte[] whole = System.Text.Encoding.ASCII.GetBytes(_file.Text);
        OrderText.TryRead(whole, out List<(Order, string, string)> orders).Should().BeTrue();
        orders.Should().HaveCount(2);

        for (int length = 0; length < whole.Length; length++)
        {
            OrderText.TryRead(whole.AsSpan(0, length), out _).Should().BeFalse();
            byte[] damaged = [.. whole];
            damaged[length] ^= 1;
            OrderText.TryRead(damaged, out _).Should().BeFalse();
        }
    }

    [Fact]
    public void File_ThatIsRefused_IsToldWithItsReason()
    {
        _file.Refused = "is no regular file";
        (LoopHarness harness, OrderBook book) = Start();
        book.Restore(harness.Clock.NowUs);
        harness.RunMs(1);

        Fact told = harness.Facts(FactKind.OrdersUnread).Should().ContainSingle().Which;
        System.Text.Encoding.ASCII.GetString(harness.Details.Find(told.Detail, out _)).Should().Be(_file.Refused);
    }

    [Fact]
    public void File_ThatCannotBeWritten_IsToldOnceAndTriedAgain()
    {
        (LoopHarness harness, OrderBook book) = Start();
        _file.Error = OsError.NoSpace;
        book.Give(0, Disabled, 0, harness.Clock.NowUs);
        book.Give(1, Disabled, 0, harness.Clock.NowUs);
        Tend(harness, book, 100);
        harness.Facts(FactKind.OrdersUnsaved).Should().ContainSingle();
        harness.Loop.Table.Reals[1].Order.Should().Be(OrderKind.Disabled, "it holds all the same");

        _file.Error = OsError.None;
        Tend(harness, book, 61);

        _file.Text.Should().Contain("end 2 ");
        book.NextUs.Should().Be(long.MaxValue);
    }

    [Fact]
    public void Draining_WhoseConnectionsEnd_LeavesAtOnce()
    {
        (LoopHarness harness, OrderBook book) = Start();
        _drains.Left = 3;
        book.Give(1, new Order(OrderKind.Draining, -1), 0, harness.Clock.NowUs);
        Tend(harness, book, 3600);
        harness.Facts(FactKind.Drained).Should().BeEmpty();
        _drains.Left = 0;
        Tend(harness, book, 2);

        harness.Facts(FactKind.Drained).Should().ContainSingle().Which.Should().Match<Fact>(
            f => f.Real == 1 && f.C == 0 && f.A == (int)OrderKind.Drained);
        book[1].Kind.Should().Be(OrderKind.Drained);
        _file.Text.Should().Contain("\ndrained ");
    }

    [Fact]
    public void Draining_CountedBeforeItsWeightWasNought_WaitsForAnotherCount()
    {
        (LoopHarness harness, OrderBook book) = Start();
        (_drains.Left, _drains.Weight, _drains.TableReadUs) = (0, 10, harness.Clock.NowUs + 1);
        _drains.CountedUs = harness.Clock.NowUs + 2;
        book.Give(1, new Order(OrderKind.Draining, -1), 0, harness.Clock.NowUs);
        Tend(harness, book, 3);
        (_drains.Weight, _drains.TableReadUs) = (0, harness.Clock.NowUs);
        Tend(harness, book, 3);
        harness.Facts(FactKind.Drained).Should().BeEmpty("somebody may have come before the weight was 0");

        // The table is read again and again, each time after the count.
        long quietUs = _drains.TableReadUs;
        for (int i = 0; i < 5 && harness.Facts(FactKind.Drained).Count == 0; i++)
        {
            _drains.CountedUs = i == 0 ? _drains.CountedUs : harness.Clock.NowUs;
            _drains.TableReadUs = harness.Clock.NowUs + 1;
            Tend(harness, book, 1);
        }

        _drains.CountedUs.Should().BeGreaterThan(quietUs);
        harness.Facts(FactKind.Drained).Should().ContainSingle("no later reading makes the count old");
    }

    [Fact]
    public void Draining_OneThatLeavesTheTable_HasDrained()
    {
        (LoopHarness harness, OrderBook book) = Start();
        (_drains.Left, _drains.Weight) = (3, -1);
        book.Give(1, new Order(OrderKind.Draining, -1), 0, harness.Clock.NowUs);
        Tend(harness, book, 2);

        harness.Facts(FactKind.Drained).Should().ContainSingle().Which.C.Should().Be(0);
    }

    [Fact]
    public void Draining_ThatIsOrderedAnotherLimit_GoesOnFromItsBeginning()
    {
        (LoopHarness harness, OrderBook book) = Start();
        _drains.Left = 3;
        book.Give(1, new Order(OrderKind.Draining, -1), 0, harness.Clock.NowUs);
        Tend(harness, book, 30);
        book.Give(1, new Order(OrderKind.Draining, -1) { LimitUs = 40 * SecondUs }, 0, harness.Clock.NowUs);
        Tend(harness, book, 12);

        harness.Facts(FactKind.Drained).Should().ContainSingle().Which.C.Should().Be(3);
    }

    [Fact]
    public void Order_BeyondTheLimit_IsRefused()
    {
        (LoopHarness harness, OrderBook book) = Start(reals: OrderBook.Limit + 1);
        for (int real = 0; real < OrderBook.Limit; real++)
        {
            book.Give(real, Disabled, 0, harness.Clock.NowUs).Should().BeTrue();
        }

        book.Give(OrderBook.Limit, Disabled, 0, harness.Clock.NowUs).Should().BeFalse();
        book.Give(0, new Order(OrderKind.Drained, 65_535), 0, harness.Clock.NowUs).Should().BeTrue("it has its place");
        OrderText.TryRead(System.Text.Encoding.ASCII.GetBytes(_file.Text), out List<(Order, string, string)> orders)
            .Should().BeTrue();
        orders.Should().HaveCount(OrderBook.Limit);
    }

    [Fact]
    public void Reload_WithoutTheRealServer_EndsItsOrder()
    {
        (LoopHarness harness, OrderBook book) = Start();
        book.Give(0, Disabled, 0, harness.Clock.NowUs);
        book.Give(2, Disabled, 0, harness.Clock.NowUs);
        harness.RunMs(1);
        book.Follow(harness.Follow(PlanOf(2)));
        Tend(harness, book, 1);

        book[0].Should().Be(Disabled);
        _file.Text.Should().Contain("end 1 ", "it must not come back with the real server");
    }

    private static Plan PlanOf(int reals) =>
        new PlanFactory().Service(1).Reals(1, reals, Timings.Every(1000)).Build();

    private static void Tend(LoopHarness harness, OrderBook book, int seconds)
    {
        for (int i = 0; i < seconds; i++)
        {
            harness.RunMs(1000);
            if (book.NextUs <= harness.Clock.NowUs)
            {
                book.Tend(harness.Clock.NowUs);
            }
        }

        harness.RunMs(1);
    }

    private (LoopHarness Harness, OrderBook Book) Start(int reals = 3, long startUs = 1_000_000_000)
    {
        LoopHarness harness = new(PlanOf(reals), startUs: startUs);
        return (harness, new OrderBook(harness.Loop, harness.Stream, _file, _drains));
    }

    private sealed class Drains : IDrainView
    {
        public long Left { get; set; } = -1;

        public long CountedUs { get; set; } = long.MaxValue;

        public int Weight { get; set; }

        public long TableReadUs { get; set; } = long.MaxValue - 1;

        public int WeightInTable(int real) => Weight;

        public long ConnectionsAfter(int real, long timeUs) => CountedUs > timeUs ? Left : -1;
    }
}
