using System.Linq;
using FluentAssertions;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using LvsMon.Testing.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Sessions;

/// <summary>The reports in the loop, beside checks.</summary>
public sealed class SessionGridTests
{
    private const long Second = SessionRig.Second;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reports_BesideHundredServers_KeepTheirGridWhateverTheServersDo(bool isBlackholed)
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 100, Timings.Every(700)).Build();
        ManualClock clock = new(1_000 * Second);
        using SimulatedSockets sockets = new(clock);
        for (int host = 1; host <= 100; host++)
        {
            sockets.Put(
                PlanFactory.Host(host), isBlackholed ? SimulatedPeer.Silent() : SimulatedPeer.Accepting());
        }

        MemorySessionList list = new MemorySessionList().Lists(SessionRows.All(plan));
        SessionReporter reporter = new(plan, list);
        RecordingSink told = new();
        MonitorLoop loop = new(plan, clock, sockets, new FactStream(new DetailPool(), reporter, told));
        loop.Begin([]);
        while (clock.NowUs < 1_076 * Second)
        {
            loop.RunTurn(1_076 * Second);
        }

        long[] times = [.. told.Of(FactKind.Sessions).Select(fact => fact.TimeUs)];
        times.Should().Equal(Enumerable.Range(0, 6).Select(i => times[0] + (i * 15 * Second)));
        (times[0] - (1_000 * Second)).Should().BeLessThan(Second);
        (loop.Counters.Failed > 100).Should().Be(isBlackholed);
    }
}
