using System.Collections.Generic;
using FluentAssertions;
using LvsMon.Core.Metrics;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Control;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Metrics;

public sealed class MetricCountersTests
{
    [Fact]
    public void Accept_EveryFactThatCounts_IsCounted()
    {
        MetricCounters counters = new(ControlScene.SomePlan());

        counters.Accept(new Fact(FactKind.Up) { Service = 1, Real = 2 });
        counters.Accept(new Fact(FactKind.Down) { Service = 1, Real = 2 });
        counters.Accept(new Fact(FactKind.Down) { Service = 1, Real = 3 });
        counters.Accept(new Fact(FactKind.Table) { A = 5, DurationUs = 2000 });
        counters.Accept(new Fact(FactKind.Drift) { A = 3, B = 1 });
        counters.Accept(new Fact(FactKind.Drift) { A = 2, B = 0 });
        counters.Accept(new Fact(FactKind.Fight) { B = 4 });
        counters.Accept(new Fact(FactKind.Reload));
        counters.Accept(new Fact(FactKind.ReloadRefused) { A = 7 });
        counters.Accept(new Fact(FactKind.Isolated) { A = 2 });
        counters.Accept(new Fact(FactKind.Confirmed) { Service = 1, Real = 2 });

        counters.Transitions(1, up: true).Should().Be(1);
        counters.Transitions(1, up: false).Should().Be(2);
        counters.Transitions(0, up: true).Should().Be(0);
        counters.Edits.Should().Be(5);
        counters.FlushTimes.Count.Should().Be(1);
        counters.FlushTimes.SumUs.Should().Be(2000);
        counters.Drifts.Should().Be(5);
        counters.DriftsRepaired.Should().Be(3);
        counters.Fights.Should().Be(4);
        counters.ReloadsTaken.Should().Be(1);
        counters.ReloadsRefused.Should().Be(1);
        counters.Isolations.Should().Be(1);
    }

    [Fact]
    public void Follow_ServiceThatStays_KeepsItsCounters()
    {
        Plan before = new PlanFactory()
            .Service(1).Real(1, Timings.Every(1000)).Service(2).Real(2, Timings.Every(1000)).Build();
        Plan after = new PlanFactory()
            .Service(3).Real(3, Timings.Every(1000)).Service(2).Real(2, Timings.Every(1000)).Build();
        MetricCounters counters = new(before);
        counters.Accept(new Fact(FactKind.Up) { Service = 0, Real = 0 });
        counters.Accept(new Fact(FactKind.Down) { Service = 1, Real = 1 });
        counters.Accept(new Fact(FactKind.Table) { A = 5, DurationUs = 2000 });

        counters.Follow(PlanDiff.Between(before, after));

        counters.Transitions(0, up: true).Should().Be(0, "it is another service");
        counters.Transitions(1, up: false).Should().Be(1);
        counters.Edits.Should().Be(5);
    }

    [Fact]
    public void Durations_KindsOfAReload_KeepTheirCounters()
    {
        Plan before = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000), FakePrograms.Connect, FakePrograms.Greeting).Build();
        Plan after = new PlanFactory().Service(1).Real(1, Timings.Every(1000), FakePrograms.Greeting).Build();
        ControlScene scene = new(before);
        scene.Harness.Put(1, SimulatedPeer.Accepting());
        scene.Harness.RunMs(4500);
        string connect = CheckKinds.NameOf(FakePrograms.Connect);
        long passed = CountOf(scene, connect);

        scene.Harness.Follow(after);
        scene.Answers.Follow();
        scene.Harness.RunMs(10_000);

        passed.Should().BePositive();
        CountOf(scene, connect).Should().Be(passed, "nobody does it any more");
        CountOf(scene, CheckKinds.NameOf(FakePrograms.Greeting)).Should().BePositive();
    }

    private static long CountOf(ControlScene scene, string kind)
    {
        Dictionary<string, decimal> samples = PageText.Samples(PageText.Of(scene.Page, scene.NowUs));
        return (long)samples[$"lvsmon_check_duration_seconds_count{{check=\"{kind}\"}}"];
    }
}
