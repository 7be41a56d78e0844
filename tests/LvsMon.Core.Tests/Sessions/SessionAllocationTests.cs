using System;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using LvsMon.Testing.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Sessions;

[Collection("Alone")]
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
        long least = long.MaxValue;
        for (int window = 0; window < 3; window++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            Look(list, opening, facts, ref now);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        least.Should().Be(0);
        reporter.Reports.Should().BeGreaterThan(10);
        sink.Count.Should().BeGreaterThan(10);
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
