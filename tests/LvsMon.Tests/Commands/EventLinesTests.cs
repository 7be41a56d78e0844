using System;
using System.IO;
using System.Text;
using FluentAssertions;
using LvsMon.Commands;
using Xunit;

namespace LvsMon.Tests.Commands;

public sealed class EventLinesTests : IDisposable
{
    private const string Down = "{\"type\":\"event\",\"seq\":1817,\"time\":\"2026-10-07T22:14:15+02:00\","
        + "\"monotonic_us\":88,\"event\":\"table-out-of-step\",\"service\":\"www\",\"real\":\"10.0.0.11:80\","
        + "\"reason\":\"receive-timeout\",\"number\":503,\"place\":\"in step 2\",\"detail\":\"a\\\"\\\\x1b\","
        + "\"foreign\":true,\"fails\":3,\"up\":null,\"empty_services\":0,\"repaired\":true,\"table\":\"kept\","
        + "\"check_us\":1800,\"duration_us\":352800000000}";

    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Take_Event_IsALineLikeThatOfTheLog()
    {
        EventLines lines = new(_output, asTheyCame: false);

        Feed(lines, "{\"type\":\"stream\",\"version\":1,\"run\":\"4711-1\",\"seq\":9}", Down);

        _output.ToString().Should().Be(
            "2026-10-07T22:14:15+02:00 TABLE OUT OF STEP www 10.0.0.11:80: receive timeout 503 in step 2; "
            + "\"a\"\\x1b\"; fails 3; "
            + "empty services 0; repaired yes; table kept; check 1.8ms; duration 4d2h; seq 1817\n");
        lines.Last.Should().Be("4711-1:1817");
    }

    [Fact]
    public void Take_Report_HasNoNumberAndMovesNothing()
    {
        EventLines lines = new(_output, asTheyCame: false);

        Feed(lines, "{\"type\":\"event\",\"seq\":null,\"time\":\"T\",\"event\":\"confirmed\",\"state\":\"up\"}");

        _output.ToString().Should().Be("T CONFIRMED: state up\n");
        lines.Last.Should().BeEmpty();
    }

    [Fact]
    public void Take_NumbersOfAReport_AreNoLinesForPeople()
    {
        EventLines lines = new(_output, asTheyCame: false);

        foreach (string word in (string[])["set-sessions", "service-sessions", "real-sessions", "session-report"])
        {
            Feed(lines, $"{{\"type\":\"event\",\"seq\":null,\"time\":\"T\",\"event\":\"{word}\",\"active\":1}}");
        }

        _output.ToString().Should().Be("T SESSION REPORT: active 1\n");
    }

    [Fact]
    public void Take_Lost_IsSaid()
    {
        EventLines lines = new(_output, asTheyCame: false);

        Feed(
            lines,
            "{\"type\":\"lost\",\"what\":\"events\",\"count\":3,\"from\":8,\"to\":10}",
            "{\"type\":\"lost\",\"what\":\"reports\",\"count\":5,\"from\":null,\"to\":null}",
            "{\"type\":\"lost\",\"what\":\"events\",\"count\":null,\"from\":null,\"to\":null}");

        _output.ToString().Should().Be(
            "LOST 3 events: 8 to 10 are gone\nLOST 5 reports\n"
            + "LOST: the numbers begin anew, the daemon was started in between\n");
    }

    [Fact]
    public void Take_Snapshot_IsTheTableOfStatusOnce()
    {
        EventLines lines = new(_output, asTheyCame: false);
        string service = "{\"type\":\"service\",\"service\":\"www\",\"key\":\"tcp 192.0.2.80:80\",\"set\":null,"
            + "\"scheduler\":\"wlc\",\"forward\":\"nat\",\"up\":1,\"carrying\":1,\"reals\":1,\"blind\":false,"
            + "\"fallback\":null,\"fallback_in\":false}";
        const string Daemon = "{\"type\":\"daemon\",\"checks\":0}";

        Feed(lines, "{\"type\":\"snapshot\",\"seq\":4}", Daemon, service, service);
        Feed(lines, "{\"type\":\"snapshot\",\"seq\":5}", Daemon, service);
        _output.ToString().Should().BeEmpty("it is not complete");
        Feed(lines, "{\"type\":\"snapshot-end\",\"seq\":5}");

        string table = _output.ToString();
        table.Split("www  tcp 192.0.2.80:80").Should().HaveCount(2);
        lines.Last.Should().EndWith(":5");
    }

    [Fact]
    public void Take_AsTheyCame_ChangesNothing()
    {
        Feed(new EventLines(_output, asTheyCame: true), Down);

        _output.ToString().Should().Be(Down + "\n");
    }

    private static void Feed(EventLines lines, params string[] documents)
    {
        foreach (string document in documents)
        {
            lines.Take(ControlDocument.Read(Encoding.ASCII.GetBytes(document))!);
        }
    }
}
