using FluentAssertions;
using LvsMon.Core.Events;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using LvsMon.Testing.Os;
using LvsMon.Testing.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Sessions;

public sealed class SessionAllocationTests
{
    [Theory]
    [InlineData(OsError.None)]
    [InlineData(OsError.NoDescriptor)]
    public void Flush_AtEachPointOfTheGrid_AllocatesNothing(OsError opening)
    {
        Plan plan = SessionRig.Large(1000);
        MemorySessionList list = new MemorySessionList().Lists(SessionRows.All(plan));
        SessionReporter reporter = new(plan, list);
        CountingSink sink = new();
        FactStream facts = new(new DetailPool(), reporter, sink);
        long now = 0;
        Look(list, opening, facts, ref now);
        long bytes = Allocation.Of(() => Look(list, opening, facts, ref now), 3);

        bytes.Should().Be(0);
        reporter.Reports.Should().BeGreaterThan(10);
        sink.Count.Should().BeGreaterThan(10);
    }

    [Fact]
    public void Flush_LinesOfTenThousandServices_AreWrittenAsEventsWithoutAllocation()
    {
        Plan plan = SessionRig.Wide(10_000);
        MemorySessionList list = new MemorySessionList().Lists(SessionRows.All(plan));
        SessionReporter reporter = new(plan, list);
        DetailPool details = new();
        EventSink events = new(plan, details, new ManualClock(), FixedWallClock.Default, "1");
        CountingSink sink = new();
        FactStream facts = new(details, reporter, events, sink);
        long now = 0;
        Look(list, OsError.None, facts, ref now);
        long told = sink.Count;
        long bytes = Allocation.Of(() => Look(list, OsError.None, facts, ref now), 3);

        bytes.Should().Be(0);
        (sink.Count - told).Should().Be(3 * 10 * (1 + 2 + 10_000));
    }

    private static void Look(MemorySessionList list, OsError opening, FactStream facts, ref long now)
    {
        for (int i = 0; i < 10; i++)
        {
            now += 15 * SessionRig.Second;
            list.OpenError = i % 2 == 0 ? opening : OsError.None;
            while (facts.Flush(now) == now)
            {
                now++;
            }
        }
    }
}
