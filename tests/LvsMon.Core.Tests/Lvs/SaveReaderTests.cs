using System;
using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Config;
using LvsMon.Core.Lvs;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Lvs.Memory;
using Xunit;

namespace LvsMon.Core.Tests.Lvs;

public sealed class SaveReaderTests
{
    private static readonly Forwarding Direct = new(ForwardingMethod.Direct);
    private static readonly Forwarding Tunnel = new(ForwardingMethod.Tunnel);

    /// <summary>The services of the recorded table, with one real server too many here and there.</summary>
    private static Plan Recorded() => new PlanMaker()
        .Service("tcp 10.0.0.1:80", "wrr")
        .Real("127.1.0.1:8080", 5, upper: 100, lower: 50).Real("127.1.0.2:8080", 0).Real("127.9.9.9:8080")
        .Service("tcp 10.0.0.1:443", "wlc", persistence: new(600, 0xFFFFFF00, null))
        .Real("192.168.1.5:8443", 3, Direct).Real("10.0.0.1:443", 1, Direct)
        .Service("udp 10.0.0.1:53", "rr", onePacket: true)
        .Real("192.168.1.6:53", 1, Tunnel)
        .Real("192.168.1.7:53", 1, new(ForwardingMethod.Tunnel, TunnelType.Gue, 6080))
        .Real("192.168.1.8:53", 1, new(ForwardingMethod.Tunnel, TunnelType.Gre))
        .Service("fwmark 7", "sh", "sh-port").Real("192.168.1.9:0", 2, Direct)
        .Service("fwmark 8 ipv6", "mh", "mh-fallback")
        .Service("tcp [2001:db8::1]:80", "lc").Real("[2001:db8::2]:8080")
        .Service("sctp 10.0.0.1:5000", "rr")
        .Service("fwmark 3000000000", "rr")
        .Service("tcp 10.0.0.1:81", "rr", persistence: new(360, uint.MaxValue, null))
        .Service("tcp 10.0.0.1:82", "rr")
        .Build();

    private static (TableSnapshot Snapshot, TableLayout Layout) Read(Plan plan, string text, int piece)
    {
        TableLayout layout = new(plan, []);
        TableSnapshot snapshot = new(layout);
        SaveReader reader = new(layout, snapshot, new LeavingDestinations([]));
        reader.Begin(snapshot);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        for (int at = 0; at < bytes.Length; at += piece)
        {
            reader.Take(bytes.AsSpan(at, Math.Min(piece, bytes.Length - at)));
        }

        reader.IsComplete.Should().Be(text.Length == 0 || text[^1] == '\n');
        return (snapshot, layout);
    }

    [Fact]
    public void Take_RecordedTableInPiecesOfAnySize_IsTheSame()
    {
        for (int piece = 1; piece < 70; piece++)
        {
            (TableSnapshot snapshot, TableLayout layout) = Read(Recorded(), Transcript.Saved, piece);
            snapshot.UnclearLines.Should().Be(0);
            snapshot.Lines.Should().Be(19);
            for (int s = 0; s < layout.ServiceCount; s++)
            {
                snapshot.Services[s].Present.Should().Be(s != layout.ServiceCount - 1, layout.Plan.Services[s].Name);
                snapshot.Services[s].Differs.Should().Be(ServiceFields.None, layout.Plan.Services[s].Name);
            }

            for (int real = 0; real < layout.RealCount; real++)
            {
                snapshot.Present[real].Should().Be(real != 2);
                if (real != 2)
                {
                    Destination wanted = layout.Records[real] with { Upper = 0, Lower = 0 };
                    snapshot.Records[real].ForwardsAs(wanted).Should().BeTrue();
                    snapshot.Records[real].Weight.Should().Be(wanted.Weight);
                }
            }

            snapshot.ExtraCount.Should().Be(1);
            snapshot.Extras[0].Endpoint.ToString().Should().Be("127.1.0.3:8080");
        }
    }

    [Theory]
    [InlineData("-s rr", ServiceFields.Scheduler)]
    [InlineData("-s wlc -p 300", ServiceFields.Persistence)]
    [InlineData("-s wlc -p 300 -M 255.255.0.0", ServiceFields.Persistence | ServiceFields.Netmask)]
    [InlineData("-s wlc --pe sip", ServiceFields.Engine)]
    [InlineData("-s wlc -o", ServiceFields.OnePacket)]
    [InlineData("-s wlc -b flag-1", ServiceFields.Flags)]
    [InlineData("", ServiceFields.Scheduler)]
    public void Take_OtherSettings_AreNamed(string settings, object differs)
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Build();
        (TableSnapshot snapshot, _) = Read(plan, $"-A -t 10.0.0.1:80 {settings}\n", 5);

