using System.Text;
using FluentAssertions;
using LvsMon.VmPeer.Files;
using Xunit;

namespace LvsMon.VmPeer.Tests;

public sealed class TableStateTests
{
    private const string Heading =
        "IP Virtual Server version 1.2.1 (size=4096)\n"
        + "Prot LocalAddress:Port Scheduler Flags\n"
        + "  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n";

    [Fact]
    public void Reduce_TableOfTheKernel_KeepsRowsWithoutCounters()
    {
        const string rows =
            "TCP  0A000001:0050 rr \n"
            + "  -> 0A000002:0050      Masq    1      0          3         \n"
            + "FWM  00000001 wlc persistent 300\n"
            + "  -> [fe80:0000:0000:0000:0000:0000:0000:0001]:0050      Route   0      12         7         \n";

        Reduce(Heading + rows).Should().Be(
            "TCP  0A000001:0050 rr\n"
            + "  -> 0A000002:0050      Masq    1\n"
            + "FWM  00000001 wlc persistent 300\n"
            + "  -> [fe80:0000:0000:0000:0000:0000:0000:0001]:0050      Route   0\n");
    }

    [Theory]
    [InlineData("Masq    1      0          3         ", "Masq    1      1234567    9", true)]
    [InlineData("Masq    1      0          3         ", "Masq    0      0          3         ", false)]
    [InlineData("Masq    1      0          3         ", "Route   1      0          3         ", false)]
    public void Reduce_TwoTables_DifferByWhatIsConfigured(string first, string second, bool isSame)
    {
        string one = Reduce($"  -> 0A000002:0050      {first}\n");
        string two = Reduce($"  -> 0A000002:0050      {second}\n");

        (one == two).Should().Be(isSame);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(Heading, "")]
    [InlineData("TCP  0A000001:0050 rr", "TCP  0A000001:0050 rr\n")]
    [InlineData("  -> torn", "\n")]
    public void Reduce_TableWithNextToNothing_IsShort(string table, string state)
    {
        Reduce(table).Should().Be(state);
    }

    private static string Reduce(string table)
    {
        byte[] state = new byte[table.Length + 1];
        int length = TableState.Reduce(Encoding.ASCII.GetBytes(table), state);
        return Encoding.ASCII.GetString(state, 0, length);
    }
}
