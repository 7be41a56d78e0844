using System.Linq;
using FluentAssertions;
using LvsMon.Core.Control;
using LvsMon.Core.Notify;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Monitoring;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Notify;

public sealed class LoopServiceCountsTests
{
    [Fact]
    public void Counts_OneDownOneOrderedOut_AreThoseOfTheLog()
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 3, Timings.Every(1000)).Build();
        SimulatedPeer pong = SimulatedPeer.Saying(PeerStep.Hear(4), PeerStep.Say("pong", 700));
        LoopHarness harness = new(plan, sockets =>
        {
            sockets.Put(PlanFactory.Host(1), pong);
            sockets.Put(PlanFactory.Host(2), pong);
        });
        harness.RunMs(5_000);
        LoopServiceCounts counts = new();
        counts.Attach(harness.Loop);
        (counts.Up(0), counts.Carrying(0)).Should().Be((2, 3));

        harness.Loop.Order(new Fact(FactKind.Ordered)
        { TimeUs = harness.Clock.NowUs, Service = 0, Real = 0, A = (int)OrderKind.Disabled, B = -1 });

        (counts.Up(0), counts.Carrying(0)).Should().Be((1, 2), "1 of 2, whoever is down");
    }

    [Theory]
    [InlineData("LVSMON_UP", "up")]
    [InlineData("LVSMON_CARRYING", "carrying")]
    public void Variable_ThatCountsRealServers_MeansWhatTheFieldOfStatusMeans(string variable, string field)
    {
        string words = NotifyVariables.All.Single(one => one.Name == variable).Description;

        string meant = ControlCatalogue.Fields.Single(one => one.Document == "service" && one.Name == field).Meaning;
        words.Replace(" of the service", "", System.StringComparison.Ordinal)
            .Replace(", at the program's start", "", System.StringComparison.Ordinal).Should().Be(meant);
    }
}
