using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Control;

/// <summary>Why a real server is where it is.</summary>
public sealed class WhyAnswerTests
{
    [Fact]
    public void Why_ServerFailed_TellsWhatDecidedAndWhatItSaidBefore()
    {
        ControlScene scene = new();
        scene.Harness.Put(1, SimulatedPeer.Accepting());
        scene.Connect();
        scene.Harness.RunMs(2500);
        scene.Harness.Put(1, SimulatedPeer.Refusing());
        scene.Harness.RunMs(4000);

        List<JsonElement> answer = Ask(scene, 1);

        Types(answer).Should().Equal("daemon", "real", "transition", "check-state", "probe", "probe", "end");
        JsonElement transition = answer[2];
        transition.GetProperty("state").GetString().Should().Be("down");
        transition.GetProperty("outcome").GetString().Should().Be("fail");
        transition.GetProperty("reason").GetString().Should().Be("connect-refused");
        transition.GetProperty("count").GetInt32().Should().Be(3);
        transition.GetProperty("threshold").GetInt32().Should().Be(3);
        transition.GetProperty("age_us").GetInt64().Should().Be(answer[1].GetProperty("since_us").GetInt64());
        JsonElement check = answer[3];
        check.GetProperty("target").GetString().Should().Be(PlanFactory.Host(1).ToString());
        check.GetProperty("verdict").GetString().Should().Be("down");
        check.GetProperty("fails").GetInt64().Should().BeGreaterThanOrEqualTo(3);
        check.GetProperty("interval_us").GetInt64().Should().Be(1_000_000);
        check.GetProperty("next_us").GetInt64().Should().BeInRange(0, 1_000_000);
        check.GetProperty("shared").GetInt32().Should().Be(1);
        (JsonElement now, JsonElement before) = (answer[4], answer[5]);
        now.GetProperty("reason").GetString().Should().Be("connect-refused");
        now.GetProperty("times").GetInt64().Should().Be(check.GetProperty("fails").GetInt64());
        now.GetProperty("connect_us").ValueKind.Should().Be(JsonValueKind.Null);
        before.GetProperty("reason").GetString().Should().Be("connected");
        before.GetProperty("last_age_us").GetInt64().Should()
            .BeGreaterThan(now.GetProperty("first_age_us").GetInt64());
    }

    [Fact]
    public void Why_BeforeAnyResult_HasNoReasonAndNoProbe()
    {
        ControlScene scene = new();
        scene.Connect();

        List<JsonElement> answer = Ask(scene, 1);

        Types(answer).Should().Equal("daemon", "real", "transition", "check-state", "end");
        foreach (string member in (string[])["reason", "outcome", "count", "threshold", "check_us", "said"])
        {
            answer[2].GetProperty(member).ValueKind.Should().Be(JsonValueKind.Null, member);
        }

        answer[3].GetProperty("verdict").GetString().Should().Be("none");
    }

    [Fact]
    public void Why_SeveralChecks_EachIsFollowedByItsResults()
    {
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000, fall: 1), FakePrograms.Connect, FakePrograms.Greeting)
            .Build();
        ControlScene scene = new(plan);
        scene.Harness.Put(1, SimulatedPeer.Accepting());
        scene.Connect();
        scene.Harness.RunMs(2500);

        List<JsonElement> answer = Ask(scene, 1);

        Types(answer).Should().Equal(
            "daemon", "real", "transition", "check-state", "probe", "check-state", "probe", "end");
        (string? First, string? Second) verdicts = (Text(answer[3], "verdict"), Text(answer[5], "verdict"));
        (string? First, string? Second) reasons = (Text(answer[4], "reason"), Text(answer[6], "reason"));
        new[] { (verdicts.First, reasons.First), (verdicts.Second, reasons.Second) }.Should().BeEquivalentTo(
            new (string?, string?)[] { ("up", "connected"), ("down", "receive-timeout") });
        int timeout = reasons.First == "receive-timeout" ? 4 : 6;
        answer[timeout].GetProperty("connect_us").GetInt64().Should().BeGreaterThan(0);
    }

    [Fact]
    public void Why_LinesToIpvsadm_TheNewestFirstWithForeignBytesEscaped()
    {
        ControlScene scene = new();
        scene.Connect();
        for (int i = 1; i <= 6; i++)
        {
            scene.Table.Lines.Add(($"line {i}", LineEnd.Taken, scene.NowUs - 90 + i, scene.NowUs - 50, ""));
        }

        scene.Table.Lines.Add(("line 7", LineEnd.NotTaken, scene.NowUs - 40, -1, "no \x1b[2J \"effect\""));

        List<JsonElement> lines = [.. Ask(scene, 1).Where(document => Text(document, "type") == "table-line")];

        lines.Select(line => Text(line, "text")).Should().Equal("line 7", "line 6", "line 5", "line 4");
        Text(lines[0], "end").Should().Be("not-taken");
        Text(lines[0], "said").Should().Be("no \\x1b[2J \"effect\"");
        lines[0].GetProperty("age_us").GetInt64().Should().Be(40);
        lines[0].GetProperty("settled_us").ValueKind.Should().Be(JsonValueKind.Null);
        lines[1].GetProperty("settled_us").GetInt64().Should().Be(34);
        lines[1].GetProperty("said").ValueKind.Should().Be(JsonValueKind.Null);
        Ask(scene, 2).Select(document => Text(document, "type")).Should().NotContain("table-line");
    }

    [Fact]
    public void Why_CheckWithAnEndlessName_FitsIntoADocument()
    {
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000), new LineProgram(new string('"', 5000), default, [1], 10, 0)).Build();
        ControlScene scene = new(plan);
        scene.Connect();

        Text(Ask(scene, 1)[3], "check")!.Length.Should().Be(500);
    }

    [Theory]
    [InlineData("service 9", "10.0.0.1:80", "service-not-found")]
    [InlineData("service 1", "10.9.9.9:80", "real-not-found")]
    public void Why_NotThere_IsAnError(string service, string real, string error)
    {
        ControlScene scene = new();
        scene.Connect();

        Text(scene.Ask(Line(service, real))[0], "error").Should().Be(error);
    }

    private static string Real(int host) => PlanFactory.Host(host).ToString();

    private static List<JsonElement> Ask(ControlScene scene, int host) => scene.Ask(Line("service 1", Real(host)));

    private static string Line(string service, string real) =>
        $"{{\"version\":1,\"command\":\"why\",\"service\":\"{service}\",\"real\":\"{real}\"}}";

    private static IEnumerable<string?> Types(List<JsonElement> answer) =>
        answer.Select(document => Text(document, "type"));

    private static string? Text(JsonElement document, string member) => document.GetProperty(member).GetString();
}
