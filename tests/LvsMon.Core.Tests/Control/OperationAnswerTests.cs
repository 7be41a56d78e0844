using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Control;
using LvsMon.Core.Monitoring;
using Xunit;

namespace LvsMon.Core.Tests.Control;

/// <summary><c>check-now</c> and <c>reload</c>.</summary>
public sealed class OperationAnswerTests
{
    [Fact]
    public void CheckNow_OfARealServer_BeginsItsChecksOnceASecond()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Harness.RunMs(2_300);
        string real = scene.Harness.Plan.Reals[0].Endpoint.ToString();
        string line = $"{{\"version\":1,\"command\":\"check-now\",\"service\":\"service 1\",\"real\":\"{real}\"}}";
        int monitor = scene.Harness.Plan.Subscriptions.First(s => s.Real == 0).Monitor;
        long wasDueUs = scene.Harness.Loop.Schedule.DueUs(monitor);
        wasDueUs.Should().BeGreaterThan(scene.NowUs);
        scene.Harness.Loop.Table.Monitors[monitor].LastDueUs = scene.NowUs - Haste.SoonestAgainUs;

        scene.Ask(line)[0].GetProperty("started").GetInt64().Should().Be(1);
        scene.Harness.Loop.Schedule.DueUs(monitor).Should().Be(scene.NowUs);
        scene.Harness.RunMs(200);

        scene.Harness.Loop.Schedule.DueUs(monitor).Should().Be(wasDueUs, "it goes on where it was");
        scene.Ask(line)[0].GetProperty("started").GetInt64().Should().Be(0, "it has just begun");
    }

    [Fact]
    public void Reload_WithItsFlags_ShowsTheReport()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Reloader.Report = new ReloadReport
        {
            Lines = ["a \"b\" \\ c", new string('x', 5000)],
            IsOverLimit = true,
            Added = 1,
            Removed = 2,
            Changed = 3,
            LeavingPercent = 60,
            LimitPercent = 50,
        };

        List<JsonElement> answer = scene.Ask(
            "{\"version\":1,\"command\":\"reload\",\"force\":true,\"dry_run\":true}");

        scene.Reloader.Asked.Should().Be((true, true));
        answer.Select(d => d.GetProperty("type").GetString()).Should().Equal("line", "line", "reload", "end");
        answer[0].GetProperty("text").GetString().Should().Be("a \"b\" \\ c");
        answer[1].GetProperty("text").GetString().Should().HaveLength(900);
        answer[2].GetProperty("taken").GetBoolean().Should().BeFalse();
        answer[2].GetProperty("over_limit").GetBoolean().Should().BeTrue();
        answer[2].GetProperty("leaving_percent").GetInt64().Should().Be(60);
    }

    [Fact]
    public void Reload_WhileAnotherIsStillTold_LeavesTheFirstAnswerAlone()
    {
        ControlScene scene = new();
        scene.Connect();
        scene.Connect();
        scene.Clients.SetRoom(0, 4096);
        scene.Reloader.Report = new ReloadReport { Lines = [.. Enumerable.Repeat(new string('x', 900), 100)] };
        scene.Clients.Say(0, "{\"version\":1,\"command\":\"reload\"}\n"u8.ToArray());
        scene.Serve(5);
        scene.Reloader.Report = new ReloadReport { Lines = [], IsTaken = true };
        scene.Ask("{\"version\":1,\"command\":\"reload\"}", slot: 1)
            .Select(d => d.GetProperty("type").GetString()).Should().Equal("reload", "end");

        scene.Clients.SetRoom(0, 1 << 20);
        scene.Serve();

        List<JsonElement> first = scene.Documents(0);
        first.Count(d => d.GetProperty("type").GetString() == "line").Should().Be(100);
        first[^2].GetProperty("taken").GetBoolean().Should().BeFalse();
    }
}