        snapshot.Services[0].Differs.Should().Be((ServiceFields)differs);
        snapshot.Services[0].Unclear.Should().BeFalse();
    }

    [Theory]
    [InlineData("-a -t 10.0.0.1:80 -r 10.1.0.9:80 -m -w 1 --new-flag", true, false)]
    [InlineData("-a -t 10.0.0.1:80 -r something -m -w 1", true, false)]
    [InlineData("-A -t 10.0.0.1:80 -s wlc --new 7", true, false)]
    [InlineData("-a -t 10.0.0.9:80 -r something", false, false)]
    [InlineData("-a --quic-service 10.0.0.1:80 -r 10.1.0.9:80", true, true)]
    [InlineData("Warnung: die Tabelle ist voll", true, true)]
    public void Take_LineNotUnderstood_IsNoLicenceToDelete(string line, bool first, bool second)
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Service("tcp 10.0.0.2:80").Build();
        (TableSnapshot snapshot, _) = Read(
            plan, $"-A -t 10.0.0.1:80 -s wlc\n{line}\n-A -t 10.0.0.2:80 -s wlc\n", 11);

        snapshot.Services[0].Unclear.Should().Be(first);
        snapshot.Services[1].Unclear.Should().Be(second);
        snapshot.UnclearLines.Should().Be(first ? 1 : 0);
    }

    /// <summary>A word of a later ipvsadm must not look like a difference, which would be repaired for ever.</summary>
    [Theory]
    [InlineData("gre", "--new-word")]
    [InlineData("gue --tun-port 6080", "--new-word")]
    [InlineData("gre --tun-csum", "--new-word 7")]
    public void Take_WordNotUnderstood_LeavesTheRecordAsItIs(string tunnel, string word)
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80", 1, Tunnel).Build();
        string line = $"-a -t 10.0.0.1:80 -r 10.1.0.1:80 -i -w 1 --tun-type {tunnel}";

        (TableSnapshot understood, _) = Read(plan, line + "\n", 7);
        (TableSnapshot unclear, _) = Read(plan, $"{line} {word}\n", 7);

        unclear.Services[0].Unclear.Should().BeTrue();
        unclear.Records[0].Should().Be(understood.Records[0]);
    }

    [Fact]
    public void Take_LineOfAMegabyte_IsBoundedAndUnclear()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80").Build();
        string text = $"-a -t 10.0.0.1:80 -r 10.1.0.1:80 -m -w 1 {new string('x', 1 << 20)}\n"
            + "-A -t 10.0.0.1:80 -s wlc\n";
        (TableSnapshot snapshot, _) = Read(plan, text, 4000);

        snapshot.Services[0].Unclear.Should().BeTrue();
        snapshot.Services[0].Present.Should().BeTrue();
        snapshot.Present[0].Should().BeTrue();
    }

    [Fact]
    public void Take_RandomBytes_NeverFails()
    {
        Random random = new(7);
        string[] words =
        [
            "-A", "-a", "-t", "-f", "-6", "10.0.0.1:80", "-r", "-w", "-1", "99999999999999999999", "-M", "-p", "\n",
            "\n", "\r\n", "\t", "--tun-type", "gue", "\0", "é", "[::1]:80", "-b", ",,", "--pe",
        ];
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Real("10.1.0.1:80").Build();
        HashSet<int> unclear = [];
        for (int i = 0; i < 5000; i++)
        {
            StringBuilder text = new();
            for (int n = random.Next(40); n > 0; n--)
            {
                text.Append(words[random.Next(words.Length)]).Append(' ');
            }

            unclear.Add(Read(plan, text.Append('\n').ToString(), 1 + random.Next(30)).Snapshot.UnclearLines);
        }

        unclear.Should().HaveCountGreaterThan(3);
    }

    [Fact]
    public void Take_ExtrasBeyondTheBound_AreCounted()
    {
        Plan plan = new PlanMaker().Service("tcp 10.0.0.1:80").Build();
        StringBuilder text = new("-A -t 10.0.0.1:80 -s wlc\n");
        for (int i = 0; i < 3000; i++)
        {
            text.Append("-a -t 10.0.0.1:80 -r 10.1.").Append(i / 250).Append('.').Append(i % 250)
                .Append(":80 -m -w 1\n");
        }

        (TableSnapshot snapshot, _) = Read(plan, text.ToString(), 999);
        snapshot.ExtraCount.Should().Be(3000);
        snapshot.Extras.Length.Should().Be(TableSnapshot.MaxExtras);
    }
}
