using System.Linq;
using FluentAssertions;
using LvsMon.Core.Monitoring;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Monitoring;

/// <summary>What plain peers that never stop talking may bring into one turn, bytes: reading takes no time here, so
/// that nothing else is a bound.</summary>
public sealed class ReadShareTests
{
    private const int ReadyPerTurn = 512;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(128)]
    public void Answers_EndlessFromMany_ShareWhatATurnTakes(int peers)
    {
        LoopHarness harness = Flooded(peers);
        long read = Received(harness);
        read.Should().Be(0, "all are about to say their first bytes");

        const int Turns = 300;
        for (int turn = 0; turn < Turns; turn++)
        {
            long before = Received(harness);
            harness.Loop.RunTurn();
            (Received(harness) - before).Should().BeInRange(1, 64 * 1024, "the first turn, too, takes no more");
        }

        harness.Loop.Attempts.InFlight.Should().Be(peers, "none has ended");
        Received(harness).Should().BeGreaterThan(Turns / 2 * ReadShare.CostlyBytes);
    }

    [Fact]
    public void Answers_FirstOfAsManyAsATurnIsToldOf_TakeTheLeastOfEach()
    {
        LoopHarness harness = Flooded(ReadyPerTurn);
        const int FirstReads = CostlySteps.MuchBytes / ReadShare.LeastBytes;

        for (int turn = 0; turn < FirstReads; turn++)
        {
            long before = Received(harness);
            harness.Loop.RunTurn();
            (Received(harness) - before).Should().Be(ReadyPerTurn * 512, "each has its least share");
        }

        for (int turn = 0; turn < 2 * ReadyPerTurn; turn++)
        {
            long before = Received(harness);
            harness.Loop.RunTurn();
            (Received(harness) - before).Should().Be(64 * 1024, "all have said much and wait for their turn");
        }

        Enumerable.Range(0, ReadyPerTurn).Min(slot => harness.Loop.Attempts[slot].Received)
            .Should().BeGreaterThan(CostlySteps.TalkerBytes, "each has had its turn");
    }

    /// <summary>All are connected and begin to talk at one instant, which is now.</summary>
    private static LoopHarness Flooded(int peers)
    {
        SimulatedPeer talker = SimulatedPeer.Saying(PeerStep.Flood(400_000));
        LoopHarness harness = new(
            new PlanFactory().Service(1)
                .Reals(1, peers, Timings.Every(100_000, receiveMs: 90_000, timeoutMs: 95_000),
                    new DialogueProgram(1, maxBytes: int.MaxValue))
                .Build(),
            sockets =>
            {
                for (int host = 1; host <= peers; host++)
                {
                    sockets.Put(PlanFactory.Host(host), talker);
                }
            });
        harness.RunMs(350);
        harness.Loop.Attempts.InFlight.Should().Be(peers);
        harness.Clock.Advance(500_000);
        return harness;
    }

    private static long Received(LoopHarness harness) =>
        Enumerable.Range(0, harness.Loop.Attempts.Capacity).Sum(slot => (long)harness.Loop.Attempts[slot].Received);
}
