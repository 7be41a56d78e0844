using System.Collections.Generic;
using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Commands;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class StatusTableTests
{
    private const string Daemon = "{\"type\":\"daemon\",\"uptime_us\":90000000,\"checks\":3,\"started\":27,"
        + "\"lag_p99_us\":110,\"largest_lag_us\":12000,"
        + "\"isolated\":false,\"table\":\"ipvsadm\",\"table_known\":true,\"in_step\":true,"
        + "\"read_age_us\":4000000}";

    private static readonly string[] Shop =
    [
        "{\"type\":\"service\",\"service\":\"www\",\"key\":\"tcp 192.0.2.80:80\",\"set\":\"shop\","
            + "\"scheduler\":\"wlc\",\"forward\":\"nat\",\"up\":2,\"carrying\":3,\"reals\":4,"
            + "\"blind\":false,\"fallback\":null,\"active\":12,\"inactive\":3,\"sessions_age_us\":15000000}",
        Real(11, "up", "\"since_us\":352800000000,\"weight\":10,\"wanted\":10,\"in_table\":10,\"outcome\":\"pass\","
            + "\"last\":\"status\",\"number\":200,\"check_us\":1800,\"passes\":9,\"rise\":1,\"fall\":3,"
            + "\"active\":12,\"inactive\":3"),
        Real(12, "down", "\"since_us\":12000000,\"weight\":5,\"wanted\":null,\"in_table\":null,\"outcome\":\"fail\","
            + "\"last\":\"connect-refused\",\"number\":null,\"check_us\":400,\"fails\":17,\"rise\":1,\"fall\":3"),
        Real(13, "down", "\"since_us\":12000000,\"weight\":5,\"wanted\":5,\"in_table\":null,\"outcome\":\"pass\","
            + "\"last\":\"status\",\"number\":200,\"check_us\":400,\"passes\":1,\"rise\":3,"
            + "\"fall\":3,\"held\":\"floor\""),
        Real(14, "up", "\"since_us\":1,\"weight\":0,\"wanted\":0,\"in_table\":0,\"checks\":0,\"outcome\":null,"
            + "\"last\":null,\"number\":null,\"check_us\":null,\"active\":0,\"inactive\":0"),
    ];

    [Fact]
    public void Render_Service_IsATable()
    {
        string text = new StatusTable(hasColour: false).Render([Document(Daemon), .. Shop.Select(Document)]);

        text.Should().Be(
    """
    www  tcp 192.0.2.80:80  wlc nat  set shop  2 of 3 up  1 standby  15 sessions (15s ago)
      REAL          STATE  SINCE  WEIGHT  WANTED  TABLE  ACTIVE  INACT  CHECK  LAST
      10.0.0.11:80  up     4d2h       10      10     10      12      3  1.8ms  200
      10.0.0.12:80  down   12s         5       -      -       -      -  0.4ms  connect refused (3 of 3)
      10.0.0.13:80  down   12s         5       5      -       -      -  0.4ms  200 (1 of 3); held in the table by floor
      10.0.0.14:80  up     -           0       0      0       0      0  -      unmonitored
    table in step, read 4s ago; 3 checks, 27 started in 1m30s; loop lag p99 0.1ms, largest 12ms

    """);
    }

    [Fact]
    public void Render_WithColour_MarksTheStateAlone()
    {
        string text = new StatusTable(hasColour: true).Render([Document(Daemon), .. Shop.Take(3).Select(Document)]);

        text.Should().Contain("  \x1b[32mup   \x1b[0m  4d2h").And.Contain("  \x1b[31mdown \x1b[0m  12s");
        text.Split('\x1b').Should().HaveCount(5);
    }

    [Theory]
    [InlineData(
        "\"last\":\"no-route\",\"outcome\":\"inconclusive\",\"inconclusives\":5", "no route (inconclusive 5 times)")]
    [InlineData("\"last\":\"self-connect\",\"outcome\":\"fail\",\"fails\":1,\"fall\":3", "self-connect (1 of 3)")]
    [InlineData(
        "\"last\":\"status\",\"number\":503,\"outcome\":\"fail\",\"fails\":1,\"fall\":3", "status 503 (1 of 3)")]
    [InlineData("\"last\":\"a-new-one\",\"outcome\":\"fail\",\"fails\":1,\"fall\":3", "a-new-one (1 of 3)")]
    [InlineData("\"last\":null,\"verified\":false", "not checked yet; no verdict yet")]
    public void Last_OfAMember_IsInWords(string members, string expected)
    {
        string verified = members.Contains("verified", System.StringComparison.Ordinal) ? "" : ",\"verified\":true";

        StatusWords.Last(Document($"{{\"type\":\"real\",\"checks\":1{verified},{members}}}")).Should().Be(expected);
    }

    [Theory]
    [InlineData("in_step\":true", "in_step\":false", "table OUT OF STEP, read 4s ago; ")]
    [InlineData("table_known\":true", "table_known\":false", "table not read yet; ")]
    [InlineData("\"ipvsadm\"", "\"shadow\"", "table in step, read 4s ago (kept by somebody else); ")]
    public void Foot_Table_SaysHowItStands(string from, string to, string expected)
    {
        StatusWords.Foot(Document(Daemon.Replace(from, to, System.StringComparison.Ordinal)))
            .Should().StartWith(expected);
    }

    private static string Real(int host, string state, string members) =>
        $"{{\"type\":\"real\",\"service\":\"www\",\"real\":\"10.0.0.{host}:80\",\"state\":\"{state}\","
        + $"\"verified\":true,\"checks\":1,{members}}}";

    private static ControlDocument Document(string line)
    {
        List<byte> bytes = [.. Encoding.UTF8.GetBytes(line)];
        return ControlDocument.Read([.. bytes])!;
    }
}
