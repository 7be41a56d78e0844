using System;
using System.Collections.Generic;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Core.Planning;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

/// <summary>Any storm: whoever reads only the log knows what became of every real server.</summary>
public sealed class StormPropertyTests
{
    [Fact]
    public void Log_OfAnyStorm_TellsTheLastStateOfEveryServerAndStandsForEveryNumberOnce()
    {
        int summaries = 0;
        int named = 0;
        for (int seed = 1; seed <= 300; seed++)
        {
            Random random = new(seed);
            StormRig rig = Play(random, burst: random.Next(1, 9), canRefuse: seed % 3 == 0, canReload: seed % 4 == 0);
            StormReader reader = new(rig.Plan, rig.Told.Facts, rig.Lines);

            rig.Sink.LostLines.Should().Be(0);
            reader.Up.Should().Equal(rig.Up, "seed {0}", seed);
            reader.Covered.Should().Be(rig.Told.Facts.Count, "seed {0}", seed);
            rig.Sink.SummedLines.Should().Be(rig.Summaries.Sum(line => line.Lines));
            summaries += rig.Summaries.Count;
            named += rig.Summaries.Count(line => line.More == default && line.Down + line.Up > 0);
        }

        summaries.Should().BeGreaterThan(3000);
        named.Should().BeGreaterThan(1000);
    }

    [Fact]
    public void Log_OfAnyStorm_HasNoMoreLinesInAWindowThanTheBurstAndOneForEachService()
    {
        for (int seed = 1; seed <= 100; seed++)
        {
            Random random = new(seed);
            int burst = random.Next(1, 9);
            StormRig rig = Play(random, burst, canRefuse: false, canReload: false);
            StormReader reader = new(rig.Plan, rig.Told.Facts, rig.Lines);
            Dictionary<long, Fact> facts = rig.Told.Facts.ToDictionary(fact => fact.Sequence);
            List<long> windows = [];
            int told = 0;
            foreach (Fact fact in reader.OneByOne)
            {
                if (windows.Count == 0 || fact.TimeUs >= windows[^1] + StormGate.WindowUs)
                {
                    windows.Add(fact.TimeUs);
                    told = 0;
                }

                (++told).Should().BeLessThanOrEqualTo(burst, "seed {0}", seed);
            }

            rig.Summaries
                .Select(line => (line.Service, Window: windows.FindLastIndex(w => w <= facts[line.First].TimeUs)))
                .Should().OnlyHaveUniqueItems("seed {0}", seed).And.OnlyContain(line => line.Window >= 0);
        }
    }

    private static StormRig Play(Random random, int burst, bool canRefuse, bool canReload)
    {
        StormRig rig = new(burst, [.. Enumerable.Range(0, random.Next(1, 7)).Select(_ => random.Next(1, 40))]);
        int reals = rig.Plan.Reals.Length;
        for (int step = random.Next(10, 120); step > 0; step--)
        {
            int[] some = random.Next(4) switch
            {
                0 => [.. Enumerable.Range(0, reals).Where(_ => random.Next(3) == 0)],
                1 => [.. rig.Plan.Reals.Select((r, i) => (r, i)).Where(p => p.r.Service == 0).Select(p => p.i)],
                _ => [random.Next(reals)],
            };
            rig.Flip(some);
            rig.Post(Any(random), random.Next(reals));
            rig.Pass(random.Next(4) == 0 ? random.NextInt64(12 * StormRig.Second) : random.NextInt64(StormRig.Second));
            rig.Socket.Refusal = canRefuse && random.Next(3) == 0 ? OsError.WouldBlock : OsError.None;
            if (canReload && rig.Socket.Refusal == OsError.None && random.Next(10) == 0)
            {
                rig.Turn();
                rig.Sink.Follow(PlanDiff.Between(rig.Plan, rig.Plan));
            }
        }

        rig.Socket.Refusal = OsError.None;
        rig.Pass(SyslogSink.MaxRetryUs);
        rig.Post(new Fact(FactKind.Stopped));
        rig.Pass(0);
        rig.Sink.Pending.Should().Be(0);
        return rig;
    }

    /// <summary>Few that are never summed up, so that a log that takes none for a while loses nothing.</summary>
    private static FactKind Any(Random random) => random.Next(8) switch
    {
        0 => FactKind.Served,
        1 or 2 => FactKind.SlowStart,
        _ => FactKind.Flapping,
    };
}
