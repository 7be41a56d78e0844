using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Config;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Values;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Checks.Tests;

/// <summary>The same answers from a peer that turns hostile in the middle of one, played as the loop does it.</summary>
public abstract partial class CheckContractTests
{
    private const long TimeoutUs = 500_000;

    /// <summary>Places of one answer, at most.</summary>
    private const int MostPlaces = 24;

    private static readonly Timing HostileTiming = Timings.Every(60_000, timeoutMs: TimeoutUs / 1000);

    /// <summary>What the peer does from there on.</summary>
    private enum Manner
    {
        Silence,
        Reset,
        End,
        Drip,
        Garbage,
        Flood,
    }

    [Fact]
    public void Peer_HostileFromAnyPlaceOn_IsDecidedInTimeAndWithinTheCap()
    {
        Random random = new(20261123);
        foreach (CheckSample sample in Samples)
        {
            CheckProgram program = CheckCompiler.Program(Plugin, sample.Options);
            if (program.Transport != Transport.Stream || program.Runs is not null)
            {
                continue;
            }

            foreach (int place in Places(sample.Answer.Length))
            {
                foreach (Manner manner in Enum.GetValues<Manner>())
                {
                    ShouldBeDecided(program, sample, place, manner, random);
                }
            }
        }
    }

    private static void ShouldBeDecided(
        CheckProgram program, CheckSample sample, int place, Manner manner, Random random)
    {
        string what = $"{manner} after {place} bytes of {sample}";
        ManualClock clock = new(1_000_000_000);
        SimulatedSockets sockets = new(clock) { IsRecording = false };
        List<PeerStep> steps = place == 0 ? [] : [PeerStep.Say(sample.Answer[..place])];
        steps.AddRange(Steps(manner, random));
        sockets.Put(PlanFactory.Host(1), SimulatedPeer.Saying([.. steps]));
        Plan plan = new PlanFactory().Service(1).Real(1, HostileTiming, program).Build();

        SingleCheckReport report = SingleCheck.Run(plan, clock, sockets, seed: 1);

        report.Result.Outcome.Should().BeOneOf(
            [CheckOutcome.Pass, CheckOutcome.Fail], "{0}: {1}", what, report.Result.Reason);
        report.CheckUs.Should().BeInRange(0, (int)TimeoutUs, what);
        report.Bytes.Should().BeLessThanOrEqualTo(Math.Max(1, program.MaxBytes), what);
        sockets.Open.Should().Be(0, what);

        // An answer that decides is not undone by what comes half a millisecond later.
        CheckRunner runner = new(program);
        runner.Connect();
        runner.Receive(Bytes(sample).AsSpan(0, place));
        if (runner.IsDone && !runner.IsSecure)
        {
            report.Result.Should().Be(runner.Result, what);
        }
        else if (manner is Manner.Silence or Manner.Reset && program.Silence == CheckReason.ReceiveTimeout)
        {
            report.Result.Outcome.Should().Be(CheckOutcome.Fail, "{0}: {1}", what, report.Result.Reason);
        }
    }

    private static PeerStep[] Steps(Manner manner, Random random) => manner switch
    {
        Manner.Silence => [],
        Manner.Reset => [PeerStep.Reset(500)],
        Manner.End => [PeerStep.End(500)],
        Manner.Drip => [.. Enumerable.Range(0, 20).Select(_ => PeerStep.Say("\r", 50_000))],
        Manner.Garbage => [PeerStep.Say(Garbage(random), 500)],
        _ => [PeerStep.Flood(500)],
    };

    private static string Garbage(Random random)
    {
        byte[] bytes = new byte[300];
        random.NextBytes(bytes);
        return Encoding.Latin1.GetString(bytes);
    }

    /// <summary>All of a short answer; of a long one the first, the last and some between.</summary>
    private static IEnumerable<int> Places(int length) => length <= MostPlaces
        ? Enumerable.Range(0, length + 1)
        : Enumerable.Range(0, MostPlaces + 1).Select(index => (int)((long)length * index / MostPlaces));
}
