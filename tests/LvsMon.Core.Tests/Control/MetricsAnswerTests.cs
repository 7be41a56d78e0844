using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using FluentAssertions;
using LvsMon.Core.Control;
using LvsMon.Core.Planning;
using LvsMon.Core.Tests.Metrics;
using LvsMon.Testing.Planning;
using Xunit;

namespace LvsMon.Core.Tests.Control;

public sealed class MetricsAnswerTests
{
    private const string Metrics = "{\"version\":1,\"command\":\"metrics\"}";

    [Fact]
    public void Metrics_AllDocuments_AreThePageInWholeLines()
    {
        Plan plan = new PlanFactory().Service(1).Reals(1, 40, Timings.Every(1000)).Build();
        plan.Services[0] = plan.Services[0] with { Name = new string('"', 64), ServiceSet = new string('\\', 64) };
        ControlScene scene = new(plan);
        scene.Connect();

        List<JsonElement> answer = scene.Ask(Metrics);

        answer[^1].GetProperty("type").GetString().Should().Be("end");
        string[] pieces = [.. answer.SkipLast(1).Select(d => d.GetProperty("text").GetString()!)];
        pieces.Should().HaveCountGreaterThan(10);
        pieces.Where(p => p.Length > 0 && p[^1] != '\n').Should().BeEmpty();
        string.Concat(pieces).Should().Be(PageText.Of(scene.Page, scene.NowUs));
        scene.Clients.Heard(0).Split('\n').Max(line => line.Length).Should().BeLessThan(ControlLimits.DocumentBytes);
    }

    [Fact]
    public void Metrics_ReloadInBetween_EndsWithChanged()
    {
        ControlScene scene = new(new PlanFactory().Service(1).Reals(1, 400, Timings.Every(1000)).Build());
        scene.Connect();
        scene.Clients.Say(0, Encoding.ASCII.GetBytes(Metrics + "\n"));
        scene.Serve(2);

        scene.Answers.Follow();
        scene.Serve();

        scene.Documents()[^1].GetProperty("error").GetString().Should().Be("changed");
    }
}
