using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Checks;
using LvsMon.Core.Control;
using LvsMon.Core.Monitoring;
using LvsMon.Core.Planning;
using LvsMon.Core.Transitions;
using LvsMon.Core.Values;
using LvsMon.Testing.Checks;
using LvsMon.Testing.Os;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Control;

/// <summary>What the commands answer.</summary>
public sealed class StatusTests
{
    private const string Status = "{\"version\":1,\"command\":\"status\"}";

    [Fact]
    public void Documents_EveryOne_HasTheMembersOfTheCatalogue()
    {
        ControlScene scene = new();
        scene.Connect();

        List<JsonElement> all = scene.Ask(Status);
        all.AddRange(scene.Ask("{\"version\":1,\"command\":\"version\"}"));
        all.AddRange(scene.Ask("{\"version\":1,\"command\":\"sessions\"}"));
        all.AddRange(scene.Ask("{\"version\":1,\"command\":\"metrics\"}"));
        all.AddRange(scene.Ask("?"));
        scene.Table.Lines.Add(("-d -t 10.0.0.1:80 -r 10.1.0.1:80", LineEnd.Taken, 1, 2, ""));
        scene.Harness.RunMs(1500);
        string real = scene.Harness.Plan.Reals[0].Endpoint.ToString();
        foreach (string command in (string[])["disable", "check-now", "why"])
        {
            all.AddRange(scene.Ask(
                $"{{\"version\":1,\"command\":\"{command}\",\"service\":\"service 1\",\"real\":\"{real}\"}}"));
        }

        all.AddRange(scene.Ask("{\"version\":1,\"command\":\"reload\"}"));

        foreach (JsonElement document in all)
        {
            string type = document.GetProperty("type").GetString()!;
            document.EnumerateObject().Select(member => member.Name).Skip(1).Should().Equal(
                ControlCatalogue.Fields.Where(field => field.Document == type).Select(field => field.Name), type);
        }

        all.Select(d => d.GetProperty("type").GetString()).Distinct().Should().BeEquivalentTo(
            ControlCatalogue.Fields.Select(field => field.Document).Distinct()
                .Where(document => !document.StartsWith("snapshot", StringComparison.Ordinal)));
    }

    [Fact]
    public void Status_LoopThatWasLateOnce_HasThatForItsLargestLagAndNotForTheUsual()
    {
        ControlScene scene = new();
        scene.Harness.Put(1, SimulatedPeer.Accepting());
        scene.Harness.Put(2, SimulatedPeer.Accepting());
        scene.Connect();
        scene.Harness.RunMs(2500);
        scene.Harness.Sockets.StallAt(scene.NowUs + 100, 700_000);
        scene.Harness.RunMs(2500);
        JsonElement young = scene.Ask(Status)[0];

        scene.Harness.RunMs(300_000);
        JsonElement old = scene.Ask(Status)[0];

        young.GetProperty("largest_lag_us").GetInt64().Should().BeInRange(500_001, 700_000);
        young.GetProperty("lag_p99_us").GetInt64().Should()
            .Be(young.GetProperty("largest_lag_us").GetInt64(), "few turns yet, and none was later");
        old.GetProperty("largest_lag_us").GetInt64().Should().Be(young.GetProperty("largest_lag_us").GetInt64());
        old.GetProperty("lag_p99_us").GetInt64().Should().Be(250, "the first bound");
        scene.Harness.Counters.Turns.Should().BeGreaterThan(200);
    }

    [Fact]
    public void Status_ServerGoesDown_SaysStateReasonAndCounts()
    {
        ControlScene scene = new();
        scene.Harness.Put(1, SimulatedPeer.Accepting());
        scene.Harness.Put(2, SimulatedPeer.Refusing());
        scene.Connect();
        scene.Harness.RunMs(2500);
        scene.Table.ReadUs = scene.NowUs - 7;

        List<JsonElement> answer = scene.Ask(Status);

        JsonElement daemon = answer[0];
        daemon.GetProperty("lvsmon").GetString().Should().Be("1.2.3");
        daemon.GetProperty("uptime_us").GetInt64().Should().Be(2_500_000);
        daemon.GetProperty("read_age_us").GetInt64().Should().Be(7);
        daemon.GetProperty("started").GetInt64().Should().Be(scene.Harness.Counters.Started);
        JsonElement service = answer[1];
        service.GetProperty("service").GetString().Should().Be("service 1");
        service.GetProperty("set").GetString().Should().Be("shop");
        service.GetProperty("up").GetInt32().Should().Be(1);
        JsonElement up = answer[2];
        up.GetProperty("state").GetString().Should().Be("up");
        up.GetProperty("verified").GetBoolean().Should().BeTrue();
        up.GetProperty("outcome").GetString().Should().Be("pass");
        up.GetProperty("passes").GetInt64().Should().BeGreaterThan(1);
        JsonElement down = answer[3];
        down.GetProperty("real").GetString().Should().Be(PlanFactory.Host(2).ToString());
        down.GetProperty("state").GetString().Should().Be("down");
        down.GetProperty("last").GetString().Should().Be("connect-refused");
        down.GetProperty("fails").GetInt64().Should().BeInRange(3, 4);
        down.GetProperty("fall").GetInt64().Should().Be(3);
        down.GetProperty("check_us").GetInt64().Should().BeGreaterThanOrEqualTo(0);
        answer[^1].GetProperty("documents").GetInt32().Should().Be(answer.Count - 1);
    }

