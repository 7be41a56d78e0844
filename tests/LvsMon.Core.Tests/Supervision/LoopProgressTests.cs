using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Supervision;
using LvsMon.Core.Tests.Monitoring;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Supervision;

/// <summary>What the real loop says of its oldest work, and whether it counts as getting on.</summary>
public sealed class LoopProgressTests
{
    private const int Reals = 200;

    [Fact]
    public void Loop_AmongSilentAndAnsweringServers_GetsOnInEveryTurn()
    {
        LoopHarness harness = new(Plan());
        for (int host = 1; host <= Reals / 2; host++)
        {
            harness.Put(host, SimulatedPeer.Accepting());
        }

        Progress progress = new();
        int turns = 0;
        int behind = 0;
        harness.AfterTurn = () =>
        {
            turns++;
            behind += progress.Look(harness.Clock.NowUs, harness.Loop.DueUs) ? 0 : 1;
        };
        harness.RunMs(30_000);

        behind.Should().Be(0);
        turns.Should().BeGreaterThan(Reals * 10);
    }

    [Fact]
    public void Due_WorkThatNobodyDoes_StaysInThePast()
    {
        LoopHarness harness = new(Plan());
        harness.RunMs(5_000);
        long dueUs = harness.Loop.DueUs;
        dueUs.Should().BeInRange(harness.Clock.NowUs, harness.Clock.NowUs + 1_000_000);

        harness.Clock.Advance(60_000_000);

        harness.Loop.DueUs.Should().Be(dueUs);
        harness.Loop.Stop();
        harness.Loop.DueUs.Should().Be(long.MaxValue, "nothing is due any more");
    }

    private static Plan Plan() => new PlanFactory().Service(1).Reals(1, Reals, Timings.Every(1_000)).Build();
}
