using System;
using FluentAssertions;
using LvsMon.Core.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>
/// A small simulation: random plans, peers, own faults, pauses and reloads, watched by a checker that shares no code
/// with the loop. The failing seed stands in the message.
/// </summary>
public sealed class StormTests
{
    private const int SeedsPerCase = 20;
    private const int Turns = 2000;

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(140)]
    [InlineData(160)]
    [InlineData(180)]
    public void Storm_OfRandomTrouble_BreaksNoPromise(int firstSeed)
    {
        int edges = 0;
        for (int seed = firstSeed; seed < firstSeed + SeedsPerCase; seed++)
        {
            edges += Run(seed);
        }

        edges.Should().BeGreaterThan(SeedsPerCase * 50, "a storm in which nothing happens proves nothing");
    }

    private static int Run(int seed)
    {
        int turn = 0;
        try
        {
            StormWorld world = new(seed);
            LoopHarness harness = new(world.NextPlan());
            harness.Sockets.IsRecording = false;
            StormChecker checker = new(harness, world);
            for (; turn < Turns; turn++)
            {
                world.Trouble(harness);
                if (world.Reloads())
                {
                    PlanChange change = harness.Follow(world.NextPlan());
                    checker.AfterReload(change);
                }

                harness.Loop.RunTurn(harness.Clock.NowUs + world.NextTurnUs());
                checker.AfterTurn();
            }

            world.Calm(harness);
            long calmUs = harness.Clock.NowUs + 60_000_000;
            while (!checker.IsAllUp && harness.Clock.NowUs < calmUs)
            {
                harness.Loop.RunTurn(calmUs);
                checker.AfterTurn();
            }

            checker.IsAllUp.Should().BeTrue("all is well for a minute");
            return checker.Edges;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"seed {seed}, turn {turn}: {exception.Message}", exception);
        }
    }
}
