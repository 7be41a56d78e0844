using System.Linq;
using System.Text;
using FluentAssertions;
using LvsMon.Commands;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class WhyTextTests
{
    private const string Daemon =
        "{\"type\":\"daemon\",\"table\":\"ipvsadm\",\"table_known\":true,\"in_step\":true,\"read_age_us\":4000000}";

    private const string Down = "{\"type\":\"real\",\"service\":\"www\",\"real\":\"10.0.0.12:80\",\"state\":\"down\","
        + "\"verified\":true,\"wanted\":null,\"in_table\":null,\"held\":null,\"checks\":1}";

    private const string Check = "{\"type\":\"check-state\",\"check\":\"http --url x\",\"target\":\"10.0.0.12:80\","
        + "\"agent\":false,\"verdict\":\"down\",\"passes\":0,\"fails\":4,\"inconclusives\":0,\"rise\":1,\"fall\":3,"
        + "\"interval_us\":2000000,\"timeout_us\":5000000,\"next_us\":1200000,\"shared\":4}";

    [Fact]
    public void Render_ServerThatIsDown_TellsWhatLedThere()
    {
        Render(
            Daemon,
            Down,
            "{\"type\":\"transition\",\"state\":\"down\",\"age_us\":12000000,\"outcome\":\"fail\","
                + "\"reason\":\"receive-timeout\",\"number\":null,\"count\":3,\"threshold\":3,\"check_us\":5000000,"
                + "\"place\":\"step 1\",\"said\":\"HTTP\\\\x0d\"}",
            Check,
            Probe("fail", "connect-refused", null, 2, 400, 9_000_000, 1_900_000),
            Probe("fail", "status", 503, 2, 1100, 14_000_000, 12_000_000),
            Probe("pass", "status", 200, 35_211, 1800, 360_000_000_000, 22_000_000),
            "{\"type\":\"table-line\",\"text\":\"-d -t 192.0.2.80:80 -r 10.0.0.12:80\",\"times\":1,"
                + "\"age_us\":12000000,\"end\":\"taken\",\"settled_us\":2300,\"said\":null}",
            "{\"type\":\"table-line\",\"text\":\"-a -t 192.0.2.80:80 -r 10.0.0.12:80 -m -w 5\",\"times\":7,"
                + "\"age_us\":360000000000,\"end\":\"not-taken\",\"settled_us\":2300,\"said\":\"no memory\"}")
            .Should().Be(
            """
            www 10.0.0.12:80: down for 12s; receive timeout; 3 of 3 failed; check 5s; in step 1; "HTTP\x0d"
            table: not wanted; not there, read 4s ago
            check http --url x at 10.0.0.12:80
              down, 4 failed in a row (3 make it down); every 2s, again in 1.2s, at most 5s; shared with 3 more
              LAST      FIRST     TIMES  RESULT           CHECK  CONNECT  TLS  SEND  RECEIVE  BYTES
              1.9s ago  9s ago        2  connect refused  0.4ms        -    -     -        -      0
              12s ago   14s ago       2  status 503       1.1ms    0.3ms    -   0us    1.5ms    512
              22s ago   4d4h ago  35211  200              1.8ms    0.3ms    -   0us    1.5ms    512
            ipvsadm
              12s ago  -d -t 192.0.2.80:80 -r 10.0.0.12:80  in the table after 2.3ms
              4d4h ago  -a -t 192.0.2.80:80 -r 10.0.0.12:80 -m -w 5  DID NOT TAKE; tried 7 times; "no memory"

            """);
    }

    [Theory]
    [InlineData("up", "it was found in the table")]
    [InlineData("down", "it was not in the table")]
    public void Render_BeforeTheFirstVerdict_SaysWhatIsAssumedAndWhy(string state, string why) =>
        Render(
            Daemon,
            Down.Replace("\"verified\":true", "\"verified\":false", System.StringComparison.Ordinal),
            $"{{\"type\":\"transition\",\"state\":\"{state}\",\"age_us\":1000000,\"reason\":null}}")
            .Split('\n')[0].Should().Be($"www 10.0.0.12:80: {state} for 1s; no verdict yet, {why}");

    [Fact]
    public void Render_ReloadDecided_SaysThatNoCheckDid() =>
        Render(Daemon, Down, "{\"type\":\"transition\",\"state\":\"down\",\"age_us\":1000000,\"reason\":null}")
            .Split('\n')[0].Should().Be("www 10.0.0.12:80: down for 1s; no result of the checks below decided that");

    [Fact]
    public void Render_OutByOrderAndOutOfStep_SaysBoth() =>
        Render(
            Daemon.Replace("\"in_step\":true", "\"in_step\":false", System.StringComparison.Ordinal),
            Down.Replace(
                "\"wanted\":null,\"in_table\":null,\"held\":null",
                "\"wanted\":0,\"in_table\":7,\"held\":\"floor\",\"order\":\"draining\"",
                System.StringComparison.Ordinal),
            "{\"type\":\"transition\",\"state\":\"down\",\"age_us\":1000000,\"reason\":null}")
            .Split('\n')[1].Should().Be("table: DRAINING; weight 0 wanted, held by floor; weight 7 there, "
                + "read 4s ago; the table is OUT OF STEP");

    [Fact]
    public void Render_NotReadSinceTheReload_DoesNotSayFresh() =>
        Render(
            Daemon.Replace("4000000", "null", System.StringComparison.Ordinal),
            Down,
            "{\"type\":\"transition\",\"state\":\"down\",\"age_us\":1000000,\"reason\":null}")
            .Split('\n')[1].Should().Be("table: not wanted; not there, not read since the reload");

    [Fact]
    public void Render_UnmonitoredAndNeverWritten_SaysSo() =>
        Render(
            Daemon,
            Down.Replace("\"checks\":1", "\"checks\":0", System.StringComparison.Ordinal),
            "{\"type\":\"transition\",\"state\":\"up\",\"age_us\":1000000,\"reason\":null}").Should().Be(
            """
            www 10.0.0.12:80: unmonitored, taken for up
            table: not wanted; not there, read 4s ago
            ipvsadm: no line about it is remembered

            """);

    private static string Probe(
        string outcome, string reason, int? number, int times, int checkUs, long firstUs, long lastUs)
    {
        bool hasAsked = reason == "status";
        return $"{{\"type\":\"probe\",\"outcome\":\"{outcome}\",\"reason\":\"{reason}\","
            + $"\"number\":{number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"},"
            + $"\"times\":{times},\"first_age_us\":{firstUs},\"last_age_us\":{lastUs},\"check_us\":{checkUs},"
            + (hasAsked ? "\"connect_us\":300,\"send_us\":0,\"receive_us\":1500,\"bytes\":512}" : "\"bytes\":0}");
    }

    private static string Render(params string[] lines) =>
        WhyText.Render([.. lines.Select(line => ControlDocument.Read(Encoding.UTF8.GetBytes(line))!)]);
}
