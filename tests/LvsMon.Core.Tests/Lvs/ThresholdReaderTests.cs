using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Lvs.Memory;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class ThresholdReaderTests
{
    [Fact]
    public void Take_RecordedListInPiecesOfAnySize_CompletesTheRecords()
    {
        Plan plan = new PlanMaker()
            .Service("tcp 10.0.0.1:80", "wrr").Real("127.1.0.1:8080", 5).Real("127.1.0.2:8080").Real("127.1.0.4:8080")
            .Service("fwmark 7").Real("192.168.1.9:0")
            .Build();
        byte[] bytes = Encoding.UTF8.GetBytes(Transcript.Thresholds);
        for (int piece = 1; piece < 60; piece++)
        {
            TableLayout layout = new(plan, []);
            TableSnapshot snapshot = new(layout);
            snapshot.Present[0] = snapshot.Present[1] = snapshot.Present[3] = true;
            ThresholdReader reader = new(layout, snapshot);
            reader.Begin(snapshot);
            for (int at = 0; at < bytes.Length; at += piece)
            {
                reader.Take(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));
            }

            reader.IsComplete.Should().BeTrue();
            snapshot.Records[0].Upper.Should().Be(100);
            snapshot.Records[0].Lower.Should().Be(50);
            snapshot.Records[1].Upper.Should().Be(0);
            snapshot.Records[2].Upper.Should().Be(0);
            snapshot.Records[3].Upper.Should().Be(0);
        }
    }

    [Fact]
    public void Take_ForeignAndMarkedServices_GoesToTheRightOne()
    {
        Plan plan = new PlanMaker()
            .Service("fwmark 3000000000").Real("10.1.0.1:0").Service("fwmark 8 ipv6").Real("[2001:db8::2]:0").Build();
        TableLayout layout = new(plan, []);
        TableSnapshot snapshot = new(layout);
        snapshot.Present[0] = snapshot.Present[1] = true;
        ThresholdReader reader = new(layout, snapshot);
        reader.Begin(snapshot);
        reader.Take("FWM  -1294967296 rr\n  -> 10.1.0.1:0    11  5  0  0\n"u8);
        reader.Take("FWM  8 rr\n  -> 10.1.0.1:0    99  5  0  0\n"u8);
        reader.Take("  -> [2001:db8::2]:0    98  5  0  0\nFWM  8 IPv6 rr\n  -> [2001:db8::2]:0    12  6  0  0\n"u8);

        snapshot.Records[0].Upper.Should().Be(11);
        snapshot.Records[1].Upper.Should().Be(12);
        snapshot.Records[1].Lower.Should().Be(6);
    }
}