    [Fact]
    public void Status_BeforeTheFirstResult_IsUnverifiedWithoutAReason()
    {
        ControlScene scene = new();
        scene.Connect();

        List<JsonElement> answer = scene.Ask(Status);

        answer[2].GetProperty("verified").GetBoolean().Should().BeFalse();
        answer[2].GetProperty("last").ValueKind.Should().Be(JsonValueKind.Null);
        JsonElement unmonitored = answer.Single(d => d.TryGetProperty("checks", out JsonElement checks)
            && d.TryGetProperty("real", out _) && checks.GetInt32() == 0);
        unmonitored.GetProperty("state").GetString().Should().Be("up");
        unmonitored.GetProperty("verified").GetBoolean().Should().BeTrue();
    }

    [Fact]
    public void Status_HeldAndNotInTheTable_SaysSo()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Table.Hold = HoldCause.Isolation;
        scene.Table.Wanted = 3;
        scene.Table.Found = -1;
        scene.Table.IsInStep = false;

        List<JsonElement> answer = scene.Ask(Status);

        answer[0].GetProperty("in_step").GetBoolean().Should().BeFalse();
        answer[0].GetProperty("read_age_us").ValueKind.Should().Be(JsonValueKind.Null);
        answer[2].GetProperty("held").GetString().Should().Be("isolation");
        answer[2].GetProperty("wanted").GetInt32().Should().Be(3);
        answer[2].GetProperty("in_table").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void Status_SeveralChecks_TellsTheOneThatTookItDown()
    {
        Plan plan = new PlanFactory().Service(1)
            .Real(1, Timings.Every(1000, fall: 1), FakePrograms.Connect, FakePrograms.Greeting)
            .Build();
        ControlScene scene = new(plan);
        scene.Harness.Put(1, SimulatedPeer.Accepting());
        scene.Connect();
        scene.Harness.RunMs(2500);

        JsonElement real = scene.Ask(Status)[2];

        real.GetProperty("checks").GetInt32().Should().Be(2);
        real.GetProperty("state").GetString().Should().Be("down");
        real.GetProperty("outcome").GetString().Should().Be("fail");
        real.GetProperty("last").GetString().Should().Be("receive-timeout");
    }

    [Theory]
    [InlineData("\"name\":\"shop\"", "service 1,service 2")]
    [InlineData("\"name\":\"service 3\"", "service 3")]
    [InlineData("\"name\":\"shop\",\"service\":\"service 2\"", "service 2")]
    public void Status_Name_SelectsSetOrService(string members, string services)
    {
        ControlScene scene = new();
        scene.Connect();

        List<JsonElement> answer = scene.Ask($"{{\"version\":1,\"command\":\"status\",{members}}}");

        string.Join(',', answer.Where(d => d.GetProperty("type").GetString() == "service")
            .Select(d => d.GetProperty("service").GetString())).Should().Be(services);
        answer[^1].GetProperty("type").GetString().Should().Be("end");
        answer.Count(d => d.GetProperty("type").GetString() == "real")
            .Should().Be(2 * services.Split(',').Length);
    }

    [Theory]
    [InlineData("\"name\":\"nowhere\"", "name-not-found")]
    [InlineData("\"name\":\"\"", "name-not-found")]
    [InlineData("\"name\":\"shöp\"", "name-not-found")]
    [InlineData("\"name\":\"service 3\",\"service\":\"service 3\"", "name-not-found")]
    [InlineData("\"name\":\"shop\",\"service\":\"service 3\"", "service-not-found")]
    [InlineData("\"name\":\"shop\",\"service\":\"nowhere\"", "service-not-found")]
    [InlineData("\"service\":\"service 3\"", "bad-value")]
    public void Status_UnknownName_IsToldApart(string members, string error)
    {
        ControlScene scene = new();
        scene.Connect();

        List<JsonElement> answer = scene.Ask($"{{\"version\":1,\"command\":\"status\",{members}}}");

        answer.Should().ContainSingle().Which.GetProperty("error").GetString().Should().Be(error);
        scene.Clients.IsOpen(0).Should().BeTrue("the client may ask again");
    }

    [Fact]
    public void Status_LongestNames_FitADocument()
    {
        Plan plan = new PlanFactory().Service(1).Real(1, Timings.Every(1000)).Build();
        plan.Services[0] = plan.Services[0] with
        {
            Name = new string('"', 64),
            ServiceSet = new string('\\', 64),
        };
        ControlScene scene = new(plan);
        scene.Connect();

        List<JsonElement> answer = scene.Ask(Status);

        answer[1].GetProperty("service").GetString().Should().Be(plan.Services[0].Name);
        answer[1].GetProperty("set").GetString().Should().Be(plan.Services[0].ServiceSet);
        scene.Clients.Heard(0).Split('\n').Max(line => line.Length)
            .Should().BeLessThan(ControlLimits.DocumentBytes / 2);
    }

    [Fact]
    public void Status_EveryReason_IsOneWord()
    {
        foreach (CheckReason reason in (IEnumerable<CheckReason>)[.. Reasons.Failures, .. Reasons.Inconclusive])
        {
            byte[] buffer = new byte[ControlLimits.DocumentBytes];
            DocumentWriter writer = new(buffer, "x"u8);
            writer.Words("last"u8, Reasons.Words(reason));
            using JsonDocument document = JsonDocument.Parse(buffer.AsMemory(0, writer.End()));
            document.RootElement.GetProperty("last").GetString().Should().MatchRegex("^[a-z0-9-]+$");
        }
    }
}
