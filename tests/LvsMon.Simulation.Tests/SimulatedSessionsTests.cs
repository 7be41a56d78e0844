using System;
using System.Collections.Generic;
using System.Text;
using FluentAssertions;
using LvsMon.Core.Os;
using LvsMon.Simulation.Surroundings;
using LvsMon.Testing.Os;
using Xunit;

namespace LvsMon.Simulation.Tests;

public sealed class SimulatedSessionsTests
{
    private readonly SimulatedIpvsadm _ipvsadm = new(new ManualClock(1_000_000), new CrashPoint(), new Draw(1));
    private readonly SimulatedSessions _list;
    private readonly Watch _watch = new();

    public SimulatedSessionsTests()
    {
        _list = new SimulatedSessions(_ipvsadm, new CrashPoint(), new Draw(2)) { Watch = _watch };
        foreach (string line in new[]
        {
            "-A -t 10.0.0.1:80 -s wrr", "-a -t 10.0.0.1:80 -r 127.1.0.3:8080 -m -w 65536",
            "-A -u 10.0.0.1:53 -s rr", "-a -u 10.0.0.1:53 -r 192.168.1.6:53 -i -w 1",
            "-A -t [2001:db8::1]:80 -s lc -p 60", "-a -t [2001:db8::1]:80 -r [2001:db8::1:a]:8080 -m -w 1",
            "-A -f 3000000000 -s rr", "-A -f 7 -6 -s sh", "-a -f 7 -6 -r [::]:0 -g -w 2",
        })
        {
            _ipvsadm.Operate(Encoding.ASCII.GetBytes(line));
        }
    }

    [Fact]
    public void Read_Services_AreTheRowsOfTheKernel()
    {
        string text = ReadAll();

        text.Should().StartWith(MemorySessionList.Head).And.EndWith("\n");
        string[] rows = text[MemorySessionList.Head.Length..].Split('\n');
        rows[0].Should().Be("TCP  0A000001:0050 wrr ");
        rows[1].Should().Be($"  -> 7F010003:1F90      Masq    65536      {_watch.Rows[0]}         ");
        rows[2].Should().Be("UDP  0A000001:0035 rr ");
        rows[3].Should().Be($"  -> C0A80106:0035      Tunnel  1      {_watch.Rows[1]}         ");
        rows[4].Should().StartWith("TCP  [2001:0db8:0000:0000:0000:0000:0000:0001]:0050 lc ");
        rows[5].Should().StartWith("  -> [2001:0db8:0000:0000:0000:0000:0001:000a]:1F90      Masq    1      ");
        rows[6].Should().Be("FWM  B2D05E00 rr ");
        rows[7].Should().Be("FWM  00000007 sh ");
        rows[8].Should().StartWith("  -> [0000:0000:0000:0000:0000:0000:0000:0000]:0000      Route   2      ");
        _watch.End.Should().Be(SessionEnd.Whole);
    }

    [Fact]
    public void Read_Twice_ClientsHaveComeAndGone()
    {
        ReadAll();
        string first = string.Join(';', _watch.Rows);
        _watch.Rows.Clear();

        ReadAll();

        string.Join(';', _watch.Rows).Should().NotBe(first);
    }

    [Theory]
    [InlineData(nameof(SessionFault.Torn), nameof(SessionEnd.Torn), false)]
    [InlineData(nameof(SessionFault.Short), nameof(SessionEnd.Whole), true)]
    [InlineData(nameof(SessionFault.Foreign), nameof(SessionEnd.Foreign), true)]
    public void Read_ThatGoesWrong_EndsAsTheFaultSays(string fault, string end, bool isAtLineEnd)
    {
        int whole = ReadAll().Length;
        _list.Script(Enum.Parse<SessionFault>(fault), 1);

        string text = ReadAll();

        text.Length.Should().BeLessThan(whole);
        text.EndsWith('\n').Should().Be(isAtLineEnd);
        _watch.End.Should().Be(Enum.Parse<SessionEnd>(end));
    }

    [Theory]
    [InlineData(nameof(SessionFault.Missing), OsError.NotFound)]
    [InlineData(nameof(SessionFault.NoDescriptor), OsError.NoDescriptor)]
    public void Open_ThatFails_SaysWhyOnce(string fault, OsError error)
    {
        _list.Script(Enum.Parse<SessionFault>(fault), 1);

        _list.Open().Should().Be(error);
        ReadAll().Should().StartWith(MemorySessionList.Head);
    }

    private string ReadAll()
    {
        StringBuilder text = new();
        byte[] buffer = new byte[100];
        _list.Open().Should().Be(OsError.None);
        while (_list.Read(buffer, out int length) == OsError.None && length > 0)
        {
            text.Append(Encoding.ASCII.GetString(buffer, 0, length));
        }

        _list.Close();
        return text.ToString();
    }

    private sealed class Watch : ISessionWatch
    {
        public List<string> Rows { get; } = [];

        public SessionEnd? End { get; private set; }

        public void Opened(OsError error) => End = null;

        public void Service(ReadOnlySpan<byte> selector)
        {
        }

        public void Real(ReadOnlySpan<byte> endpoint, int active, int inactive) =>
            Rows.Add($"{active}          {inactive}");

        public void Garbled()
        {
        }

        public void Given(int bytes)
        {
        }

        public void Ended(SessionEnd end) => End = end;

        public void Closed()
        {
        }
    }
}
