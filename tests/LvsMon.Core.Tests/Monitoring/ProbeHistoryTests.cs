using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>What a monitor has said lately is there for whoever asks.</summary>
public sealed class ProbeHistoryTests
{
    [Fact]
    public void Find_NothingNoted_IsEmpty()
    {
        ProbeHistory history = new(2);

        Runs(history, 1).Should().BeEmpty();
    }

    [Fact]
    public void Note_EqualResultsInARow_AreOneWithTheTimesOfTheLast()
    {
        ProbeHistory history = new(2);
        history.Note(Result(CheckReason.StatusAccepted, 200) with { ConnectUs = 5, QueryUs = 7, Received = 9 }, 1000);
        history.Note(Result(CheckReason.StatusAccepted, 200, 44) with { ConnectUs = 3, TlsUs = 2, QueryUs = 6 }, 3000);

        ProbeRun run = Runs(history, 1).Should().ContainSingle().Which;
        (run.Times, run.FirstUs, run.LastUs).Should().Be((2, 1000, 3000));
        (run.CheckUs, run.ConnectUs, run.TlsUs, run.QueryUs, run.Received).Should().Be((44, 3, 2, 6, 0));
        (run.Reason, run.Number).Should().Be((CheckReason.StatusAccepted, (short)200));
        Runs(history, 0).Should().BeEmpty("that is another monitor");
    }

    [Fact]
    public void Note_AnotherNumberOrReason_IsAnotherEntryAndTheOldestGoes()
    {
        ProbeHistory history = new(2);
        (CheckReason Reason, short Number)[] said =
        [
            (CheckReason.StatusAccepted, 200), (CheckReason.StatusRefused, 503), (CheckReason.StatusRefused, 502),
            (CheckReason.ConnectRefused, 0), (CheckReason.StatusAccepted, 200), (CheckReason.StatusAccepted, 200),
            (CheckReason.ConnectTimeout, 0),
        ];
        for (int i = 0; i < said.Length; i++)
        {
            history.Note(Result(said[i].Reason, said[i].Number), 1000 * i);
        }

        Runs(history, 1).Select(run => (run.Reason, run.Number, run.Times)).Should().Equal(
            (CheckReason.ConnectTimeout, 0, 1u),
            (CheckReason.StatusAccepted, 200, 2u),
            (CheckReason.ConnectRefused, 0, 1u),
            (CheckReason.StatusRefused, 502, 1u));
    }

    [Fact]
    public void Loop_ServerFailsAndReloadKeepsIt_RemembersWhatItSaidBefore()
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 2, Timings.Every(1000)).Build();
        LoopHarness harness = new(plan);
        harness.Put(2, SimulatedPeer.Accepting());
        harness.RunMs(2500);
        long passes = Runs(harness.Loop.Table.History, MonitorOf(harness.Plan, 2))[0].Times;
        harness.Put(2, SimulatedPeer.Refusing());
        harness.RunMs(2000);
        harness.Follow(new PlanFactory().Service(1).Reals(2, 1, Timings.Every(1000)).Build());
        harness.RunMs(1000);

        List<ProbeRun> runs = Runs(harness.Loop.Table.History, MonitorOf(harness.Plan, 2));
        runs.Select(run => run.Reason).Should().Equal(CheckReason.ConnectRefused, CheckReason.Connected);
        runs[1].Times.Should().Be((uint)passes).And.BeGreaterThan(1);
        runs[0].Times.Should().BeGreaterThan(2);
        runs[0].FirstUs.Should().BeGreaterThan(runs[1].LastUs);
        harness.Plan.Monitors.Should().ContainSingle("the other server has gone");
    }

    private static int MonitorOf(Plan plan, int host) =>
        plan.Monitors.ToList().FindIndex(monitor => monitor.Target == PlanFactory.Host(host));

    private static Conclusion Result(CheckReason reason, short number, int checkUs = 10) =>
        new(1, new CheckResult(reason, number), checkUs, 0);

    private static List<ProbeRun> Runs(ProbeHistory history, int monitor) =>
        [.. Enumerable.Range(0, ProbeHistory.Depth + 1).Select(back => history.Find(monitor, back))
            .TakeWhile(run => run.Times > 0)];
}
