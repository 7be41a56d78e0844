using System;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Sessions;
using LvsMon.Core.Tests.Lvs;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Core.Tests.Sessions;

public sealed class SessionReaderTests
{
    private static readonly SessionCount Unknown = SessionCount.Unknown;

    private static PlanMaker Recorded => new PlanMaker()
        .Service("tcp 10.0.0.1:80").Real("127.1.0.1:8080").Real("127.1.0.2:8080").Real("127.1.0.4:8080")
        .Service("tcp 10.0.0.1:81").Real("127.1.0.1:81")
        .Service("udp 10.0.0.1:53").Real("192.168.1.6:53")
        .Service("sctp 10.0.0.1:5000")
        .Service("tcp [2001:db8::1]:80").Real("[2001:db8::2]:8080")
        .Service("fwmark 7").Real("192.168.1.9:0")
        .Service("fwmark 8 ipv6")
        .Service("tcp 10.0.0.9:80").Real("127.1.0.1:8080");

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(10_000)]
    public void Take_RecordedListInPieces_CountsEveryKindOfService(int piece)
    {
        SessionSnapshot found = Read(Recorded.Build(), SessionRows.Recorded, piece);

        found.OfReal(0).Should().Be(new SessionCount(20, 300));
        found.OfReal(1).Should().Be(new SessionCount(3, 1));
        found.OfReal(2).Should().Be(Unknown, "it is not in the list");
        found.OfService(0).Should().Be(new SessionCount(23, 301));
        found.Elsewhere(0).Should().Be(new SessionCount(0, 0));
        found.OfService(1).Should().Be(new SessionCount(0, 0));
        found.OfReal(3).Should().Be(Unknown);
        found.OfService(2).Should().Be(new SessionCount(0, 7));
        found.OfService(3).Should().Be(new SessionCount(0, 0));
        found.OfService(4).Should().Be(new SessionCount(9, 8));
        found.OfReal(5).Should().Be(new SessionCount(9, 8));
        found.OfReal(6).Should().Be(new SessionCount(4, 5));
        found.OfService(6).Should().Be(new SessionCount(0, 0));
        found.OfService(7).Should().Be(Unknown, "it is not in the list");
        found.OfReal(7).Should().Be(Unknown, "the same address is another service's there");
        found.CountedServices.Should().Be(7);
        found.CountedReals.Should().Be(5);
    }

    [Fact]
    public void Take_EntriesThatAreNoRealServers_AreCountedElsewhere()
    {
        Plan plan = new PlanMaker().Service("tcp 192.0.2.80:80", fallback: "10.0.0.9:80").Real("10.0.0.1:80").Build();
        SessionSnapshot found = Read(
            plan,
            MemorySessionList.Head + SessionRows.Of(plan.Services[0]) + "\n" + SessionRows.Real("10.0.0.9:80", 5, 6)
            + "\n" + SessionRows.Real("10.0.0.1:80", 1, 2) + "\n" + SessionRows.Real("10.0.0.8:80", 10, 20) + "\n");

        found.OfService(0).Should().Be(new SessionCount(16, 28));
        found.Elsewhere(0).Should().Be(new SessionCount(15, 26));
        found.OfReal(0).Should().Be(new SessionCount(1, 2));
    }

    [Fact]
    public void Take_TwoServicesSharingARealServer_DoNotMix()
    {
        Plan plan = new PlanMaker()
            .Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Service("tcp 192.0.2.81:80").Real("10.0.0.1:80").Build();
        SessionSnapshot found = Read(plan, MemorySessionList.Head + string.Join('\n', SessionRows.All(plan)) + "\n");

        found.OfReal(0).Should().Be(new SessionCount(1, 0));
        found.OfReal(1).Should().Be(new SessionCount(2, 10));
        found.OfService(0).Should().Be(new SessionCount(1, 0));
        found.OfService(1).Should().Be(new SessionCount(2, 10));
    }

    [Theory]
    [InlineData("  -> 0A000001:0050      Masq    1      5         ")]
    [InlineData("  -> 0A000001:0050      Masq    1      5          6          7")]
    [InlineData("  -> 0A000001:0050      Masq    1      -5         6         ")]
    [InlineData("  -> 0A000001:0050      Masq    1      5          2147483648")]
    [InlineData("  -> 0A00001:0050      Masq    1      5          6         ")]
    [InlineData("  -> 0A000001:50      Masq    1      5          6         ")]
    [InlineData("  -> 0A000001      Masq    1      5          6         ")]
    [InlineData("  -> [2001:db8::2]:0050      Masq    1      5          6         ")]
    [InlineData("  -> [2001:0db8:0000:0000:0000:0000:0000-0002]:0050      Masq    1      5          6         ")]
    [InlineData("  -> 0A000001:0050      Masq    1      5          6         \n"
        + "  -> 0A000001:0050      Masq    1      5          6         ")]
    public void Take_RowNotUnderstood_MakesItsServiceUnknownAndNoOther(string row)
    {
        Plan plan = new PlanMaker()
            .Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Real("10.0.0.2:80")
            .Service("tcp 192.0.2.81:80").Real("10.0.0.1:80").Build();
        SessionSnapshot found = Read(
            plan,
            MemorySessionList.Head + SessionRows.Of(plan.Services[0]) + "\n" + SessionRows.Real("10.0.0.2:80", 1, 2)
            + "\n" + row + "\n" + SessionRows.Of(plan.Services[1]) + "\n"
            + SessionRows.Real("10.0.0.1:80", 3, 4) + "\n");

        found.OfService(0).Should().Be(Unknown);
        found.OfReal(0).Should().Be(Unknown);
        found.OfReal(1).Should().Be(Unknown, "a part of a service is half a truth");
        found.OfService(1).Should().Be(new SessionCount(3, 4));
    }

    [Fact]
    public void Take_OverlongRow_MakesItsServiceUnknown()
    {
        Plan plan = new PlanMaker().Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Build();
        string row = SessionRows.Real("10.0.0.1:80", 1, 2) + new string(' ', 5000);

        Read(plan, MemorySessionList.Head + SessionRows.Of(plan.Services[0]) + $"\n{row}\n")
            .OfService(0).Should().Be(Unknown);
    }

    [Theory]
    [InlineData("FWM  00000063 rr ")]
    [InlineData("TCP  0A630001:0050 rr ")]
    [InlineData("DCCP  0A630001:0050 rr ")]
    public void Take_ForeignServiceBehindOurs_AddsNothingToIt(string foreign)
    {
        Plan plan = new PlanMaker().Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Real("10.0.0.2:80").Build();
        SessionSnapshot found = Read(
            plan,
            MemorySessionList.Head + SessionRows.Of(plan.Services[0]) + "\n" + SessionRows.Real("10.0.0.1:80", 1, 2)
            + $"\n{foreign}\n" + SessionRows.Real("10.0.0.2:80", 3, 4) + "\n");

        found.OfService(0).Should().Be(new SessionCount(1, 2));
        found.OfReal(1).Should().Be(Unknown);
    }

    [Fact]
    public void Take_ServiceTwice_IsUnknown()
    {
        Plan plan = new PlanMaker().Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Build();
        string rows = string.Join('\n', SessionRows.All(plan)) + "\n";

        Read(plan, MemorySessionList.Head + rows + rows).OfService(0)
            .Should().Be(Unknown, "it moved while it was read");
    }

    [Fact]
    public void Take_UnknownProtocolAndForeignServices_ArePassedOver()
    {
        Plan plan = new PlanMaker().Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Build();
        string real = "\n" + SessionRows.Real("10.0.0.1:80", 100, 100) + "\n";
        SessionSnapshot found = Read(
            plan,
            MemorySessionList.Head + real[1..] + "IP_132 C0000250:0050 rr" + real + "TCP  C0000251:0050 rr" + real
            + "TCP  what:ever rr" + real + "FWM  00000009 rr" + real + "FWM  zz rr" + real
            + string.Join('\n', SessionRows.All(plan)) + "\n");

        found.OfService(0).Should().Be(new SessionCount(1, 0));
    }

    [Fact]
    public void Take_OneMarkOfBothFamilies_GoesByTheRealServers()
    {
        Plan plan = new PlanMaker()
            .Service("fwmark 7").Real("10.0.0.1:0").Service("fwmark 7 ipv6").Real("[2001:db8::1]:0").Build();
        string v4 = "FWM  00000007 rr\n" + SessionRows.Real("10.0.0.9:1", 10, 10) + "\n"
            + $"  -> 0A000001:0000      Route   1      1          2         \n";
        string v6 = "FWM  00000007 rr\n"
            + "  -> [2001:0db8:0000:0000:0000:0000:0000:0001]:0000      Route   1      3          4         \n";

        foreach (string text in (string[])[v4 + v6, v6 + v4])
        {
            SessionSnapshot found = Read(plan, MemorySessionList.Head + text);
            found.OfService(0).Should().Be(new SessionCount(11, 12));
            found.Elsewhere(0).Should().Be(new SessionCount(10, 10));
            found.OfService(1).Should().Be(new SessionCount(3, 4));
        }

        foreach (string text in (string[])["FWM  00000007 rr\n" + v4, v4 + "FWM  00000007 rr\n"])
        {
            SessionSnapshot found = Read(plan, MemorySessionList.Head + text);
            found.OfService(0).Should().Be(new SessionCount(11, 12));
            found.OfService(1).Should().Be(new SessionCount(0, 0), "the empty one is the other");
        }

        Read(plan, MemorySessionList.Head + v4 + v4).OfService(0).Should().Be(Unknown);
        SessionSnapshot torn = Read(plan, MemorySessionList.Head + "FWM  00000007 rr\n  -> 0A000001\n");
        torn.OfService(0).Should().Be(Unknown);
        torn.OfService(1).Should().Be(Unknown, "whose row it was is not known");
    }

    [Fact]
    public void Take_ServiceSets_AreSumsOverWhatWasCounted()
    {
        Plan plan = new PlanMaker()
            .Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Service("tcp 192.0.2.81:80").Real("10.0.0.2:80")
            .Service("tcp 192.0.2.82:80").Real("10.0.0.3:80").Build();
        plan.Services[0] = plan.Services[0] with { ServiceSet = "shop" };
        plan.Services[2] = plan.Services[2] with { ServiceSet = "shop" };
        plan.Services[1] = plan.Services[1] with { ServiceSet = "mail" };
        string all = MemorySessionList.Head + string.Join('\n', SessionRows.All(plan)) + "\n";

        Read(plan, all).OfSet(0, out int counted).Should().Be(new SessionCount(4, 20));
        counted.Should().Be(2);
        Read(plan, all[..all.IndexOf("TCP  C0000252", StringComparison.Ordinal)]).OfSet(0, out counted)
            .Should().Be(new SessionCount(1, 0));
        counted.Should().Be(1);
        Read(plan, MemorySessionList.Head).OfSet(1, out counted).Should().Be(Unknown);
        counted.Should().Be(0);
    }

    [Fact]
    public void Take_LargestCounts_DoNotOverflow()
    {
        Plan plan = new PlanMaker().Service("tcp 192.0.2.80:80").Real("10.0.0.1:80").Real("10.0.0.2:80").Build();

        Read(
            plan,
            MemorySessionList.Head + SessionRows.Of(plan.Services[0]) + "\n"
            + SessionRows.Real("10.0.0.1:80", int.MaxValue, int.MaxValue) + "\n"
            + SessionRows.Real("10.0.0.2:80", int.MaxValue, int.MaxValue) + "\n")
            .OfService(0).Total.Should().Be(4L * int.MaxValue);
    }

    private static SessionSnapshot Read(Plan plan, string text, int piece = 10_000)
    {
        SessionLayout layout = new(plan);
        SessionSnapshot snapshot = new(layout);
        SessionReader reader = new(layout, snapshot);
        ReadOnlySpan<byte> bytes = Encoding.ASCII.GetBytes(text);
        reader.Begin(snapshot);
        for (int at = 0; at < bytes.Length; at += piece)
        {
            reader.Take(bytes.Slice(at, Math.Min(piece, bytes.Length - at)));
        }

        reader.IsList.Should().BeTrue();
        reader.IsComplete.Should().BeTrue();
        reader.End();
        return snapshot;
    }
}
