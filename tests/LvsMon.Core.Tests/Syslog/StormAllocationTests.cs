using System;
using System.Diagnostics;
using System.Linq;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Syslog;
using LvsMon.Core.Transitions;
using LvsMon.Testing;
using Xunit;

namespace LvsMon.Core.Tests.Syslog;

public sealed class StormAllocationTests
{
    [Fact]
    public void Storm_HundredThousandServers_AllocatesNothingAndCostsTheSameForEach()
    {
        StormRig rig = new(burst: 20, [.. Enumerable.Repeat(1000, 100)]);
        rig.Socket.Keeps = false;
        Fact[] facts = [.. Enumerable.Range(0, 100_000).Select(real => new Fact(FactKind.Down)
        {
            Service = real / 1000, Real = real, Reason = CheckReason.ConnectTimeout, Sequence = real + 1, TimeUs = 5,
        })];
        FactStream nobody = new(new DetailPool());
        Storm(rig.Sink, facts, nobody, 0);

        int storm = 0;
        TimeSpan longest = TimeSpan.Zero;
        long bytes = Allocation.Of(
            () =>
            {
                long begun = Stopwatch.GetTimestamp();
                Storm(rig.Sink, facts, nobody, 20 * ++storm);
                TimeSpan took = Stopwatch.GetElapsedTime(begun);
                longest = took > longest ? took : longest;
            },
            rounds: 3);

        bytes.Should().Be(0);
        rig.Sink.Pending.Should().Be(0);
        rig.Sink.SummedLines.Should().Be(400_000 - 80);
        longest.Should().BeLessThan(TimeSpan.FromSeconds(2), "10 to 20 ms; minutes if each looked at all");
    }

    private static void Storm(SyslogSink sink, Fact[] facts, FactStream nobody, long second)
    {
        for (int i = 0; i < facts.Length; i++)
        {
            sink.Accept(facts[i] with { TimeUs = second * StormRig.Second });
        }

        for (int i = 0; i < 5; i++)
        {
            sink.Flush((second + 11) * StormRig.Second, nobody);
        }
    }
}
