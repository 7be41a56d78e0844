using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Sessions;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Control;

/// <summary>What the command <c>sessions</c> answers, and what <c>status</c> says of sessions.</summary>
public sealed class SessionsTests
{
    private const string Sessions = "{\"version\":1,\"command\":\"sessions\"}";
    private const string OfShop = "{\"version\":1,\"command\":\"sessions\",\"name\":\"shop\"}";

    [Fact]
    public void Sessions_BeforeTheFirstReport_AreNull()
    {
        ControlScene scene = new();
        scene.Connect();

        List<JsonElement> answer = scene.Ask(Sessions);

        answer.Should().HaveCount(1 + 1 + 3 + 6 + 1);
        answer[0].GetRawText().Should().Contain("\"sessions_age_us\":null,\"took_us\":null");
        answer[1].GetRawText().Should().Contain(
            "\"set\":\"shop\",\"services\":2,\"counted\":0,\"active\":null,\"inactive\":null,\"total\":null");
        answer.Skip(2).SkipLast(1).Should().OnlyContain(
            d => d.GetProperty("active").ValueKind == JsonValueKind.Null
                && d.GetProperty("total").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public void Sessions_Report_IsShownBySetServiceAndRealServer()
    {
        ControlScene scene = Counted();

        List<JsonElement> answer = scene.Ask(Sessions);

        answer.Select(d => d.GetProperty("type").GetString()).Should().Equal(
            "sessions", "set-sessions", "service-sessions", "real-sessions", "real-sessions", "service-sessions",
            "real-sessions", "real-sessions", "service-sessions", "real-sessions", "real-sessions", "end");
        answer[0].GetProperty("reports").GetInt64().Should().Be(1);
        answer[0].GetProperty("interval_us").GetInt64().Should().Be(15_000_000);
        answer[0].GetProperty("sessions_age_us").GetInt64().Should().Be(3_000_000);
        Counts(answer[1]).Should().Be((110, 1060, 1170), "4 real servers and the fallback of the first service");
        Counts(answer[2]).Should().Be((103, 1010, 1113));
        answer[2].GetProperty("elsewhere_active").GetInt64().Should().Be(100);
        answer[2].GetProperty("elsewhere_inactive").GetInt64().Should().Be(1000);
        Counts(answer[4]).Should().Be((2, 10, 12));
        Counts(answer[8]).Should().Be((11, 90, 101));
    }

    [Fact]
    public void Sessions_Selected_AreThoseOfTheSetOrTheService()
    {
        ControlScene scene = Counted();

        Types(scene.Ask(OfShop)).Should().Be("sessions set-sessions service-sessions real-sessions real-sessions "
            + "service-sessions real-sessions real-sessions end");
        Types(scene.Ask("{\"version\":1,\"command\":\"sessions\",\"name\":\"service 3\"}"))
            .Should().Be("sessions service-sessions real-sessions real-sessions end");
        Types(scene.Ask("{\"version\":1,\"command\":\"sessions\",\"name\":\"shop\",\"service\":\"service 2\"}"))
            .Should().Be("sessions service-sessions real-sessions real-sessions end");
        Error(scene.Ask("{\"version\":1,\"command\":\"sessions\",\"name\":\"nowhere\"}")).Should().Be("name-not-found");
        Error(scene.Ask("{\"version\":1,\"command\":\"sessions\",\"name\":\"shop\",\"service\":\"service 3\"}"))
            .Should().Be("service-not-found");
    }

    [Fact]
    public void Sessions_NewReportAmidAnAnswer_EndsItWithChanged()
    {
        ControlScene scene = Counted(new PlanFactory().Service(1).Reals(1, 200, Timings.Every(1000)).Build());
        scene.Clients.Forget(0);
        scene.Clients.SetRoom(0, 0);
        scene.Clients.Say(0, Encoding.ASCII.GetBytes(Sessions + "\n"));
        scene.Serve();
        scene.Harness.Clock.Advance(15_000_000);
        scene.Sessions.Flush(scene.NowUs, new FactStream(new DetailPool()));
        scene.Clients.SetRoom(0, int.MaxValue);
        scene.Serve();

        List<JsonElement> all = scene.Documents();
        all.Should().HaveCountLessThan(200);
        Error(all).Should().Be("changed", "no answer tells of two reports");
    }

    [Fact]
    public void Status_Report_StandsInServiceAndReal()
    {
        ControlScene scene = Counted();

        List<JsonElement> answer = scene.Ask("{\"version\":1,\"command\":\"status\"}");

        answer[1].GetRawText().Should().EndWith("\"active\":103,\"inactive\":1010,\"sessions_age_us\":3000000}");
        answer[3].GetRawText().Should().EndWith("\"active\":2,\"inactive\":10}");
    }

    /// <summary>A scene three seconds after its first report.</summary>
    private static ControlScene Counted(Plan? plan = null)
    {
        ControlScene scene = new(plan);
        List<string> rows = [.. SessionRows.All(scene.Harness.Loop.Table.Plan)];
        rows.Insert(1, SessionRows.Real("10.9.9.9:80", 100, 1000));
        scene.SessionList.Lists([.. rows]);
        scene.Sessions.Flush(scene.NowUs, new FactStream(new DetailPool()));
        scene.Harness.Clock.Advance(3_000_000);
        scene.Connect();
        return scene;
    }

    private static (long Active, long Inactive, long Total) Counts(JsonElement document) => (
        document.GetProperty("active").GetInt64(),
        document.GetProperty("inactive").GetInt64(),
        document.GetProperty("total").GetInt64());

    private static string Types(List<JsonElement> documents) =>
        string.Join(' ', documents.Select(d => d.GetProperty("type").GetString()));

    private static string Error(List<JsonElement> documents) => documents[^1].GetProperty("error").GetString()!;
}
